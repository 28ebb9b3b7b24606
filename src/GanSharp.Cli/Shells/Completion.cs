using GanSharp.Cli.Commands;

namespace GanSharp.Cli.Shells;

/// <summary>
/// Completes a command line for a shell. In bash, <c>complete -C "gansharp '[suggest]'" gansharp</c> passes the line
/// and the cursor position as <c>COMP_LINE</c> and <c>COMP_POINT</c>. Tools such as <c>dotnet-suggest</c> pass them as
/// arguments: <c>gansharp "[suggest:14]" "gansharp train"</c>.
/// </summary>
internal static class Completion
{
    private const string Directive = "[suggest";

    /// <summary>Whether a shell asks for completions.</summary>
    public static bool IsAsked(string[] args) =>
        args is [var first, ..] && first.StartsWith(Directive, StringComparison.Ordinal) && first.EndsWith(']');

    /// <summary>Returns the words that can come next, sorted.</summary>
    /// <param name="root">The tool.</param>
    /// <param name="args">The arguments of the tool.</param>
    /// <param name="variable">Reads an environment variable.</param>
    public static IEnumerable<string> Words(ToolCommand root, string[] args, Func<string, string?> variable)
    {
        var (line, place) = variable("COMP_LINE") is { } typed ? (typed, variable("COMP_POINT"))
            : (args.ElementAtOrDefault(1) ?? "", args[0][Directive.Length..].Trim(':', ']'));
        line = line[..Math.Clamp(int.TryParse(place, out var end) ? end : line.Length, 0, line.Length)];
        var rest = line.TrimStart().IndexOf(' ', StringComparison.Ordinal) is var space and >= 0
            ? line.TrimStart()[(space + 1)..]
            : "";
        var begun = rest.Split(' ')[^1];
        return root.Parse(rest).GetCompletions(rest.Length).Select(item => item.Label)
            .Where(word =>
                word.StartsWith(begun, StringComparison.Ordinal)
                && (begun.Length > 0 || !word.StartsWith('-'))
                && !word.StartsWith('/'))
            .Distinct().Order(StringComparer.Ordinal);
    }
}
