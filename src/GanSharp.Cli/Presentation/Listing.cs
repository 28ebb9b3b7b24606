using GanSharp.Text;
using Spectre.Console;
using Line = Spectre.Console.Text;

namespace GanSharp.Cli.Presentation;

/// <summary>Prints tables: wrapped to the width of a terminal, aligned with spaces elsewhere.</summary>
internal static class Listing
{
    public static void Write(CliEnvironment environment, string[] header, IEnumerable<string[]> rows)
    {
        rows = rows.Select(row => row.Select(Visible.Of).ToArray());
        if (environment.Terminal is { } terminal)
            terminal.Write(TableOf(header, rows));
        else
            WriteAligned(environment.Out, [header, .. rows]);
    }

    private static Table TableOf(string[] header, IEnumerable<string[]> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var title in header)
            table.AddColumn(new TableColumn(new Line(title, new Style(decoration: Decoration.Bold))));
        foreach (var row in rows)
            table.AddRow(row.Select((cell, i) => new Line(cell, i == 0 ? new Style(Color.Aqua) : Style.Plain)));
        return table;
    }

    private static void WriteAligned(TextWriter output, string[][] rows)
    {
        var widths = Enumerable
            .Range(0, rows[0].Length)
            .Select(column => rows.Max(row => row[column].Length))
            .ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join("  ", row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
