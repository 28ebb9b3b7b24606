using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GanSharp.Recipes;

/// <summary>
/// What is in a text, piece by piece. Of a few texts the parser complains with exceptions of other kinds than its own.
/// </summary>
internal sealed class YamlEvents(Parser parser) : IParser
{
    public ParsingEvent? Current => parser.Current;

    /// <summary>
    /// The line of what is wrong: where it was found. But of a quote that is not closed it is that of the quote, since
    /// all behind it is part of it.
    /// </summary>
    public static long LineOf(YamlException error) =>
        (error.Message.Contains("quoted scalar", StringComparison.Ordinal) ? error.Start : error.End).Line;

    public bool MoveNext()
    {
        try
        {
            return parser.MoveNext();
        }
        catch (Exception error) when (error is not YamlException)
        {
            var place = Current?.End ?? Mark.Empty;
            throw new YamlException(place, place, "what follows is not YAML", error);
        }
    }
}

/// <summary>Reads plain texts and lists of them.</summary>
internal static class YamlReading
{
    /// <summary>A text.</summary>
    /// <exception cref="YamlException">Something else is there.</exception>
    public static Scalar Text(this YamlEvents parser) => parser.TryConsume<Scalar>(out var text) ? text
        : throw new YamlException(
            parser.Current!.Start, parser.Current.End, "plain text belongs here, or a list of it");

    /// <summary>A text, or the entries of a list of texts.</summary>
    /// <exception cref="YamlException">Something else is there.</exception>
    public static Scalar[] Texts(this YamlEvents parser)
    {
        if (!parser.TryConsume<SequenceStart>(out _))
            return [parser.Text()];
        var values = new List<Scalar>();
        while (!parser.TryConsume<SequenceEnd>(out _))
            values.Add(parser.Text());
        return [.. values];
    }

    /// <summary>Reads the end of the text.</summary>
    /// <exception cref="YamlException">Another document follows.</exception>
    public static void End(this YamlEvents parser)
    {
        parser.Consume<DocumentEnd>();
        if (parser.Current is DocumentStart next)
            throw new YamlException(
                next.Start, next.Start, "a second document begins here; write one in a file, without '---' in it");
        parser.Consume<StreamEnd>();
    }

    /// <summary>The line a text begins at, from 1.</summary>
    public static int Line(this Scalar text) => (int)text.Start.Line;
}
