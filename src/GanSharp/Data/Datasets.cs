using System.Reflection;
using GanSharp.Data.Pictures;
using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>The catalogue of data sets, and loading by name.</summary>
/// <remarks>Safe for use by several threads at once; only one of them can download a file.</remarks>
public static partial class Datasets
{
    private const string Images = "images-idx3-ubyte", Labels = "labels-idx1-ubyte";
    private const string Digits = "0123456789", Capitals = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    // Letters whose capital and small forms look alike share a class.
    private const string DigitsAndLetters = Digits + Capitals + "abdefghnqrt";

    /// <summary>The name of the data set of pictures in a folder, a zip or a Parquet file.</summary>
    public const string Pictures = "folder";

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<DatasetInfo> All { get; } =
    [
        new("digits", "5,000 handwritten digits, 28×28, built in")
        {
            ClassNames = Characters(Digits),
            IsBuiltIn = true,
            Licence = "Apache-2.0",
            TestFiles = null,
            Source = ReadEmbedded,
        },
        new("mnist", "60,000 handwritten digits, 28×28")
        {
            ClassNames = Characters(Digits),
            Licence = "CC-BY-SA-3.0",
        },
        new("fashion-mnist", "60,000 pictures of clothes, 28×28")
        {
            ClassNames =
            [
                "T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag",
                "Ankle boot",
            ],
            Licence = "MIT",
            Folders = ["/usr/share/datasets/fashion-mnist"],
        },
        new("kmnist", "60,000 handwritten hiragana, 28×28")
        {
            ClassNames = ["o", "ki", "su", "tsu", "na", "ha", "ma", "ya", "re", "wo"],
            Licence = "CC-BY-SA-4.0",
        },
        Emnist("balanced", "112,800 handwritten digits and letters in 47 equal classes, 28×28", DigitsAndLetters),
        Emnist(
            "byclass", "697,932 handwritten digits and letters in 62 classes, 28×28",
            Digits + Capitals + "abcdefghijklmnopqrstuvwxyz"),
        Emnist("bymerge", "697,932 handwritten digits and letters in 47 classes, 28×28", DigitsAndLetters),
        Emnist("digits", "240,000 handwritten digits, 28×28", Digits),
        Emnist("letters", "124,800 handwritten letters, capital or not, 28×28", Capitals, firstLabel: 1),
        Emnist("mnist", "60,000 handwritten digits, 28×28, prepared as the rest of EMNIST", Digits),
        new("cifar10", "50,000 photographs of animals and vehicles, 32×32 in colour")
        {
            ClassNames = ["airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck"],
            Files = "data_batch_1.bin to data_batch_5.bin",
            TestFiles = "test_batch.bin",
            Find = CifarBatches.In,
        },
        new("idx", "any pair of IDX files, in the folder given by --data")
        {
            Files = "*images*idx* (and *labels*idx*)",
            TestFiles = null,
            Find = (folder, _) => IdxPair.Only(folder),
            Source = WhichFiles,
        },
        new(Pictures, "pictures in the folder, zip or Parquet file given by --data, in a folder for each class")
        {
            Files = "pictures (or a folder of them for each class)",
            TestFiles = null,
            ReadsFiles = true,
            Find = (path, _) => PictureSource.At(path),
            Source = WhichFiles,
        },
    ];

    /// <summary>
    /// The folder for downloaded data sets, with a subfolder each: the value of the environment variable
    /// <c>GANSHARP_DATA</c>, or <c>gansharp</c> below <c>XDG_CACHE_HOME</c>, or <c>~/.cache/gansharp</c>.
    /// </summary>
    /// <exception cref="GanSharpException">Neither variable is set and there is no home folder.</exception>
    public static string Cache => CacheFolder.OfProcess ?? throw CacheFolder.Missing();

