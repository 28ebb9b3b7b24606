using GanSharp.Text;
using Spectre.Console;

namespace GanSharp.Cli.Presentation;

/// <summary>Lines of text in a terminal that is drawn in.</summary>
internal static class TerminalLines
{
    /// <summary>Writes a line; see <see cref="Visible"/>.</summary>
    public static void Say(this IAnsiConsole terminal, string line) => terminal.WriteLine(Visible.Of(line));
}
