using System.Globalization;
using GanSharp.IO.Charts;
using GanSharp.Reports.Languages;
using GanSharp.Text;
using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>Formats the numbers and times of pages in their language, independently of the culture.</summary>
internal static class Words
{
    /// <summary>Formats a whole number: <c>12,345</c>.</summary>
    public static string Count(double number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Formats a figure with four digits, and null as a dash.</summary>
    public static string Figure(double? number) => number is { } value ? Numbers.Rounded(value, 4) : "–";

    /// <summary>Formats a duration: <c>4 s</c>, <c>12 min</c>, <c>3 h 20 min</c>.</summary>
    public static string Duration(Phrases phrases, double seconds) => seconds switch
    {
        < 1 => phrases["under 1 s"],
        < 120 => phrases["{0} s", Count(seconds)],
        < 7200 => phrases["{0} min", Count(seconds / 60)],
        _ => phrases["{0} h {1} min", Count(Math.Floor(seconds / 3600)), Math.Floor(seconds / 60) % 60],
    };

    /// <summary>Formats a time: <c>29 February 2024, 12:00 UTC</c>.</summary>
    public static string Time(Phrases phrases, DateTimeOffset time) =>
        time.ToUniversalTime().ToString(phrases["d MMMM yyyy, HH:mm 'UTC'"], CultureInfo.InvariantCulture);

    /// <summary>Returns the name of a data set. Pictures of one's own have none; the tool says 'folder'.</summary>
    public static string NameIn(this DataDescription data, Phrases phrases) =>
        data.Name == "folder" ? phrases["own pictures"] : data.Name;

    /// <summary>Formats a data set: <c>digits: 5,000 images of 28×28×1, 10 classes</c>.</summary>
    public static string InWords(this DataDescription data, Phrases phrases)
    {
        var (name, images) = (data.NameIn(phrases), Count(data.Images));
        return data.Classes.Count switch
        {
            0 => phrases["{0}: {1} images of {2}", name, images, data.Size],
            1 => phrases["{0}: {1} images of {2}, 1 class", name, images, data.Size],
            var count => phrases["{0}: {1} images of {2}, {3} classes", name, images, data.Size, count],
        };
    }

    /// <summary>Formats the time of a grid: <c>epoch 3 of 15 · step 702</c>.</summary>
    public static string Place(Phrases phrases, RunRecord run, SavedGrid grid) => grid.Epoch is { } epoch
        ? phrases["epoch {0} of {1} · step {2}", epoch, Count(Epochs(run)), Count(grid.Step)]
        : phrases["step {0} of {1}", Count(grid.Step), Count(run.TotalSteps)];

    /// <summary>Returns the words in the descriptions of charts.</summary>
    public static ChartWords OfCharts(Phrases phrases) => new()
    {
        Lines = phrases["Lines"],
        Bars = phrases["Bars"],
        Last = phrases["last"],
        Nothing = phrases["nothing"],
    };

    /// <summary>Returns the epochs of the whole training; the last may be incomplete.</summary>
    public static long Epochs(RunRecord run) =>
        (run.TotalSteps + run.Description.StepsPerEpoch - 1) / run.Description.StepsPerEpoch;
}
