using System.Diagnostics;

namespace GanSharp.Bench;

internal static class Measure
{
    private const int Rounds = 25;

    /// <summary>
    /// Prints the median and the best speed of an action that does <paramref name="flops"/> operations.
    /// </summary>
    public static void Print(string name, double flops, Action action)
    {
        var seconds = Times(action);
        var (median, best) = (seconds[Rounds / 2], seconds[0]);
        Console.WriteLine(
            $"{name,-42} {median * 1e6,8:F0} µs {flops / median / 1e9,7:F1} GFLOP/s, best {flops / best / 1e9,7:F1}");
    }

    /// <summary>The median, the upper one of an even number of values.</summary>
    public static double Median(IReadOnlyCollection<double> values) => values.Order().ElementAt(values.Count / 2);

    /// <summary>The mean time of <paramref name="repeat"/> runs of an action.</summary>
    public static double Seconds(Action action, int repeat)
    {
        var start = Stopwatch.GetTimestamp();
        for (var i = 0; i < repeat; i++)
            action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds / repeat;
    }

    /// <summary>
    /// The median time of a warm action, of five parts of about 10 ms; of three runs if one takes 17 ms or more.
    /// </summary>
    public static double ShortMedian(Action action)
    {
        var once = Seconds(action, 1);
        if (once >= 0.017)
            return Median([once, Seconds(action, 1), Seconds(action, 1)]);
        var repeat = Math.Max(1, (int)(0.01 / once));
        return Median([.. Enumerable.Range(0, 5).Select(_ => Seconds(action, repeat))]);
    }

    private static double[] Times(Action action)
    {
        for (var warm = Stopwatch.StartNew(); warm.ElapsedMilliseconds < 200;)
            action();
        var repeat = Math.Max(1, (int)(0.005 / Seconds(action, 3)));
        return [.. Enumerable.Range(0, Rounds).Select(_ => Seconds(action, repeat)).Order()];
    }
}
