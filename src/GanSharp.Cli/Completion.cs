using GanSharp.Cli.Commands;

namespace GanSharp.Cli;

/// <summary>
/// Completes a command line for a shell: <c>complete -C "gansharp '[suggest]'" gansharp</c> in bash, which hands in the
/// line and the place of the cursor as <c>COMP_LINE</c> and <c>COMP_POINT</c>. Tools such as <c>dotnet-suggest</c> give
/// them as arguments: <c>gansharp "[suggest:14]" "gansharp train"</c>.
/// </summary>
internal static class Completion
{
    private const string Directive = "[suggest";

    /// <summary>Whether a shell asks.</summary>
    public static bool IsAsked(string[] args) =>
        args is [var first, ..] && first.StartsWith(Directive, StringComparison.Ordinal) && first.EndsWith(']');

    /// <summary>The words that can come next, in their order.</summary>
    /// <param name="root">The tool.</param>
    /// <param name="args">What the tool was started with.</param>
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
