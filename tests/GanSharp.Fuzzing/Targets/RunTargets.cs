using System.Diagnostics;
using System.Text;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Fuzzing.Targets;

/// <summary>Recipes, and the files of a run.</summary>
internal static class RunTargets
{
    private static readonly byte[][] Tokens =
    [
        .. FuzzTarget.Texts(RecipeKeys.All.Select(key => $"{key.Name}: ")),
        .. FuzzTarget.Texts(NetworkBuilder.Layers.Select(layer => $"{layer.Usage.Split(' ')[0]} ")),
        .. FuzzTarget.Texts("\n", "\n  - ", "\n---\n", "? &a [*a]\n: x\n", "%YAML 9.9\n", "\t", "\r", "\ufeff", "\0"),
        .. FuzzTarget.Split(
            """
            +   *   /   x   (   )   [   ]   {   }   ,   :   -   #   |   >   &   !   %   @   ?   ~   &a   *a   <<: *a
            !!binary   "\u0000\n\e"   !<tag:yaml.org,2002:map>   ../../x   /etc/passwd
            residual (residual (residual (relu)))   concat-labels (linear 4)   spectral zero
            linear 1000000   linear 60000 x 60000   conv 9 k46341   deconv 1 k9 s100000   upsample 65536
            maxout 65536 65536   2147483647   C x H x W   65536 normal + 65536 categorical   batch-norm projection
            concat auxiliary   embedding projection   decoder: [linear C x H x W]   terms: [energy-margin]
            code-head: [linear 9]   mutual-information   k3 p-1   s0   p1000000   o1   1e-999   NaN
            """),
    ];

    // The library allows 2²⁸ parameters, but filling so many takes too long for a hundred thousand inputs.
    private const int MostParameters = 1 << 22;

