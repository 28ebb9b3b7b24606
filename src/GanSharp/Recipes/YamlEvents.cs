using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GanSharp.Recipes;

/// <summary>
/// The events of a YAML text. For a few texts the parser throws exceptions of other types than its own, which become
/// <see cref="YamlException"/>.
/// </summary>
internal sealed class YamlEvents(Parser parser) : IParser
{
    public ParsingEvent? Current => parser.Current;

    /// <summary>
    /// Returns the line of an error. For a quote that is not closed, this is the line of the quote, since all the text
    /// after it is part of it.
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

/// <summary>Methods that read plain texts and lists of them.</summary>
internal static class YamlReading
{
    /// <summary>Reads a text.</summary>
    /// <exception cref="YamlException">The next event is something else.</exception>
    public static Scalar Text(this YamlEvents parser) => parser.TryConsume<Scalar>(out var text) ? text
        : throw new YamlException(
            parser.Current!.Start, parser.Current.End, "plain text belongs here, or a list of it");

    /// <summary>Reads a text, or the entries of a list of texts.</summary>
    /// <exception cref="YamlException">The next event is something else.</exception>
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

    /// <summary>Returns the line on which a text starts, from 1.</summary>
    public static int Line(this Scalar text) => (int)text.Start.Line;
}
