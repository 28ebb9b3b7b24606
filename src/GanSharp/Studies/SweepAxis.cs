using GanSharp.Recipes;
using GanSharp.Text;

namespace GanSharp.Studies;

/// <summary>A setting that a sweep varies, and what it is set to.</summary>
public sealed record SweepAxis
{
    private readonly string[] _values;

    /// <summary>An axis with values.</summary>
    /// <param name="key">A key of recipes, such as <c>batch-size</c> or <c>lr</c>.</param>
    /// <param name="values">
    /// The values, as <c>--set</c> takes them; or, for random draws, a range alone, such as <c>1e-5..1e-3 log</c>.
    /// </param>
    /// <exception cref="GanSharpException">
    /// There is no such key, it does not change a training, there is no value, or one is there twice.
    /// </exception>
    public SweepAxis(string key, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var known = RecipeKeys.Find(key);
        _values = [.. values.Select(value => value.Trim()).Where(value => value.Length > 0)];
        (Key, Name) = (known.Name, known.ShortName);
        if (known.IsRemark)
            throw new GanSharpException($"{Name}: says nothing about a training, so there is nothing to vary");
        if (Key == "seed")
            throw new GanSharpException(
                "seed: is no setting to vary; say how many seeds each trial has with --seeds, or 'seeds:' in a file");
        if (_values.Length == 0)
            throw new GanSharpException($"{Name}: has no value; write {Name}=VALUE,VALUE");
        if (_values.GroupBy(value => value).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new GanSharpException($"{Name}: the value {twice.Key} is there twice");
        Range = _values is [var only] && !known.IsList ? InContext(Name, () => SweepRange.Parse(only)) : null;
    }

    /// <summary>The key of the recipe.</summary>
    public string Key { get; }

    /// <summary>What it is called in names of trials: its key, or the short form of it.</summary>
    public string Name { get; }

    /// <summary>The values, in order; a range has its text as its only one.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>What is drawn from; null when it is a list of values.</summary>
    public SweepRange? Range { get; }

    /// <summary>
    /// The axis of <c>KEY=VALUE,VALUE</c>; values that have commas of their own are divided by <c>|</c>, as in
    /// <c>terms=hinge|hinge;r1 2</c> or <c>classes=4,9|1,7</c>.
    /// </summary>
    /// <exception cref="GanSharpException">It is written otherwise, or the axis is refused.</exception>
    public static SweepAxis Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split('=', 2) is [var key, var values] ? new(key.Trim(), ValuesOf(values))
            : throw new GanSharpException($"'{text}': write KEY=VALUE,VALUE, such as lr=1e-4,2e-4");
    }

    private static string[] ValuesOf(string text)
    {
        var values = NameList.Pieces(text, '|').ToArray() is { Length: > 1 } several
            ? several
            : [.. NameList.Pieces(text, ',')];
        return values.Length == 1 || Array.TrueForAll(values, value => value.Length > 0) ? values
            : throw new GanSharpException($"'{text}': a value is empty; write values with one ',' or '|' between them");
    }

    /// <summary><c>lr=1e-4|2e-4</c>, as <see cref="Parse"/> reads it.</summary>
    public override string ToString() => $"{Name}={string.Join('|', _values)}";

    /// <summary>Whether it has the same key and values.</summary>
    public bool Equals(SweepAxis? other) =>
        other is not null && Key == other.Key && _values.SequenceEqual(other._values);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Key, _values.Length);

    internal string Draw(RandomStream stream) =>
        Range is { } range ? range.Draw(stream) : _values[stream.Integers(1, _values.Length)[0]];

    internal static T InContext<T>(string context, Func<T> work)
    {
        try
        {
            return work();
        }
        catch (GanSharpException error)
        {
            throw new GanSharpException(
                error.Message.StartsWith(context, StringComparison.Ordinal)
                    ? error.Message
                    : $"{context}: {error.Message}",
                error);
        }
    }
}
