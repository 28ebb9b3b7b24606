using GanSharp.Data;
using GanSharp.Text;
using Spectre.Console;

namespace GanSharp.Cli.Presentation;

/// <summary>Reports the files that were not loaded as images.</summary>
internal static class LeftOutText
{
    /// <summary>Reports the files that <paramref name="images"/> leave out, and returns the images.</summary>
    public static ImageDataset Report(CliEnvironment environment, bool json, ImageDataset images)
    {
        if (json && images.LeftOut.Count > 0)
            environment.WriteJson(new { Event = "left-out", Data = images.Name, images.LeftOut });
        else if (!json)
            Write(environment, images);
        return images;
    }

    /// <summary>
    /// Writes a line per report: to the terminal, above a progress bar, or else to the standard error.
    /// </summary>
    public static void Write(CliEnvironment environment, params IReadOnlyList<ImageDataset> sources)
    {
        var lines = sources.SelectMany(images => images.LeftOut.Select(left => Visible.Of($"{images.Name}: {left}")));
        foreach (var line in lines.Distinct())
        {
            if (environment.Terminal is { } terminal)
                terminal.WriteLine(line);
            else
                environment.Error.WriteLine(line);
        }
    }
}
