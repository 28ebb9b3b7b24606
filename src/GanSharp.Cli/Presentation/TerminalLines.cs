using GanSharp.Text;
using Spectre.Console;

namespace GanSharp.Cli.Presentation;

/// <summary>Writes lines of text to a terminal.</summary>
internal static class TerminalLines
{
    /// <summary>Writes a line with its control characters escaped; see <see cref="Visible"/>.</summary>
    public static void Say(this IAnsiConsole terminal, string line) => terminal.WriteLine(Visible.Of(line));
}
