using GanSharp.Text;

namespace GanSharp.Data.Pictures;

/// <summary>Pictures found in a folder, an archive or a table.</summary>
internal abstract class PictureSource : IDatasetFiles
{
    private const int MostClasses = byte.MaxValue + 1;

    /// <summary>The folder or file with the pictures.</summary>
    public abstract string Place { get; }

    /// <summary>
    /// Finds the pictures in a folder or in a file: an archive or a table. Returns null when there are none.
    /// </summary>
    /// <exception cref="GanSharpException">The pictures are not a data set, or the path cannot be read.</exception>
    public static PictureSource? At(string path)
    {
        if (!Directory.Exists(path))
            return File.Exists(path) && ZipFolder.IsZip(path) ? InZip(ZipFolder.Open(path)) : PictureTables.In(path);
        var folder = FolderListing.Of(path);
        return In(folder) ?? PictureTables.In(folder);
    }

    /// <inheritdoc/>
    public ImageDataset Load(DatasetInfo info, ImageSelection selection, LoadContext context)
    {
        var (limited, classNames, leftOut) = Limited(selection, info.Name);
        if (classNames?.Count > MostClasses)
            throw new GanSharpException(
                $"{Place}: {classNames.Count} classes, but at most {MostClasses} are possible; "
                + "choose some of them with --classes");
        var (images, shape, kept, damaged) = Loaded(limited, selection, context);
        return new ImageDataset(
            info.Name, images, shape,
            classNames is null ? null : [.. kept.Select(index => (byte)limited[index].Label)],
            classNames)
        {
            LeftOut = [.. leftOut, .. Damaged()],
        }.WithoutEmptyClasses(selection.Leaves);

        IEnumerable<string> Damaged()
        {
            if (damaged.Length > 0)
                yield return $"{Plural.Of(damaged.Length, "damaged picture")} left out: "
                    + LeftOutFiles.Few([.. damaged.Select(index => Short(limited[index].Name))]);
        }
    }

    /// <summary>Lists the selected pictures, and the classes; null without labels.</summary>
    /// <exception cref="GanSharpException">There is no such class, or none of its pictures.</exception>
    public (IReadOnlyList<Picture> Pictures, IReadOnlyList<string>? ClassNames) Of(ImageSelection selection)
    {
        var (pictures, classNames, _) = ChoiceOf(selection);
        return (pictures, classNames);
    }

    /// <summary>Lists the selected pictures, the classes, and what is left out.</summary>
    /// <inheritdoc cref="Of" path="/exception"/>
    public PictureChoice ChoiceOf(ImageSelection selection) => Limited(selection, Place);

    /// <summary>Returns the sizes of pictures, without the damaged ones.</summary>
    /// <exception cref="GanSharpException">All of them are damaged.</exception>
    public IReadOnlyList<ImageShape> ShapesOf(
        IReadOnlyList<Picture> pictures, ImageSelection selection, LoadContext context)
    {
        try
        {
            return new PictureLoader(selection with { ImageSize = 0, SkipDamaged = true }, context).ShapesOf(pictures);
        }
        finally
        {
            Close();
        }
    }

    private PictureChoice Limited(ImageSelection selection, string name)
    {
        var choice = Choose(selection, name);
        return choice with { Pictures = Limited(choice.Pictures, selection.Limit) };
    }

    /// <summary>Lists the pictures of the selected classes, without the limit.</summary>
    /// <exception cref="GanSharpException">There is no such class, or none of its pictures.</exception>
    protected abstract PictureChoice Choose(ImageSelection selection, string name);

    /// <summary>Closes what reading has opened.</summary>
    public virtual void Close() { }

    private LoadedImages Loaded(IReadOnlyList<Picture> pictures, ImageSelection selection, LoadContext context)
    {
        try
        {
            return new PictureLoader(selection, context).Load(pictures);
        }
        finally
        {
            Close();
        }
    }

    /// <summary>Chooses from pictures with the given labels, which are indices of class names.</summary>
    protected static (int[] Rows, string[] ClassNames, int[] LabelOf) OfClasses(
        IReadOnlyList<string> classNames, IReadOnlyList<int> labels, IReadOnlyCollection<string> wanted)
    {
        var kept = ClassNames.Choose(classNames, wanted);
        var places = new int[classNames.Count];
        Array.Fill(places, -1);
        foreach (var (place, label) in kept.Index())
            places[label] = place;
        int[] rows = [.. Enumerable.Range(0, labels.Count).Where(row => places[labels[row]] >= 0)];
        return (rows, [.. kept.Select(label => classNames[label])], [.. rows.Select(row => places[labels[row]])]);
    }

    /// <summary>Sorts the names of classes: by number if all are whole numbers, otherwise by text.</summary>
    protected static string[] Sorted(IEnumerable<string> names)
    {
        string[] distinct = [.. names.Distinct().Order(StringComparer.Ordinal)];
        return Array.TrueForAll(distinct, name => name.Length < 10 && name.All(char.IsAsciiDigit))
            ? [.. distinct.OrderBy(name => int.Parse(name, System.Globalization.CultureInfo.InvariantCulture))]
            : distinct;
    }

    private static PictureSource? In(FolderListing folder) =>
        (PictureSource?)PictureLabels.In(folder) ?? PictureFolder.In(folder);

    /// <summary>Returns a name without the place, which messages name already.</summary>
    private string Short(string name) =>
        $"{Path.TrimEndingDirectorySeparator(Place)}{Path.DirectorySeparatorChar}" is var place
        && name.StartsWith(place, StringComparison.Ordinal)
            ? name[place.Length..]
            : Path.GetFileName(name);

    /// <summary>An archive often holds one folder, which holds everything else.</summary>
    private static PictureSource? InZip(FolderListing archive)
    {
        var only = archive is { Folders: [var name], Pictures: [] } ? archive.Below(name) : null;
        return (only is null ? null : PictureLabels.In(only)) ?? In(archive) ?? (only is null ? null : InZip(only));
    }

    /// <summary>Keeps pictures in proportion per class, evenly spaced within each class.</summary>
    private static IReadOnlyList<Picture> Limited(IReadOnlyList<Picture> pictures, int limit)
    {
        if (limit == 0 || limit >= pictures.Count)
            return pictures;
        int[] byClass = [.. Enumerable.Range(0, pictures.Count).OrderBy(index => pictures[index].Label)];
        return
        [
            .. ImageSelection.EvenlySpaced(pictures.Count, limit)
                .Select(place => byClass[place])
                .Order()
                .Select(index => pictures[index]),
        ];
    }
}
