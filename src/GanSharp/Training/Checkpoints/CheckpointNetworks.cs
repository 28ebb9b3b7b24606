using GanSharp.Export;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Sampling;

namespace GanSharp.Training.Checkpoints;

/// <summary>The two networks of a checkpoint, for use outside a training.</summary>
public sealed class CheckpointNetworks
{
    private CheckpointNetworks(Recipe recipe, Sampler generator, TrainedDiscriminator discriminator) =>
        (Recipe, Generator, Discriminator) = (recipe, generator, discriminator);

    /// <summary>The recipe of the training.</summary>
    public Recipe Recipe { get; }

    /// <summary>The generator: the moving average if the recipe keeps one.</summary>
    public Sampler Generator { get; }

    /// <summary>The discriminator.</summary>
    public TrainedDiscriminator Discriminator { get; }

    /// <summary>Reads the networks of a checkpoint.</summary>
    /// <param name="path">A checkpoint, or the folder of a run, whose newest readable checkpoint is read.</param>
    /// <param name="custom">The parts written in C# that it was trained with; none by default.</param>
    /// <param name="onDamaged">Called with one line for each newer checkpoint of the run that is damaged.</param>
    /// <exception cref="GanSharpException">
    /// There is no such checkpoint, it is damaged, or it was trained with other parts written in C#.
    /// </exception>
    public static CheckpointNetworks Load(
        string path, CustomParts? custom = null, Action<string>? onDamaged = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        var checkpoint = Directory.Exists(path) ? Checkpoint.Newest(path, onDamaged) : Checkpoint.Load(path);
        var recipe = checkpoint.Recipe;
        var (image, classNames) = (checkpoint.Image, checkpoint.ClassNames);
        var context = new NetworkContext(image, classNames.Count);
        checkpoint.CheckFits(() => CustomPartNames.Of(custom, context));
        using var limit = checkpoint.Limit(custom);
        var model = new GanModel(recipe, context, custom);
        checkpoint.CopyTo(recipe.Ema.IsSome ? "average" : "generator", model.Generator);
        checkpoint.CopyTo("discriminator", model.Discriminator);
        return new(
            recipe,
            new(model.Generator, model.Latent, image, model.Range, model.IsConditional ? classNames : []),
            new(model.Discriminator, image, model.Range, classNames));
    }

    /// <summary>Whether a file is a checkpoint.</summary>
    public static bool IsCheckpoint(string path) => Checkpoint.Is(IO.SafeTensors.Load(path));
}
