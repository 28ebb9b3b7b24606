using System.Globalization;
using System.Text.Json;
using GanSharp.Tensors;

namespace GanSharp.Bench;

/// <summary>
/// The speed of the forward pass and both gradients of a grid of convolutions (<see cref="ConvLayer"/>), and its share
/// of the peak. The peak is measured immediately before and after each pass, because the speed of a shared machine
/// varies. Algorithms with fewer multiplications than the definition can exceed it.
/// </summary>
/// <remarks>
/// Layers below 10 MFLOP (or <c>--smallest-mflop</c>) and above 12 GFLOP per pass are left out, so that the grid takes
/// a few minutes.
/// </remarks>
internal static class ConvBench
{
    private const string Usage =
        "usage: GanSharp.Bench conv [--threads N] [--json] [--kind KIND] [--smallest-mflop N]";

    private const int Worst = 20;
    private const double Slow = 0.6, Small = 1e8;

    /// <summary>Runs and returns the exit code: 0, or 2 for bad usage.</summary>
    public static int Run(string[] arguments)
    {
        var (kinds, smallest, common) = (ConvLayer.Kinds, 10d, new CommonOptions());
        var words = new Queue<string>(arguments);
        while (words.TryDequeue(out var word))
        {
            if (common.Take(word, words))
                continue;
            if (word == "--kind" && words.TryDequeue(out var kind) && ConvLayer.Kinds.Contains(kind))
                kinds = [kind];
            else if (word == "--smallest-mflop" && words.TryDequeue(out var mflop))
                smallest = double.Parse(mflop, CultureInfo.InvariantCulture);
            else
            {
                Console.WriteLine($"{Usage}{Environment.NewLine}kinds: {string.Join(", ", ConvLayer.Kinds)}");
                return 2;
            }
        }
        var layers = ConvLayer.Grid(kinds, smallest * 1e6);
        WarmUp(layers.Where(layer => layer.Operations < Small));
        var times = layers.SelectMany(Measured);
        if (common.Json)
        {
            foreach (var time in times)
                Console.WriteLine(Json(time));
        }
        else
            Print([.. times]);
        return 0;
    }

    /// <summary>Lets the compiler finish the kernels before anything is timed.</summary>
    private static void WarmUp(IEnumerable<ConvLayer> layers)
    {
        foreach (var layer in layers)
        {
            using var scope = new TensorScope();
            foreach (var pass in ConvPasses.Of(layer))
                pass();
        }
    }

    private static List<PassTime> Measured(ConvLayer layer)
    {
        using var scope = new TensorScope();
        return [.. ConvLayer.Passes.Zip(ConvPasses.Of(layer), (name, pass) => Measured(layer, name, pass))];
    }

    private static PassTime Measured(ConvLayer layer, string name, Action pass)
    {
        pass();
        var before = Machine.GigaFlopsNow(Compute.Threads);
        var seconds = Measure.ShortMedian(pass);
        return new(layer, name, seconds, (before + Machine.GigaFlopsNow(Compute.Threads)) / 2);
    }

    private static void Print(IReadOnlyCollection<PassTime> times)
    {
        if (times.Count == 0)
            return;
        Console.WriteLine($"The {Worst} furthest from the peak, {Compute.Threads} threads:");
        foreach (var time in times.OrderBy(time => time.Share).Take(Worst))
            Console.WriteLine(time);
        Console.WriteLine();
        Console.WriteLine(
            $"{times.Count} passes: median {Measure.Median([.. times.Select(time => time.Share)]):P0} of the peak, "
            + $"{times.Count(time => time.Share < Slow) / (double)times.Count:P0} of them below {Slow:P0}");
        var bandwidth = Machine.CopyGigaBytes(Compute.Threads);
        Console.WriteLine(
            $"{times.Count(time => time.Layer.Bytes / bandwidth > time.Layer.Operations / (Slow * time.Peak))} of them "
            + $"move too many bytes for {Slow:P0}, copying {bandwidth:F1} GB/s");
        Console.WriteLine();
        foreach (var time in times)
            Console.WriteLine(time);
    }

    private static string Json(PassTime time) => JsonSerializer.Serialize(new
    {
        kind = time.Layer.Kind,
        channels = time.Layer.Channels,
        filters = time.Layer.Filters,
        size = time.Layer.Size,
        batch = time.Layer.Batch,
        pass = time.Pass,
        mflop = Math.Round(time.Layer.Operations / 1e6, 1),
        microseconds = Math.Round(time.Seconds * 1e6, 1),
        gflops = Math.Round(time.GigaFlops, 1),
        percent = Math.Round(100 * time.Share, 1),
    });

    /// <summary>The time of a pass, and the peak in GFLOP/s around it.</summary>
    private sealed record PassTime(ConvLayer Layer, string Pass, double Seconds, double Peak)
    {
        public double GigaFlops => Layer.Operations / Seconds / 1e9;

        public double Share => GigaFlops / Peak;

        public override string ToString() =>
            $"{$"{Layer}, {Pass}",-58}{Layer.Operations / 1e6,7:F0} MFLOP {Seconds * 1e6,8:F0} µs "
            + $"{GigaFlops,6:F1} GFLOP/s {Share,6:P0}";
    }
}
