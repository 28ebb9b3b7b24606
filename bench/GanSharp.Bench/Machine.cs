using System.Diagnostics;

namespace GanSharp.Bench;

/// <summary>The peak speeds of the machine with several threads, which share clock, caches and memory.</summary>
internal static class Machine
{
    private const int Rounds = 12, Megabytes = 128;

    /// <summary>Speed of multiply-adds in registers in single precision, all threads together.</summary>
    public static double GigaFlops(int threads) => Best(threads, (_, _) => Peak.Operations());

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

    private static double Best(int threads, Func<int, int, double> work) => Enumerable.Range(0, Rounds).Max(round =>
    {
        var done = new double[threads];
        var start = Stopwatch.GetTimestamp();
        Thread[] workers =
        [
            .. Enumerable
                .Range(0, threads)
                .Select(thread => new Thread(() => done[thread] = work(thread, round))),
        ];
        foreach (var worker in workers)
            worker.Start();
        foreach (var worker in workers)
            worker.Join();
        return done.Sum() / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9;
    });
}
