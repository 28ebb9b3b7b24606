namespace GanSharp.Metrics;

/// <summary>How often each image is there; null stands for once each.</summary>
internal static class ImageCounts
{
    /// <summary>The mean of a number that each image has.</summary>
    public static double Mean(this int[]? counts, int images, Func<int, double> number)
    {
        var (sum, total) = (0d, 0L);
        for (var i = 0; i < images; i++)
        {
            var count = counts?[i] ?? 1;
            sum += count == 0 ? 0 : count * number(i);
            total += count;
        }
        return sum / total;
    }

    /// <summary>The median of a number that each image has: the lower of the two in the middle.</summary>
    public static double Median(this int[]? counts, double[] numbers)
    {
        var order = Enumerable.Range(0, numbers.Length).OrderBy(i => numbers[i]).ToArray();
        var middle = ((counts?.Sum() ?? numbers.Length) + 1) / 2;
        var passed = 0;
        return numbers[order.First(i => (passed += counts?[i] ?? 1) >= middle)];
    }
}
