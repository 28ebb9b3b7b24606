namespace GanSharp.Networks;

/// <summary>
/// One layer of the shorthand, split into its parts: <c>conv 64 k4 s2 p1</c> has the name <c>conv</c>, the value
/// <c>64</c>, and the options k = 4, s = 2, p = 1; <c>residual (relu, conv 64)</c> contains layers, and
/// <c>mean (relu) (tanh)</c> two lists of them.
/// </summary>
internal sealed class LayerText
{
    private const int MostBrackets = 16;

    private readonly List<string> _values = [];
    private readonly Dictionary<char, string> _options = [];

    private LayerText(string text)
    {
        Text = text.Trim();
        var outer = Text;
        if (Text.IndexOf('(') is >= 0 and var open)
        {
            outer = Text[..open];
            Inner = [.. Brackets(open).Select(range => Split(Text[range]))];
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

    /// <summary>The whole text, for errors.</summary>
    public string Text { get; }

    /// <summary>The word for the kind of layer.</summary>
    public string Name { get; }

    /// <summary>The words after the name that are not options, in order.</summary>
    public IReadOnlyList<string> Values => _values;

    /// <summary>The digits of each option, by its letter.</summary>
    public IReadOnlyDictionary<char, string> Options => _options;

    /// <summary>The layers in each pair of brackets, first to last; empty if there are none.</summary>
    public IReadOnlyList<IReadOnlyList<LayerText>> Inner { get; } = [];

    /// <summary>Splits a line into layers, at the commas outside brackets.</summary>
    /// <exception cref="GanSharpException">The line is not a list of layers.</exception>
    public static IReadOnlyList<LayerText> Split(string line)
    {
        var layers = new List<LayerText>();
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
            layers.Add(new(line[start..i]));
            start = i + 1;
        }
        if (depth > 0)
            throw new GanSharpException("an opening bracket has no closing bracket");
        layers.Add(new(line[start..]));
        return layers;
    }

    /// <summary>Whether this layer, or one in its brackets, is of a kind.</summary>
    public bool Uses(string kind) => Name == kind || Inner.Any(layers => layers.Any(layer => layer.Uses(kind)));

    /// <summary>The ranges within the outer brackets of the text, of which the first opens at an index.</summary>
    private IEnumerable<Range> Brackets(int open)
    {
        var (depth, start) = (0, open);
        for (var i = open; i < Text.Length; i++)
        {
            if (depth == 0 && Text[i] is not ('(' or ' '))
                throw new GanSharpException($"'{Text}' does not end with the bracket it opens; is a comma missing?");
            depth += Text[i] switch { '(' => 1, ')' => -1, _ => 0 };
            if (depth == 1 && Text[i] == '(')
                start = i + 1;
            else if (depth == 0 && Text[i] == ')')
                yield return start..i;
        }
    }

    private void AddOption(string word)
    {
        if (!_options.TryAdd(word[0], word[1..]))
            throw new GanSharpException($"'{Text}' sets {word[0]} twice");
    }
}
