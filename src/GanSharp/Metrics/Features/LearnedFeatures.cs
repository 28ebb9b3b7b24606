using System.Security.Cryptography;
using System.Text;
using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>
/// Features learned from the images themselves, where none are built in: by a classifier of their classes, or by
/// <see cref="PretextTraining"/> if they have fewer than two classes. They are kept in a file whose name depends on the
/// images, so that the next evaluation with the same images finds them.
/// </summary>
public sealed class LearnedFeatures
{
    // Changes when the same images and settings give another network.
    private const string Version = "1";
    private const string Folder = "features";

    private readonly RealImages _real;
    private readonly PretextTraining _training = new();

    /// <summary>The features of images.</summary>
    /// <param name="real">The images. The network learns from the training images and is tested on the others.</param>
    /// <param name="cache">
    /// The folder below which files are kept; by default that of downloads (<see cref="Datasets.Cache"/>), if there is
    /// one.
    /// </param>
    public LearnedFeatures(RealImages real, string? cache = null)
    {
        ArgumentNullException.ThrowIfNull(real);
        _real = real;
        Name = $"{real.Training.Name}-{KeyOf(real.Training)}";
        File = (cache ?? CacheFolder.OfProcess) is { } folder
            ? Path.Combine(folder, Folder, Name + FeatureNetworks.Suffix)
            : null;
    }

    /// <summary>The name of the network in results: <c>folder-9f86d081884c</c>.</summary>
    public string Name { get; }

    /// <summary>The file that keeps the network; null if there is no folder for it.</summary>
    public string? File { get; }

    /// <summary>Whether the network learns the classes of the images.</summary>
    public bool LearnsClasses => _real.Training.Classes >= 2;

    /// <summary>Why the network could not be kept; null if it was.</summary>
    public string? SaveError { get; private set; }

    /// <summary>The network if it was learned before; null if not, or if its file is damaged.</summary>
    public ClassifierNetwork? Find()
    {
        try
        {
            return System.IO.File.Exists(File) ? ClassifierNetwork.Load(File) : null;
        }
        catch (GanSharpException)
        {
            return null;
        }
    }

    /// <summary>Learns the network and keeps it.</summary>
    /// <param name="progress">
    /// Receives the share that is done; starts again if groups are learned after rotations.
    /// </param>
    /// <param name="cancellation">Ends the work between two steps.</param>
    /// <exception cref="GanSharpException">
    /// There are too few images, all are the same, or the loss is no longer finite.
    /// </exception>
    public ClassifierNetwork Learn(IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var steps = new StepProgress(progress);
        var network = (LearnsClasses
            ? Classifier(steps, cancellation)
            : _training.Train(_real.Training, _real.Test, steps, cancellation)).Named(Name);
        try
        {
            network.Save(File ?? throw CacheFolder.Missing());
        }
        catch (GanSharpException error)
        {
            SaveError = error.Message;
        }
        return network;
    }

    private ClassifierNetwork Classifier(IProgress<ClassifierProgress> progress, CancellationToken cancellation)
    {
        var (data, test) = LearningBudget.Scaled(_real.Training, _real.Test, cancellation);
        (data, var settings) = LearningBudget.Of(data, _training.Settings, views: 1);
        return settings.Train(data, test, progress, cancellation);
    }

    private string KeyOf(ImageDataset images)
    {
        var parts = images.Fingerprint.Select(part => $"{part.Name}={part.Value}");
        var text = string.Join('\n', [$"version={Version}", $"{_training}", .. parts]);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..12];
    }
}
