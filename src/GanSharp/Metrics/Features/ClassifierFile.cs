using System.Globalization;
using GanSharp.IO;
using GanSharp.Nn;

namespace GanSharp.Metrics.Features;

/// <summary>
/// A classifier in one safetensors file. Its metadata holds the layers, the size of the images, the names of the
/// classes, the training data and the training.
/// </summary>
internal static class ClassifierFile
{
    // Allows a network slightly larger than the file, so that the error names the missing tensor.
    private const int Spare = 1 << 20;

    private const string
        LayersKey = "layers", ImageKey = "image", ClassesKey = "classes", DatasetKey = "dataset",
        TrainingKey = "training", AccuracyKey = "test-accuracy", TaskKey = "task", AnswersKey = "answers",
        RotationAccuracyKey = "rotation-accuracy";

    /// <summary>Writes a classifier.</summary>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public static void Save(string path, ClassifierNetwork network)
    {
        var metadata = new Dictionary<string, string>
        {
            [LayersKey] = FileMetadata.Format(network.Layers),
            [ImageKey] = FileMetadata.Format(network.Image),
            [KeyOfAnswers(network.Task)] = FileMetadata.Format(network.Answers),
            [DatasetKey] = network.Dataset,
            [TrainingKey] = network.Training,
        };
        if (network.Task != FeatureTask.Classes)
            metadata[TaskKey] = NameOf(network.Task);
        if (network.TestAccuracy is { } accuracy)
            metadata[AccuracyKey] = accuracy.ToString(CultureInfo.InvariantCulture);
        if (network.RotationAccuracy is { } ofRotations)
            metadata[RotationAccuracyKey] = ofRotations.ToString(CultureInfo.InvariantCulture);
        SafeTensors.Save(
            path, network.Network.State.Select(entry => KeyValuePair.Create(entry.Name, entry.Tensor)),
            metadata);
    }

    /// <summary>Reads a classifier.</summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, damaged or not a classifier, or a weight is not finite.
    /// </exception>
    public static ClassifierNetwork Load(string path) => Of(SafeTensors.LoadWeights(path), path);

    /// <summary>The classifier in a file already read; its name is that of the file.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public static ClassifierNetwork Of(SafeTensorsFile file, string path)
    {
        var metadata = new FileMetadata(path, "classifier", file.Metadata);
        var parameters = file.Tensors.Values.Sum(tensor => (long)tensor.Count);
        var network = Build(metadata, TaskOf(file, path), path, parameters + Spare);
        file.CopyTo(network.Network.State, path, "list of layers");
        network.TestAccuracy = AccuracyOf(file, AccuracyKey, path);
        network.RotationAccuracy = AccuracyOf(file, RotationAccuracyKey, path);
        return network;
    }

    private static ClassifierNetwork Build(
        FileMetadata metadata, FeatureTask task, string path, long mostParameters)
    {
        var layers = metadata.Texts(LayersKey, "layers");
        var image = metadata.Image(ImageKey);
        var answers = metadata.Texts(KeyOfAnswers(task), "class names");
        var (dataset, training) = (metadata[DatasetKey], metadata[TrainingKey]);
        using var limit = new ParameterLimit(mostParameters, "the file");
        try
        {
            return new(Path.GetFileNameWithoutExtension(path), image, answers, layers, task)
            {
                Dataset = dataset,
                Training = training,
            };
        }
        catch (GanSharpException error)
        {
            throw new GanSharpException($"{path}: {error.Message}", error);
        }
    }

    // An earlier version, which knows no other task than classes, refuses a file without them.
    private static string KeyOfAnswers(FeatureTask task) => task == FeatureTask.Classes ? ClassesKey : AnswersKey;

    private static string NameOf(FeatureTask task) => task.ToString().ToLowerInvariant();

    private static FeatureTask TaskOf(SafeTensorsFile file, string path)
    {
        if (!file.Metadata.TryGetValue(TaskKey, out var text))
            return FeatureTask.Classes;
        FeatureTask[] found = [.. Enum.GetValues<FeatureTask>().Where(task => NameOf(task) == text)];
        return found is [var only] ? only
            : throw new GanSharpException($"{path}: '{text}' in its metadata is not one of {Tasks}");
    }

    private static string Tasks => string.Join(", ", Enum.GetValues<FeatureTask>().Select(NameOf));

    private static double? AccuracyOf(SafeTensorsFile file, string key, string path) =>
        !file.Metadata.TryGetValue(key, out var text) ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value
        : throw new GanSharpException($"{path}: '{text}' in its metadata is not an accuracy");
}
