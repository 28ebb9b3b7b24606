using System.Security.Cryptography;
using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Studies;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Studies;

/// <summary>A sweep of tiny trainings in a temporary folder.</summary>
public abstract class SweepCase : IDisposable
{
    private protected static readonly SweepPlan Plan = new()
    {
        Recipes = [Tiny.Recipe],
        Axes = [new("lr", ["1e-3", "1e-2"]), new("batch-size", ["4", "6"])],
        Samples = 100,
    };

    private protected readonly TemporaryFolder _folder = new();

    private protected string Folder => _folder["study"];

    public void Dispose() => _folder.Dispose();

    /// <summary>A sweep whose first trial was stopped after two steps.</summary>
    private protected async Task<Sweep> BegunAsync()
    {
        var sweep = Sweep.Open(Folder, Plan);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            RunAsync(sweep, stop, happened => happened is StepCompleted { Step: 2 }));
        return sweep;
    }

    /// <summary>Every file of a folder with its contents.</summary>
    private protected static string[] Contents(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(file => !Path.GetFileName(file).StartsWith('.'))
            .Select(file => $"{Path.GetRelativePath(folder, file)} {DigestOf(file)}"),
    ];

    private static string DigestOf(string file) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(file)));

    private protected static Task<List<SweepEvent>> RunAsync(Sweep sweep) =>
        RunAsync(sweep, new CancellationTokenSource(), _ => false);

    /// <summary>Runs a sweep and cancels it at an event.</summary>
    private protected static async Task<List<SweepEvent>> RunAsync(
        Sweep sweep, CancellationTokenSource stop, Func<TrainingEvent, bool> ends, ImageDataset? images = null)
    {
        var events = new List<SweepEvent>();
        images ??= Tiny.Images();
        await foreach (var happened in sweep.RunAsync(_ => images, Evaluates, cancellation: stop.Token))
        {
            events.Add(happened);
            if (happened is TrialProgress progress && ends(progress.Event))
                stop.Cancel();
        }
        return events;
    }

    /// <summary>Evaluates a generator by a single pixel.</summary>
    private protected static GeneratorEvaluator Evaluates(Recipe recipe, ImageDataset training) => (sampler, _) =>
        new("pixels", 100, training.Count)
        {
            Figures = new Dictionary<string, Figure>
            {
                ["fid"] = new(EvaluationOf(sampler)) { Low = 0, Floor = 1 },
            },
            ClassFrechetDistances = [1, null, 2], // the second class has no samples
        };

    private protected static double EvaluationOf(Sampler sampler) =>
        sampler.Generate(Tensor.Zeros([1, 3]), [1]).ToArray<double>()[0];

    private protected Sampler Generator(Trial trial) =>
        GeneratorFile.Load(Path.Combine(Folder, "runs", trial.Id, "generator.safetensors"));

    private protected static void ShouldBeAlike(Sweep sweep, Sweep whole)
    {
        foreach (var trial in whole.Trials)
        {
            sweep
                .ResultOf(trial)!
                .Evaluation!.Figures["fid"]
                .ShouldBe(whole.ResultOf(trial)!.Evaluation!.Figures["fid"]);
            File.ReadAllBytes(sweep.PictureOf(trial)).ShouldBe(File.ReadAllBytes(whole.PictureOf(trial)));
            File.ReadAllBytes(Path.Combine(sweep.RunOf(trial), "generator.safetensors"))
                .ShouldBe(File.ReadAllBytes(Path.Combine(whole.RunOf(trial), "generator.safetensors")));
        }
    }
}
