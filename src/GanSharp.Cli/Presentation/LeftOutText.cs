using GanSharp.Data;
using Spectre.Console;

namespace GanSharp.Cli.Presentation;

/// <summary>Says what is not among the images that were loaded.</summary>
internal static class LeftOutText
{
    /// <summary>The images, of which is said in lines, or in an event of JSON, what is left out.</summary>
    public static ImageDataset Told(CliEnvironment environment, bool json, ImageDataset images)
    {
        if (json && images.LeftOut.Count > 0)
            environment.WriteJson(new { Event = "left-out", Data = images.Name, images.LeftOut });
        else if (!json)
            Write(environment, images);
        return images;
    }

    /// <summary>
    /// A line for each sentence: in the terminal, where a progress bar may stand, or else with the complaints.
    /// </summary>
    public static void Write(CliEnvironment environment, params IReadOnlyList<ImageDataset> sources)
    {
        foreach (var line in sources.SelectMany(images => images.LeftOut.Select(left => $"{images.Name}: {left}")).Distinct())
        {
            if (environment.Terminal is { } terminal)
                terminal.WriteLine(line);
            else
                environment.Error.WriteLine(line);
        }
    }
}
