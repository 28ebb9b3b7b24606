using System.Text.Json.Nodes;

namespace GanSharp.Benchmarks;

/// <summary>What steps of a training took.</summary>
/// <param name="Recipe">What was trained.</param>
/// <param name="Threads">Threads that computed.</param>
/// <param name="Batch">Images of a batch.</param>
/// <param name="Sorted">The time of each step, the fastest first.</param>
public sealed record StepTimes(string Recipe, int Threads, int Batch, IReadOnlyList<TimeSpan> Sorted)
{
    /// <summary>The time that half of the steps took no longer than.</summary>
    public TimeSpan Median => Sorted[Sorted.Count / 2];

    /// <summary>Images of a batch by the median time.</summary>
    public double ImagesPerSecond => Batch / Median.TotalSeconds;

    /// <summary>
    /// A line of JSON with the fields that scripts of other frameworks print, so that lines can be laid side by side.
    /// </summary>
    /// <param name="system">What it is called there.</param>
    public string ToJson(string system) => new JsonObject
    {
        ["system"] = system,
        ["gansharp"] = typeof(StepTimes).Assembly.GetName().Version?.ToString(3),
        ["threads"] = Threads,
        ["batch"] = Batch,
        ["ms_median"] = Math.Round(Median.TotalMilliseconds, 2),
        ["ms_min"] = Math.Round(Sorted[0].TotalMilliseconds, 2),
        ["ms_max"] = Math.Round(Sorted[^1].TotalMilliseconds, 2),
        ["images_per_s"] = Math.Round(ImagesPerSecond),
    }.ToJsonString();
}
