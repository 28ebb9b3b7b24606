namespace GanSharp.Export;

/// <summary>An extent of a tensor: a number, or a multiple of the size of the batch.</summary>
/// <param name="Count">The number, or how often the size of the batch.</param>
/// <param name="PerSample">Whether it is a multiple of the size of the batch.</param>
internal readonly record struct Extent(long Count, bool PerSample)
{
    /// <summary>The extent of 1.</summary>
    public static readonly Extent One = new(1, PerSample: false);
}
