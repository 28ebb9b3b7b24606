using System.CommandLine;
using GanSharp.Text;

namespace GanSharp.Cli;

/// <summary>Explains in one line what is wrong with a command line.</summary>
internal static class BadUsage
{
    /// <summary>Returns the error with a pointer to the help; null if the command line is valid.</summary>
    public static string? Describe(ParseResult parsed)
    {
        if (parsed.Action is HelpWithExamples or PrintVersion)
            return null;
        var command = parsed.CommandResult.Command;
        var complaint = parsed.Tokens.Any(token => token.Value.Length == 0) ? "an argument is empty"
            : StrayWord(parsed) is { } word ? Unknown(word, command)
            : parsed.Errors is [var first, ..] ? first.Message.TrimEnd('.')
            : null;
        return complaint is null ? null : $"{complaint} (see {string.Join(' ', [.. PathOf(command), "--help"])})";
    }

    /// <summary>
    /// Returns a word that is neither a command nor an option. No argument of this tool starts with a dash, so a word
    /// that does is a mistyped option.
    /// </summary>
    private static string? StrayWord(ParseResult parsed) =>
        parsed.CommandResult.Command.Arguments
            .SelectMany(argument => parsed.GetResult(argument)?.Tokens ?? [])
            .Select(token => token.Value)
            .FirstOrDefault(word => word.StartsWith('-'))
        ?? (parsed.UnmatchedTokens is [var first, ..] ? first : null);

    private static string Unknown(string word, Command command)
    {
        if (!word.StartsWith('-') && command.Subcommands.Count == 0)
            return $"one argument too many: '{word}'";
        if (!word.StartsWith('-'))
            return $"'{word}' is not a command of {command.Name}"
                + Nearest.Hint(word, command.Subcommands.Select(sub => sub.Name));
        var name = word.Split('=')[0];
        return $"there is no option {name}{Nearest.Hint(name, command.Options.Select(option => option.Name))}";
    }

    private static IEnumerable<string> PathOf(Symbol command) =>
        command.Parents.FirstOrDefault() is { } parent ? [.. PathOf(parent), command.Name] : [command.Name];
}
