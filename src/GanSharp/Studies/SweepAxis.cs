using GanSharp.Recipes;
using GanSharp.Text;

namespace GanSharp.Studies;

/// <summary>A setting that a sweep varies, with its values.</summary>
public sealed record SweepAxis
{
    private readonly string[] _values;

    /// <summary>An axis of a recipe's setting.</summary>
    /// <param name="key">A recipe key, such as <c>batch-size</c> or <c>lr</c>.</param>
    /// <param name="values">
    /// The values as for <c>--set</c>; or, for random draws, a single range such as <c>1e-5..1e-3 log</c>.
    /// </param>
    /// <exception cref="GanSharpException">
    /// There is no such key, it does not affect training, there is no value, or a value occurs twice.
    /// </exception>
    public SweepAxis(string key, IReadOnlyList<string> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var known = RecipeKeys.Find(key);
        _values = [.. values.Select(value => value.Trim()).Where(value => value.Length > 0)];
        (Key, Name) = (known.Name, known.ShortName);
        if (known.IsDescription)
            throw new GanSharpException($"{Name}: does not affect training, so there is nothing to vary");
        if (Key == "seed")
            throw new GanSharpException(
                "seed: is not a setting to vary; set the seeds with --seeds, or with 'seeds:' in a file");
        if (_values.Length == 0)
            throw new GanSharpException($"{Name}: has no value; write {Name}=VALUE,VALUE");
        if (_values.GroupBy(value => value).FirstOrDefault(same => same.Count() > 1) is { } twice)
            throw new GanSharpException($"{Name}: the value {twice.Key} occurs twice");
        Range = _values is [var only] && !known.IsList ? InContext(Name, () => SweepRange.Parse(only)) : null;
    }

    /// <summary>The recipe key.</summary>
    public string Key { get; }

    /// <summary>Its name in the names of trials: the key or its short form.</summary>
    public string Name { get; }

    /// <summary>The values in order; for a range, its text alone.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>The range to draw from; null for a list of values.</summary>
    public SweepRange? Range { get; }

    /// <summary>
    /// Parses <c>KEY=VALUE,VALUE</c>. Values that contain commas are separated by <c>|</c>, as in
    /// <c>terms=hinge|hinge;r1 2</c> or <c>classes=4,9|1,7</c>.
    /// </summary>
    /// <exception cref="GanSharpException">The text has another form, or the axis is invalid.</exception>
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

    /// <summary>Whether both have the same key and values.</summary>
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
