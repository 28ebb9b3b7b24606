using GanSharp.Data;

namespace GanSharp.Tests.Metrics;

/// <summary>
/// Images of 8×8 with noise and a horizontal bar, a vertical bar or none: three classes that are learned in a second.
/// </summary>
internal static class Bars
{
    public static ImageDataset Images(int count, long seed, int channels = 1)
    {
        var stream = new RandomStream("bars", seed);
        var noise = stream.Integers(count * channels * 64, 60);
        var places = stream.Integers(count, 6);
        var bytes = noise.Select((value, i) =>
        {
            var (image, y, x) = (i / (channels * 64), i / 8 % 8, i % 8);
            var at = (image % 3) switch { 0 => y, 1 => x, _ => -1 };
            return (byte)(value + (at == 1 + places[image] ? 150 : 0));
        });
        return new(
            "bars", [.. bytes], new(channels, 8, 8),
            [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))],
            ["across", "down", "none"]);
    }
}
