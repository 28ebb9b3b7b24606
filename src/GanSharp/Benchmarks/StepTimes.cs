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
}
