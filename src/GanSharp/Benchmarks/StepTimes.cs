using System.Text.Json.Nodes;

namespace GanSharp.Benchmarks;

/// <summary>The times that training steps took.</summary>
/// <param name="Recipe">The name of the recipe.</param>
/// <param name="Threads">Threads that the backend used.</param>
/// <param name="Batch">Images per batch.</param>
/// <param name="Sorted">The time of each step, the fastest first.</param>
public sealed record StepTimes(string Recipe, int Threads, int Batch, IReadOnlyList<TimeSpan> Sorted)
{
    /// <summary>The median time: half of the steps took no longer.</summary>
    public TimeSpan Median => Sorted[Sorted.Count / 2];

    /// <summary>Images per second at the median time.</summary>
    public double ImagesPerSecond => Batch / Median.TotalSeconds;

    /// <summary>
    /// Returns a line of JSON with the fields that the scripts of other frameworks print, for comparison.
    /// </summary>
    /// <param name="system">The system's name in those scripts.</param>
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
