using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Training.Checkpoints;

/// <summary>
/// The networks of another training, from which a new one can start (<see cref="TrainerOptions.InitFrom"/>): tensors
/// with the same name, shape and type are taken, the others keep their initial values. Optimisers start afresh.
/// </summary>
/// <example><code>
/// var digits = PretrainedNetworks.Load("runs/0001-default");
/// using var trainer = new Trainer(recipe, letters, new() { InitFrom = digits });
/// foreach (var network in trainer.Transfer!.Networks)
///     Console.WriteLine(network);
/// </code></example>
public sealed class PretrainedNetworks
{
    // As in a checkpoint.
    private const string GeneratorName = "generator", DiscriminatorName = "discriminator", AverageName = "average";

    private readonly string _path, _digest;
    private readonly Checkpoint? _checkpoint;
    private readonly IReadOnlyDictionary<string, Tensor> _tensors;

    private PretrainedNetworks(string path, SafeTensorsFile file)
    {
        (_path, _digest) = (path, SafeTensors.Digest(file.Tensors, file.Metadata));
        _checkpoint = Checkpoint.Is(file) ? Checkpoint.Of(path, file) : null;
        if (_checkpoint is null)
            GeneratorFile.RequireGenerator(path, file);
        _tensors = file.Tensors;
    }

    /// <summary>The SHA-256 of the file.</summary>
    internal string Digest => _digest;

    /// <summary>Reads the networks of a run or a file.</summary>
    /// <param name="path">
    /// The folder of a run, whose newest checkpoint is read, or else its generator; a checkpoint; or a generator file.
    /// </param>
    /// <param name="onDamaged">Called with one line for each newer checkpoint of the run that is damaged.</param>
    /// <exception cref="GanSharpException">
    /// There is no such run or file, it is damaged, or it holds no networks.
    /// </exception>
    public static PretrainedNetworks Load(string path, Action<string>? onDamaged = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using var unscoped = TensorScope.Pause();
        path = Directory.Exists(path) ? FileOf(path, onDamaged) : RunFolders.GeneratorOf(path);
        return new(path, GeneratorFile.Read(path));
    }

    /// <summary>Copies what fits into the networks of a new training.</summary>
    /// <param name="model">Its generator and discriminator.</param>
    /// <param name="averaged">
    /// Its moving average; null if it has none. It becomes a copy of the generator if the file has no average. If it is
    /// taken whole, it goes on as an average of that many steps.
    /// </param>
    /// <exception cref="GanSharpException">Nothing fits.</exception>
    internal Transfer CopyTo(GanModel model, (Module Network, MovingAverage Average)? averaged)
    {
        List<TransferredNetwork?> networks =
            [Copy(GeneratorName, model.Generator), Copy(DiscriminatorName, model.Discriminator)];
        if (averaged is { } average)
        {
            average.Network.CopyFrom(model.Generator);
            var copied = Copy(AverageName, average.Network);
            if (copied is { Differing.Count: 0 })
                average.Average.Steps = _checkpoint!.Counter(TrainingState.StepsOf(AverageName));
            networks.Add(copied);
        }
        var transfer = new Transfer(_path, _digest, [.. networks.OfType<TransferredNetwork>()])
        {
            Step = _checkpoint?.Step,
        };
        return transfer.Networks.Any(network => network.Taken > 0) ? transfer
            : throw new GanSharpException(
                $"{_path}: has no tensor that fits the networks of this recipe; start from a run of a recipe like it, "
                + "or from new networks");
    }

    /// <summary>Copies the tensors that fit into one network; returns null if the file has no such network.</summary>
    private TransferredNetwork? Copy(string name, Module network)
    {
        var prefix = _checkpoint is not null ? $"{name}." : name == GeneratorName ? "" : null;
        if (prefix is null)
            return null;
        var there = _tensors
            .Where(entry => entry.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[prefix.Length..], entry => entry.Value);
        var (taken, total, differing) = (0, there.Count, new List<DifferingTensor>());
        if (total == 0)
            return null;
        foreach (var (path, tensor) in network.State)
        {
            if (!there.Remove(path, out var saved))
                differing.Add(new(path, Here: Size(tensor)));
            else if (saved.Shape != tensor.Shape || saved.DType != tensor.DType)
                differing.Add(new(path, Size(saved), Size(tensor)));
            else
            {
                InPlace.Copy(tensor, saved);
                taken++;
            }
        }
        differing.AddRange(there.Select(entry => new DifferingTensor(entry.Key, Size(entry.Value))));
        return new(name == AverageName ? "moving average" : name, taken, total, differing);
    }

    /// <summary>The newest readable checkpoint of a run; its generator if it has no checkpoints.</summary>
    private static string FileOf(string run, Action<string>? onDamaged) =>
        new CheckpointFolder(run).NewestFirst().Any()
            ? Checkpoint.Newest(run, onDamaged).Path
            : RunFolders.GeneratorOf(run);

    private static string Size(Tensor tensor) =>
        string.Join('x', tensor.Shape.Extents.ToArray()) + (tensor.DType == DType.F32 ? "" : $" {tensor.DType}");
}
