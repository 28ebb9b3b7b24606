using GanSharp.Text;

namespace GanSharp.Networks;

/// <summary>
/// The parts of a layer that its kind has not read yet. A part that nothing reads is an error, so that no typo passes
/// unnoticed.
/// </summary>
internal sealed class LayerArguments(LayerText layer)
{
    private const int LargestOption = 1024;

    private readonly List<string> _values = [.. layer.Values];
    private readonly Dictionary<char, string> _options = new(layer.Options);
    private readonly Queue<IReadOnlyList<LayerText>> _inner = new(layer.Inner);

    /// <summary>The word for the kind of layer.</summary>
    public string Name => layer.Name;

    /// <summary>Takes the next value as a size.</summary>
    public int Size(string what, NetworkContext context) => Dimension.Evaluate(Take() ?? throw Missing(what), context);

    /// <summary>Takes the remaining values as sizes, written with <c>x</c> between them.</summary>
    public int[] Sizes(string what, NetworkContext context)
    {
        var sizes = new List<int> { Size(what, context) };
        while (_values.Count > 0 && _values[0] == "x")
        {
            Take();
            sizes.Add(Size(what, context));
        }
        return [.. sizes];
    }

    /// <summary>
    /// Takes the next value as a number that <paramref name="accepts"/> allows, or <paramref name="otherwise"/> if
    /// there is none.
    /// </summary>
    public double Number(string what, double? otherwise = null, Predicate<double>? accepts = null)
    {
        var word = Take();
        if (word is null)
            return otherwise ?? throw Missing(what);
        return Numbers.Parse(word) is { } number && accepts?.Invoke(number) != false ? number
            : throw new GanSharpException($"'{word}' in '{layer.Text}' is not a number ({what})");
    }

    /// <summary>
    /// Takes the option of that letter, or <paramref name="otherwise"/> if it is not given.
    /// </summary>
    public int Option(char letter, int otherwise, int least)
    {
        if (!_options.Remove(letter, out var digits))
            return otherwise;
        return int.TryParse(digits, out var number) && number >= least && number <= LargestOption ? number
            : throw new GanSharpException(
                $"{letter}{digits} in '{layer.Text}' is not a whole number from {least} to {LargestOption}");
    }

    /// <summary>Takes a word; returns whether it was there.</summary>
    public bool Flag(string word) => _values.Remove(word);

    /// <summary>Takes the layers in the next brackets; null if there are none.</summary>
    public IReadOnlyList<LayerText>? Inner() => _inner.TryDequeue(out var layers) ? layers : null;

    /// <summary>Requires that everything was taken.</summary>
    public void End(string usage)
    {
        var rest =
            _values.Concat(_options.Select(option => $"{option.Key}{option.Value}")).FirstOrDefault()
            ?? (_inner.Count == 0 ? null : layer.Text[layer.Text.IndexOf('(')..]);
        if (rest is not null)
            throw new GanSharpException($"'{rest}' in '{layer.Text}' is not understood; write {usage}");
    }

    /// <summary>Creates the error for a missing value.</summary>
    public GanSharpException Missing(string what) => new($"'{layer.Text}' lacks the {what}");

    private string? Take()
    {
        if (_values.Count == 0)
            return null;
        var value = _values[0];
        _values.RemoveAt(0);
        return value;
    }
}
