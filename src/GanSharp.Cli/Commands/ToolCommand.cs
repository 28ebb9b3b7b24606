using System.CommandLine;

namespace GanSharp.Cli.Commands;

/// <summary>A command that teaches by example.</summary>
internal class ToolCommand(string name, string about, CliEnvironment environment, params string[] examples) : Command(name, about)
{
    /// <summary>Command lines that help shows.</summary>
    public IReadOnlyList<string> Examples => examples;

    protected CliEnvironment Environment => environment;

    /// <summary>The settings of a recipe that options were given for; they are called alike, but for the short <c>--lr</c>.</summary>
    protected static IEnumerable<(string Key, string Value)> SettingsOf(ParseResult parsed, IEnumerable<Option<string?>> options) => options
        .Where(option => parsed.GetResult(option) is not null)
        .Select(option => (option.Name == "--lr" ? "learning-rate" : option.Name[2..], parsed.GetRequiredValue(option)!));
}