    /// <summary>
    /// Loads the training part of a data set from <paramref name="directory"/>, or by default from the library, the
    /// cache or an installed package.
    /// </summary>
    /// <param name="name">Its name in the catalogue.</param>
    /// <param name="directory">The folder with its files.</param>
    /// <param name="selection">Which images to load, and at what size; by default all, unscaled.</param>
    /// <param name="progress">
    /// Receives the fraction that is read, from 0 to 1 and from several threads, when there are many files.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="GanSharpException">
    /// There is no such data set, its files are missing or damaged, it is built in but a folder is named, or no image
    /// matches the selection.
    /// </exception>
    public static ImageDataset Load(
        string name, string? directory = null, ImageSelection? selection = null, IProgress<double>? progress = null,
        CancellationToken cancellation = default
    ) => Load(name, DatasetPart.Training, directory, selection, progress, cancellation);

    /// <summary>Loads a part of a data set.</summary>
    /// <param name="name">Its name in the catalogue.</param>
    /// <param name="part">The part.</param>
    /// <param name="directory">
    /// The folder with its files; by default the library, the cache or an installed package.
    /// </param>
    /// <param name="selection">Which images to load, and at what size; by default all, unscaled.</param>
    /// <param name="progress">
    /// Receives the fraction that is read, from 0 to 1 and from several threads, when there are many files.
    /// </param>
    /// <param name="cancellation">Stops the work.</param>
    /// <exception cref="GanSharpException">
    /// There is no such data set, it has no such part (<see cref="DatasetInfo.HasTestPart"/>), its files are missing or
    /// damaged, it is built in but a folder is named, or no image matches the selection.
    /// </exception>
    public static ImageDataset Load(
        string name, DatasetPart part, string? directory = null, ImageSelection? selection = null,
        IProgress<double>? progress = null, CancellationToken cancellation = default)
    {
        var (info, files) = Locate(name, part, directory, CacheFolder.OfProcess);
        return files.Load(info, selection ?? new(), new() { Progress = progress, Cancellation = cancellation });
    }

    /// <summary>Loads a part of a data set with another cache than that of the process.</summary>
    internal static ImageDataset Load(
        string name, DatasetPart part, string? directory, string? cache, ImageSelection? selection = null,
        LoadContext? context = null)
    {
        var (info, files) = Locate(name, part, directory, cache);
        return files.Load(info, selection ?? new(), context ?? new() { Cache = cache });
    }

    /// <summary>Finds a data set in the catalogue, and its files.</summary>
    private static (DatasetInfo Info, IDatasetFiles Files) Locate(
        string name, DatasetPart part, string? directory, string? cache)
    {
        var info = Find(name);
        if (part == DatasetPart.Test && !info.HasTestPart)
            throw new GanSharpException($"{name}: has no test part; hold out some of its images");
        if (directory is not null && info.IsBuiltIn)
            throw new GanSharpException(
                $"{name}: is built in and reads no files; leave out {directory}, or name the data set in it");
        return (info, directory is null && info.Source is { } source
            ? new SourceFiles(source)
            : FilesOf(info, part, directory, cache));
    }

    /// <summary>A data set that is loaded without a folder; see <see cref="DatasetInfo.Source"/>.</summary>
    private sealed record SourceFiles(Func<DatasetInfo, ImageDataset> Source) : IDatasetFiles
    {
        public ImageDataset Load(DatasetInfo info, ImageSelection selection, LoadContext context) =>
            selection.Of(Source(info), context, ["built in"]);
    }

    /// <summary>
    /// Finds the files of a data set in <paramref name="directory"/>, or by default in the cache and the installed
    /// folders.
    /// </summary>
    /// <exception cref="GanSharpException">The files are not there.</exception>
    internal static IDatasetFiles FilesOf(DatasetInfo info, DatasetPart part, string? directory, string? cache)
    {
        string[] folders = directory is null ? Folders(info, cache) : [directory];
        return folders
                .Where(folder => Directory.Exists(folder) || (info.ReadsFiles && File.Exists(folder)))
                .Select(folder => info.Find(folder, part))
                .FirstOrDefault(files => files is not null)
            ?? throw (directory is null && cache is null ? CacheFolder.Missing() : Missing(info, part, folders));
    }

    /// <summary>
    /// Returns the cached or installed folder of a data set; null when it is built in or not found.
    /// </summary>
    public static string? FolderOf(DatasetInfo info) => FolderOf(info, CacheFolder.OfProcess);

