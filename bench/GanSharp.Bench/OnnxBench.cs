using GanSharp.Benchmarks;
using GanSharp.Export;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;
using Microsoft.ML.OnnxRuntime;

namespace GanSharp.Bench;

/// <summary>
/// Images per second from noise in memory, here and in ONNX Runtime on the exported generator: as it is, and with batch
/// norms folded into the layers before them. The three take turns.
/// </summary>
internal static class OnnxBench
{
    private const int Turns = 5;
    private const double SecondsOfTurn = 0.6;
    private static readonly int[] Batches = [1, 64, 1024];

    public static void Run(IEnumerable<string> systems)
    {
        Console.WriteLine(
            $"{"system",-12}{"batch",6}{"ONNX Runtime",14}{"folded",10}{"GanSharp",10}{"to the better",15}"
            + $"{"to plain",10}");
        foreach (var system in systems)
        {
            var recipe = StepBenchmark.RecipeOf(system);
            using var trainer = new Trainer(recipe, StepBenchmark.LoadData(recipe));
            using var plain = Session(trainer.Sampler, folds: false);
            using var folded = Session(trainer.Sampler, folds: true);
            foreach (var batch in Batches)
                Run(system, trainer.Sampler, (plain, folded), batch);
        }
    }

    private static void Run(
        string system, Sampler sampler, (InferenceSession Plain, InferenceSession Folded) sessions, int batch)
    {
        using var scope = new TensorScope();
        var noise = sampler.Latent.Draw(batch, new RandomStream("latent", 1));
        var numbers = noise.ToArray<float>();
        using var value = OrtValue.CreateTensorValueFromMemory(numbers, [batch, noise.Shape[1]]);
        Action[] draws =
        [
            () => Draw(sessions.Plain, value), () => Draw(sessions.Folded, value),
            () =>
            {
                using var images = new TensorScope();
                sampler.Generate(noise, null);
            },
        ];
        var times = draws.Select(_ => new List<double>()).ToArray();
        for (var turn = 0; turn <= Turns; turn++)
        {
            for (var i = 0; i < draws.Length; i++)
            {
                var once = Measure.Seconds(draws[i], 1);
                var seconds = Measure.Seconds(draws[i], Math.Max(1, (int)(SecondsOfTurn / once)));
                // The first turn warms up.
                if (turn > 0)
                    times[i].Add(seconds);
            }
        }
        var (plain, folded, ours) = (Rate(0), Rate(1), Rate(2));
        Console.WriteLine(
            $"{system,-12}{batch,6}{plain,14:F0}{folded,10:F0}{ours,10:F0}{ours / Math.Max(plain, folded),14:F2}x"
            + $"{ours / plain,9:F2}x");

        double Rate(int i) => batch / Measure.Median(times[i]);
    }

    private static void Draw(InferenceSession session, OrtValue noise)
    {
        using var options = new RunOptions();
        using var images = session.Run(options, [OnnxExport.Noise], [noise], session.OutputNames);
    }

    private static InferenceSession Session(Sampler sampler, bool folds)
    {
        using var file = new MemoryStream();
        OnnxExport.Write(sampler, file, new() { FoldBatchNorm = folds });
        using var options = new SessionOptions
        {
            IntraOpNumThreads = Compute.Threads,
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        return new(file.ToArray(), options);
    }
}
