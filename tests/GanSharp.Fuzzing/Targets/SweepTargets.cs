using System.Text;
using GanSharp.Metrics;
using GanSharp.Studies;

namespace GanSharp.Fuzzing.Targets;

/// <summary>The files of a sweep, and evaluations.</summary>
internal static class SweepTargets
{
    private const string Plan =
        """
        recipes: [gan-mlp, cgan-mlp]
        seeds: [1, 2]
        set:
          steps: 3
        grid:
          lr: [1e-4, 2e-4]
          terms:
            - hinge
            - [hinge, r1 2]
        features: digits
        samples: 100
        keep: all
        """;

    private const string Random =
        "recipes: [gan-mlp]\nseeds: 2\nrandom:\n  lr: 1e-5..1e-3 log\n  ema: [0, 0.9]\ndraws: 3\ndraw-seed: 7\n";

    private static readonly byte[][] Results = Trained();

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("sweep-plan", Sweep.PlanName, FuzzTarget.Texts(Plan, Random), path =>
        {
            var plan = SweepYaml.Load(path);
            return $"{plan.Mode} {plan.Axes.Count} {SweepYaml.Format(plan).Length > 0}";
        })
        {
            Tokens =
            [
                .. FuzzTarget.Split(
                    "recipes:   seeds:   set:   grid:   each:   random:   draws:   draw-seed:   features:   samples:   "
                    + "keep:   []   {}   &a [*a]   ''   ../x"),
                .. FuzzTarget.Texts(
                    "\n", "\n  - ", "\n---\n", "recipes:\n", "recipes:\n  - |\n    name: x\n", "grid:\n  lr:\n",
                    "seeds: 10001", "\0", "\ufeff"),
            ],
            Managed = new(16 << 20, 8192),
        },
        new("sweep-holder", "runs/tiny-seed=1.holder", [Encoding.UTF8.GetBytes("node-7 4711\n")], path =>
        {
            var (host, process) = TrialHold.Read(path);
            return $"{host} {process}";
        })
        {
            Tokens = FuzzTarget.Split("99999999999   -1   \0   \n"),
            Managed = new(1 << 20, 64),
        },
        new("sweep-result", "results/tiny-seed=1.json", Results, path =>
        {
            var sweep = Sweep.Open(Path.GetDirectoryName(Path.GetDirectoryName(path))!);
            var result = sweep.ResultOf(sweep.Trials[0])!;
            return $"{result.Steps} {result.Evaluation?.Figures.Count} {result.Warnings.Count} {result.IsFailed}";
        })
        {
            Prepare = folder => FuzzTargets.Put(folder, Sweep.PlanName, Encoding.UTF8.GetBytes(SweepYaml.Format(Tiny))),
            Tokens = FuzzTarget.Split(
                """
                null   {}   []   "figures":null,   "fid":null   "NaN"   -1   1e999   "id":"x",   "evaluation":{},
                "classCounts":[1,2],   [[[[[[[[   \ud800
                """),
            Managed = new(16 << 20, 4096),
        },
        new("evaluation", "x.json", FuzzTarget.Texts(Measured.ToJson()), path =>
            $"{Evaluation.FromJson(File.ReadAllText(path), path).Samples}")
        {
            Tokens = FuzzTarget.Split(
                """null   {}   []   "figures":null   "fid":null   "NaN"   -1   1e999   [[[[[[[["""),
        },
    ];

    private static SweepPlan Tiny => new() { Recipes = [Example.Recipe with { Steps = 2 }], Samples = 100 };

    private static Evaluation Measured => new("digits", 100, 6)
    {
        Figures = new Dictionary<string, Figure>
        {
            ["fid"] = new(1) { Low = 0.5, High = 2, Floor = 0.1 },
            ["kid"] = new(0),
        },
        ClassNames = ["a", "b"],
        ClassCounts = [60, 40],
        ReferenceClassCounts = [3, 3],
    };

    /// <summary>Creates the result of a trial with an evaluation, and that of a failed trial.</summary>
    private static byte[][] Trained() =>
        [Result((_, _) => Measured), Result((_, _) => throw new GanSharpException("no idea"))];

    private static byte[] Result(GeneratorEvaluator evaluate)
    {
        using var folder = new FuzzFolder();
        var sweep = Sweep.Open(Path.Combine(folder.Path, "study"), Tiny);
        foreach (var _ in sweep.RunAsync(_ => Example.Images, (_, _) => evaluate).ToBlockingEnumerable())
        {
        }
        return File.ReadAllBytes(Path.Combine(sweep.Folder, "results", $"{sweep.Trials[0].Id}.json"));
    }
}