    // Parameters in single precision, twice, since some start as copies.
    private static readonly Bound Networks = new(8 * MostParameters, 64), Managed = new(8 << 20, 4096);

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("recipe", "x.yaml", [.. FuzzTarget.Texts([Example.Yaml, .. Kinds.Select(RecipeYaml.Format)])], Build)
        {
            Tokens = Tokens, Managed = Managed, Native = Networks,
        },
        OfRun("run-recipe", "recipe.yaml", FuzzTarget.Texts(RecipeYaml.Format(Example.Recipe))) with
        {
            Tokens = Tokens,
        },
        OfRun("run-metrics", "metrics.jsonl", FuzzTarget.Texts(Metrics)) with
        {
            Tokens =
            [
                .. FuzzTarget.Split("""{   "step":   [[[[[[   "NaN"   \ud800   "epoch":1,"""),
                .. FuzzTarget.Texts("\n", new('9', 400)),
            ],
        },
        OfRun("run-checkpoint", "checkpoints/step-0000003.safetensors", [TensorTargets.Checkpoint(3)]) with
        {
            Tokens = FuzzTarget.Split("linear 1000000   epochs:"),
            Pack = TensorTargets.PackWithDigest,
        },
        new("run-control", RunControl.FileName, FuzzTarget.Texts("{\"request\":\"pause\"}", "{\"request\":\"stop\"}"),
            path => $"{RunControl.Requested(Path.GetDirectoryName(path)!)}")
        {
            Tokens = FuzzTarget.Split("{ } [ \"request\": \"continue\" null 1e999 \\ud800"),
            Managed = new(1 << 20, 64),
        },
        .. RecordTargets.All,
        new("run-names", "name", [.. FuzzTarget.Texts("tiny", "1", "latest", "0001-tiny")], FindAndName)
        {
            Tokens = FuzzTarget.Texts(
                "..", "/", "\\", "\0", "\n", "latest", new('a', 5000), "2147483647", "../", "/etc", ":", "*", "?"),
        },
    ];

    /// <summary>All ways of conditioning, all heads, and most layers.</summary>
    private static Recipe[] Kinds =>
    [
        Example.Recipe.With(
        [
            ("conditioning", "none"), ("decoder", "linear C x H x W"), ("terms", "energy-margin; pull-away 0.1"),
        ]),
        Example.Recipe.With(
        [
            ("latent", "2 normal + 3 categorical + 1 uniform -1 1"), ("code-head", "linear 5"),
            ("terms", "non-saturating; mutual-information"),
        ]),
        Example.Recipe.With(
        [
            ("conditioning", "batch-norm projection"), ("optimizer", "rmsprop 5e-5"),
            ("terms", "wasserstein; gradient-penalty 10"),
        ]),
        Example.Recipe.With(
        [
            ("conditioning", "embedding auxiliary"), ("terms", "0.5 hinge; auxiliary-classifier; r1 10"),
            ("generator", "maxout 4 2, layer-norm; linear C x H x W, sigmoid"),
            (
                "discriminator",
                "flatten, reshape C x H*W x 1; conv 2 k1, upsample 2, avg-pool k2, dropout 0.5; linear 1"),
        ]),
    ];

    private const string Metrics =
        """{"epoch":1,"discriminatorLoss":1.5,"generatorLoss":0.5,"realScore":0.5,"fakeScore":0.5,"""
        + """
        "imagesPerSecond":100,"step":1}
        {"epoch":1,"discriminatorLoss":"NaN","generatorLoss":0.5,"measures":{"x":1},"imagesPerSecond":100,"step":2}

        """;

    private static string Build(string path)
    {
        using var limit = new ParameterLimit(MostParameters, "a test");
        var recipe = RecipeCatalogue.Load(path);
        recipe.Validate();
        var model = new GanModel(recipe, new NetworkContext(new(1, 8, 8), 3));
        return $"{model.Discriminator.Parts} {recipe.Conditioning}";
    }

    /// <summary>Creates a target that resumes a run after one of its files was mutated.</summary>
    private static FuzzTarget OfRun(string name, string file, byte[][] seeds) => new(name, file, seeds, path =>
    {
        var folder = path[..^(file.Length + 1)];
        foreach (var earlier in Directory.GetFiles(folder, "events.*")) // from earlier inputs
            File.Delete(earlier);
        var checkpoint = Checkpoint.Newest(folder);
        var recipe = RecipeCatalogue.Load(Path.Combine(folder, RunFolder.RecipeName));
        var options = new TrainerOptions { Evaluate = (_, _) => throw new UnreachableException() };
        using var trainer = Trainer.Resume(checkpoint, Example.Images, recipe, options);
        using var run = RunFolder.Continue(folder, trainer);
        return $"{trainer.Step} {new FileInfo(Path.Combine(folder, "metrics.jsonl")).Length}";
    })
    {
        Prepare = folder =>
        {
            Example.Train(2, trainer =>
            {
                Directory.Delete(folder, recursive: true);
                using var run = RunFolder.Create(folder, trainer);
                run.Save();
            });
            Directory.CreateDirectory(Path.Combine(folder, "checkpoints"));
        },
        Managed = Managed,
        Native = Networks,
    };

    /// <summary>Finds a run by the mutated name, and names a new run after a recipe with that name.</summary>
    private static string FindAndName(string path)
    {
        var (name, root) = (
            Encoding.UTF8.GetString(File.ReadAllBytes(path)), Path.Combine(Path.GetDirectoryName(path)!, "runs"));
        File.WriteAllText(
            Path.Combine(Directory.CreateDirectory(Path.Combine(root, "0001-tiny")).FullName, RunFolders.GeneratorName),
            "");
        foreach (var found in (string?[])[RunFolders.Find(name, root), RunFolders.Next(root, name)])
        {
            if (found is not null && Path.GetDirectoryName(Path.GetFullPath(found)) != root)
                throw new InvalidOperationException($"{found} is not in {root}");
        }
        return $"{RunFolders.Find(name, root) is null}";
    }
}
