using System.CommandLine;
using System.CommandLine.Parsing;

namespace GanSharp.Cli;

/// <summary>
/// The option <c>--log FILE</c>: a command prints to a file, and the process no longer depends on its terminal.
/// </summary>
internal static class LogOption
{
    public const string Name = "--log";

    /// <summary>Returns the file that a command line names; null if it names none, or only asks for help.</summary>
    public static string? FileIn(ParseResult parsed) =>
        parsed.Action is HelpWithExamples or PrintVersion ? null
        : parsed.CommandResult.Command.Options.FirstOrDefault(option => option.Name == Name) is { } log
            && parsed.GetResult(log) is OptionResult { Tokens: [{ Value: { Length: > 0 } file }] }
            ? file
            : null;
}
