namespace GanSharp.Metrics;

/// <summary>Statistics with a number of occurrences for each image; null means once each.</summary>
internal static class ImageCounts
{
    /// <summary>The mean of one number per image.</summary>
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

    /// <summary>The median of one number per image; of two middle ones, the lower.</summary>
    public static double Median(this int[]? counts, double[] numbers)
    {
        var order = Enumerable.Range(0, numbers.Length).OrderBy(i => numbers[i]).ToArray();
        var middle = ((counts?.Sum() ?? numbers.Length) + 1) / 2;
        var passed = 0;
        return numbers[order.First(i => (passed += counts?[i] ?? 1) >= middle)];
    }
}
