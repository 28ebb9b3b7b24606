using System.Diagnostics;

namespace GanSharp.Bench;

/// <summary>The peak speeds of the machine with several threads, which share clock, caches and memory.</summary>
internal static class Machine
{
    private const int Rounds = 12, Megabytes = 128;

    /// <summary>Speed of multiply-adds in registers in single precision, all threads together.</summary>
    public static double GigaFlops(int threads) => Best(threads, (_, _) => Peak.Operations());

    /// <summary>The same speed at this moment, over about 8 ms.</summary>
    public static double GigaFlopsNow(int threads) => Best(threads, (_, _) => Peak.Operations(4), rounds: 1);

    /// <summary>Speed of copying large blocks, in bytes read and written, all threads together.</summary>
    public static double CopyGigaBytes(int threads)
    {
        var blocks = Enumerable
            .Range(0, threads)
            .Select(_ => (From: new byte[Megabytes << 20], To: new byte[Megabytes << 20]))
            .ToArray();
        return Best(threads, (thread, _) =>
        {
            blocks[thread].From.CopyTo(blocks[thread].To.AsSpan());
            return 2d * (Megabytes << 20);
        });
    }

    private static double Best(int threads, Func<int, int, double> work, int rounds = Rounds) =>
        Enumerable.Range(0, rounds).Max(round =>
    {
        using var ready = new Barrier(threads);
        var speeds = new double[threads];
        Thread[] workers =
        [
            .. Enumerable
                .Range(0, threads)
                .Select(thread => new Thread(() =>
                {
                    ready.SignalAndWait();
                    var start = Stopwatch.GetTimestamp();
                    var done = work(thread, round);
                    speeds[thread] = done / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
                })),
        ];
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
        return speeds.Sum();
    });
}
