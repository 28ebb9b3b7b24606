using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Fuzzing.Targets;

/// <summary>A tiny training.</summary>
internal static class Example
{
    /// <summary>A recipe with every kind of state.</summary>
    public const string Yaml =
        """
        name: tiny
        latent: 2 normal
        conditioning: concat
        generator:
          - linear 2 x H/2 x W/2, batch-norm, relu
          - deconv C k4 s2 p1, tanh
        discriminator:
          - conv 2 k4 s2 p1 spectral, prelu
          - residual (conv 2 k3 p1, relu)
          - linear 1
        optimizer: adam 1e-2 0.5 0.999
        ema: 0.9
        batch-size: 3
        sample-rows: 1
        dataset: folder
        """;

    /// <summary>Six images of 4×4 in three classes.</summary>
    public static ImageDataset Images { get; } =
        new(
            "noise",
            [.. Enumerable.Range(0, 96).Select(i => (byte)(i * 37))],
            new(1, 4, 4), [0, 1, 2, 0, 1, 2], ["zero", "one", "two"]);

    public static Recipe Recipe => RecipeYaml.Parse(Yaml, "tiny.yaml");

    /// <summary>Trains to a step and calls <paramref name="use"/> with the trainer.</summary>
    public static void Train(int steps, Action<Trainer> use)
    {
        using var scope = new TensorScope();
        using var trainer = new Trainer(Recipe with { Steps = steps }, Images);
        foreach (var _ in trainer.RunAsync().ToBlockingEnumerable())
        {
        }
        use(trainer);
    }

    /// <summary>Returns the bytes of a file that <paramref name="write"/> writes.</summary>
    public static byte[] FileOf(Action<string> write)
    {
        using var folder = new FuzzFolder();
        var path = Path.Combine(folder.Path, "file");
        write(path);
        return File.ReadAllBytes(path);
    }
}