    /// <summary>Whether a data set can be loaded without a download and without a folder that the user names.</summary>
    internal static bool IsAtHand(DatasetInfo info) => info.IsBuiltIn || FolderOf(info) is not null;

    internal static string? FolderOf(DatasetInfo info, string? cache)
    {
        ArgumentNullException.ThrowIfNull(info);
        return info.Source is not null ? null
            : Folders(info, cache)
                .FirstOrDefault(folder =>
                    Directory.Exists(folder) && info.Find(folder, DatasetPart.Training) is not null);
    }

    /// <summary>Finds a data set in the catalogue by name.</summary>
    /// <exception cref="GanSharpException">There is no such data set; the message suggests near names.</exception>
    public static DatasetInfo Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(info => info.Name == name) ?? throw Unknown(name);
    }

    /// <summary>
    /// Recognises the data set at a path by the names of its files: <c>folder</c> for most folders. If that has no
    /// pictures, loading it says so.
    /// </summary>
    /// <param name="path">A folder, or a file that holds a data set.</param>
    /// <exception cref="GanSharpException">The files may be those of several data sets.</exception>
    public static DatasetInfo At(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        var found = FolderAdvice.DatasetsAt(path);
        return found.Length < 2 ? found.ElementAtOrDefault(0) ?? Find(Pictures) : throw new GanSharpException(
            $"{path}: has the files of {string.Join(", ", found.Select(info => info.Name))}; "
            + "name the data set with --dataset");
    }

    private static string[] Folders(DatasetInfo info, string? cache) =>
        cache is null ? [.. info.Folders] : [Path.Combine(cache, info.Name), .. info.Folders];

    /// <summary>
    /// Describes a split of EMNIST (https://arxiv.org/abs/1702.05373), whose classes are named by their characters.
    /// </summary>
    private static DatasetInfo Emnist(string split, string about, string classes, int firstLabel = 0) =>
        new($"emnist-{split}", about)
        {
            ClassNames = Characters(classes),
            Files = $"emnist-{split}-train-images-idx3-ubyte[.gz] (and emnist-{split}-train-labels-idx1-ubyte[.gz])",
            TestFiles = $"emnist-{split}-test-images-idx3-ubyte[.gz] (and emnist-{split}-test-labels-idx1-ubyte[.gz])",
            Find = (folder, part) => IdxPair.Emnist(folder, split, part, firstLabel),
        };

    private static string[] Characters(string text) => [.. text.Select(character => $"{character}")];

    private static ImageDataset WhichFiles(DatasetInfo info) =>
        throw new GanSharpException($"{info.Name}: which files? Name their folder with --data DIR");

    private static ImageDataset ReadEmbedded(DatasetInfo info)
    {
        var images = Read(Images);
        return new(
            info.Name, images.Data, IdxImages.ShapeOf(info.Name, images.Extents), Read(Labels).Data, info.ClassNames);

        IdxArray Read(string what)
        {
            var resource = $"{info.Name}/{info.Name}-{what}.gz";
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
            return Idx.Read(stream, resource);
        }
    }

    private static GanSharpException Unknown(string name)
    {
        var names = All.Select(info => info.Name).ToArray();
        return new($"there is no data set '{name}' among {string.Join(", ", names)}{Nearest.Hint(name, names)}");
    }

    private static GanSharpException Missing(DatasetInfo info, DatasetPart part, string[] folders)
    {
        var searched = string.Join(" or ", folders.Select(Searched));
        var fetch = info.DownloadBytes is null ? "" : $"fetch them with gansharp data download {info.Name}, ";
        var files = part == DatasetPart.Test ? info.TestFiles : info.Files;
        var advice = folders
            .Select(folder => FolderAdvice.For(info, part, folder))
            .FirstOrDefault(advice => advice is not null);
        return new(
            $"{info.Name}: no {files} in {searched}; "
            + (advice ?? $"{fetch}put the files there, or name their folder with --data DIR"));
    }

    private static string Searched(string folder) =>
        !Path.Exists(folder) && RawPath.Complaint(folder) is null ? $"{folder} (no such folder)"
        : Directory.Exists(folder) && FolderListing.Of(folder) is { Files: [], Folders: [] } ? $"{folder} (empty)"
        : folder;
}
