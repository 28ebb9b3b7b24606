using System.CommandLine;

namespace GanSharp.Cli.Commands;

/// <summary>A command that teaches by example.</summary>
internal class ToolCommand(string name, string about, CliEnvironment environment, params string[] examples) : Command(name, about)
{
    /// <summary>Command lines that help shows.</summary>
    public IReadOnlyList<string> Examples => examples;

    protected CliEnvironment Environment => environment;
}
