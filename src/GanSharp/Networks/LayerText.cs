using GanSharp.Text;

namespace GanSharp.Networks;

/// <summary>
/// One layer of the shorthand, split into its parts: <c>conv 64 k4 s2 p1</c> has the name <c>conv</c>, the value
/// <c>64</c>, and the options k = 4, s = 2, p = 1; <c>residual (relu, conv 64)</c> contains layers. A part that nothing
/// reads is an error, so that no typo passes unnoticed.
/// </summary>
internal sealed class LayerText
{
    private const int MostBrackets = 16, LargestOption = 1024;

    private readonly string _text;
    private readonly List<string> _values = [];
    private readonly Dictionary<char, string> _options = [];
    private string? _inner;

    public LayerText(string text)
    {
        _text = text.Trim();
        var outer = _text;
        if (_text.IndexOf('(') is >= 0 and var open)
        {
            if (_text[^1] != ')')
                throw new GanSharpException($"'{_text}' does not end with the bracket it opens; is a comma missing?");
            (outer, _inner) = (_text[..open], _text[(open + 1)..^1]);
        }
        var words = outer.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        Name =
            words.Length > 0 ? words[0] : throw new GanSharpException("a layer is empty; is there a comma too many?");
        foreach (var word in words.AsSpan(1))
        {
            if (word.Length > 1 && char.IsAsciiLetterLower(word[0]) && char.IsAsciiDigit(word[1]))
                AddOption(word);
            else
                _values.Add(word);
        }
    }

    /// <summary>Splits a line into layers, at the commas outside brackets.</summary>
    public static IEnumerable<LayerText> Split(string line)
    {
        var (depth, start) = (0, 0);
        for (var i = 0; i < line.Length; i++)
        {
            depth += line[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth < 0)
                throw new GanSharpException("a closing bracket has no opening bracket");
            if (depth > MostBrackets)
                throw new GanSharpException($"brackets are nested more than {MostBrackets} deep");
            if (line[i] != ',' || depth > 0)
                continue;
            yield return new(line[start..i]);
            start = i + 1;
        }
        yield return depth == 0
            ? new(line[start..])
            : throw new GanSharpException("an opening bracket has no closing bracket");
    }

    public string Name { get; }

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
            : throw new GanSharpException($"'{word}' in '{_text}' is not a number ({what})");
    }

    /// <summary>Takes the option of that letter, or <paramref name="otherwise"/> if it is not given.</summary>
    public int Option(char letter, int otherwise, int least)
    {
        if (!_options.Remove(letter, out var digits))
            return otherwise;
        return int.TryParse(digits, out var number) && number >= least && number <= LargestOption ? number
            : throw new GanSharpException(
                $"{letter}{digits} in '{_text}' is not a whole number from {least} to {LargestOption}");
    }

    /// <summary>Takes a word; returns whether it was there.</summary>
    public bool Flag(string word) => _values.Remove(word);

    /// <summary>Takes the layers in the brackets; null if there are none.</summary>
    public string? Inner()
    {
        var inner = _inner;
        _inner = null;
        return inner;
    }

    /// <summary>Requires that everything was taken.</summary>
    public void End(string usage)
    {
        var rest =
            _values.Concat(_options.Select(option => $"{option.Key}{option.Value}")).FirstOrDefault()
            ?? (_inner is null ? null : $"({_inner})");
        if (rest is not null)
            throw new GanSharpException($"'{rest}' in '{_text}' is not understood; write {usage}");
    }

    private void AddOption(string word)
    {
        if (!_options.TryAdd(word[0], word[1..]))
            throw new GanSharpException($"'{_text}' sets {word[0]} twice");
    }

    private string? Take()
    {
        if (_values.Count == 0)
            return null;
        var value = _values[0];
        _values.RemoveAt(0);
        return value;
    }

    /// <summary>Creates the error for a missing value.</summary>
    public GanSharpException Missing(string what) => new($"'{_text}' lacks the {what}");
}
