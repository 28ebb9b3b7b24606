using System.Reflection;
using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>The data sets that can be loaded by name.</summary>
public static partial class Datasets
{
    private const string Images = "images-idx3-ubyte", Labels = "labels-idx1-ubyte";
    private static readonly string[] TenDigits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];

    /// <summary>The catalogue.</summary>
    public static IReadOnlyList<DatasetInfo> All { get; } =
    [
        new("digits", "5,000 handwritten digits, 28×28, built in") { ClassNames = TenDigits, IsBuiltIn = true, Source = ReadEmbedded },
        new("mnist", "60,000 handwritten digits, 28×28") { ClassNames = TenDigits },
        new("fashion-mnist", "60,000 pictures of clothes, 28×28")
        {
            ClassNames = ["T-shirt/top", "Trouser", "Pullover", "Dress", "Coat", "Sandal", "Shirt", "Sneaker", "Bag", "Ankle boot"],
            Folders = ["/usr/share/datasets/fashion-mnist"],
        },
        new("idx", "any pair of IDX files, in the folder given by --data")
        {
            Files = "*images*idx* (and *labels*idx*)",
            Find = IdxPair.Only,
            Source = info => throw new GanSharpException($"{info.Name}: which files? Name their folder with --data DIR"),
        },
    ];

    /// <summary>
    /// Where data sets are kept, one folder for each: the environment variable <c>GANSHARP_DATA</c>, or <c>~/.cache/gansharp</c>.
    /// </summary>
    public static string Cache =>
        Environment.GetEnvironmentVariable("GANSHARP_DATA") is { Length: > 0 } folder
            ? folder
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".cache", "gansharp");

    /// <summary>
    /// Loads the training part of a data set from <paramref name="directory"/>, or by default from where it is embedded, cached or
    /// installed.
    /// </summary>
    /// <exception cref="GanSharpException">There is no such data set, or its files are missing or damaged.</exception>
    public static ImageDataset Load(string name, string? directory = null) => Load(name, directory, Cache);

    internal static ImageDataset Load(string name, string? directory, string cache)
    {
        var info = Find(name);
        if (directory is null && info.Source is { } source)
            return source(info);
        string[] folders = directory is null ? Folders(info, cache) : [directory];
        var pair = folders.Where(Directory.Exists).Select(info.Find).FirstOrDefault(pair => pair is not null);
        return (pair ?? throw Missing(info, folders)).Load(info.Name, info.ClassNames);
    }

    /// <summary>The cached or installed folder that a data set would be loaded from; null when it is built in or not found.</summary>
    public static string? FolderOf(DatasetInfo info) => FolderOf(info, Cache);

    internal static string? FolderOf(DatasetInfo info, string cache)
    {
        ArgumentNullException.ThrowIfNull(info);
        return info.Source is not null ? null
            : Folders(info, cache).FirstOrDefault(folder => Directory.Exists(folder) && info.Find(folder) is not null);
    }

    private static DatasetInfo Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return All.FirstOrDefault(info => info.Name == name) ?? throw Unknown(name);
    }

    private static string[] Folders(DatasetInfo info, string cache) => [Path.Combine(cache, info.Name), .. info.Folders];

    private static ImageDataset ReadEmbedded(DatasetInfo info)
    {
        return IdxPair.Combine(info.Name, info.ClassNames, Read(Images), Read(Labels));

        (string, IdxArray) Read(string what)
        {
            var resource = $"{info.Name}/{info.Name}-{what}.gz";
            using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(resource)!;
            return (resource, Idx.Read(stream, resource));
        }
    }

    private static GanSharpException Unknown(string name)
    {
        var names = All.Select(info => info.Name).ToArray();
        return new($"there is no data set '{name}' among {string.Join(", ", names)}{Nearest.Hint(name, names)}");
    }

    private static GanSharpException Missing(DatasetInfo info, string[] folders)
    {
        var searched = string.Join(" or ", folders.Select(folder => Directory.Exists(folder) ? folder : $"{folder} (no such folder)"));
        var fetch = info.DownloadBytes is null ? "" : $"fetch them with gansharp data download {info.Name}, ";
        return new($"{info.Name}: no {info.Files} in {searched}; {fetch}put the files there, or name their folder with --data DIR");
    }
}
