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
        TrainingKey = "training", AccuracyKey = "test-accuracy";

    /// <summary>Writes a classifier.</summary>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public static void Save(string path, ClassifierNetwork network)
    {
        var metadata = new Dictionary<string, string>
        {
            [LayersKey] = FileMetadata.Format(network.Layers),
            [ImageKey] = FileMetadata.Format(network.Image),
            [ClassesKey] = FileMetadata.Format(network.ClassNames),
            [DatasetKey] = network.Dataset,
            [TrainingKey] = network.Training,
        };
        if (network.TestAccuracy is { } accuracy)
            metadata[AccuracyKey] = accuracy.ToString(CultureInfo.InvariantCulture);
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
        var network = Build(metadata, path, file.Tensors.Values.Sum(tensor => (long)tensor.Count) + Spare);
        file.CopyTo(network.Network.State, path, "list of layers");
        network.TestAccuracy = AccuracyOf(file, path);
        return network;
    }

    private static ClassifierNetwork Build(FileMetadata metadata, string path, long mostParameters)
    {
        var layers = metadata.Texts(LayersKey, "layers");
        var (image, classes) = (metadata.Image(ImageKey), metadata.Texts(ClassesKey, "class names"));
        var (dataset, training) = (metadata[DatasetKey], metadata[TrainingKey]);
        using var limit = new ParameterLimit(mostParameters, "the file");
        try
        {
            return new(Path.GetFileNameWithoutExtension(path), image, classes, layers)
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

    private static double? AccuracyOf(SafeTensorsFile file, string path) =>
        !file.Metadata.TryGetValue(AccuracyKey, out var text) ? null
        : double.TryParse(text, CultureInfo.InvariantCulture, out var value) && value is >= 0 and <= 1 ? value
        : throw new GanSharpException($"{path}: '{text}' in its metadata is not an accuracy");
}
