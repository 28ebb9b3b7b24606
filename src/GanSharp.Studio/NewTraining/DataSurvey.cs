using System.Collections.Concurrent;
using GanSharp.Data;
using GanSharp.Data.Pictures;
using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Studio.NewTraining;

/// <summary>Looks at data: how many images, of which sizes and classes, and which of them are damaged.</summary>
internal static class DataSurvey
{
    /// <summary>The most pictures that are decoded; of more pictures, so many are chosen, evenly spaced.</summary>
    public const int MostDecoded = 2000;

    private const int Shown = 16, Spare = 4, Side = 64, Columns = 8, MostNamed = 20;

    /// <summary>Looks at pictures in a folder or a file.</summary>
    /// <param name="place">The folder or file.</param>
    /// <param name="progress">Receives the share that is done, from 0 to 1.</param>
    /// <exception cref="GanSharpException">
    /// There are no pictures, all are damaged, or pictures and folders are mixed.
    /// </exception>
    public static DataFacts OfPlace(string place, Action<double> progress)
    {
        var info = Datasets.At(place);
        if (info.Name != Datasets.Pictures)
            return Of(Datasets.Load(info.Name, place)) with { Dataset = info.Name, Place = place };
        var source = (PictureSource)Datasets.FilesOf(info, DatasetPart.Training, place, cache: null);
        try
        {
            return OfPictures(source, place, progress);
        }
        finally
        {
            source.Close();
        }
    }

    /// <summary>Looks at a data set in memory.</summary>
    public static DataFacts Of(ImageDataset data)
    {
        var counts = data.CountPerClass();
        var shown = new MemoryStream();
        foreach (var index in ImageSelection.EvenlySpaced(data.Count, Shown))
            shown.Write(data.Image(index));
        var (_, height, width) = data.ImageShape;
        return new()
        {
            Dataset = data.Name,
            Count = data.Count,
            Classes = [.. data.ClassNames.Zip(counts, (name, count) => new ClassFacts(name, count))],
            Channels = data.ImageShape.Channels,
            Size = data.ImageShape,
            IsOneSize = true,
            Sides = (Math.Min(height, width), Math.Max(height, width)),
            Checked = data.Count,
            LeftOut = data.LeftOut,
            Pictures = Png(shown.ToArray(), data.ImageShape),
        };
    }

    private static DataFacts OfPictures(PictureSource source, string place, Action<double> progress)
    {
        var (pictures, classNames, leftOut) = source.ChoiceOf(new());
        var chosen = ImageSelection.EvenlySpaced(pictures.Count, MostDecoded);
        var shown = ImageSelection.EvenlySpaced(chosen.Length, Shown * Spare).ToHashSet();
        var (shapes, damages) = (new ConcurrentBag<ImageShape>(), new ConcurrentDictionary<int, string>());
        var thumbnails = new ConcurrentDictionary<int, ImageDataset>();
        var done = 0;
        Parallel.For(0, chosen.Length, new() { MaxDegreeOfParallelism = Compute.Threads }, at =>
        {
            var picture = pictures[chosen[at]];
            try
            {
                var bitmap = PictureFormats.Decode(picture.Read(), picture.Name, new());
                shapes.Add(new(HasColour(bitmap) ? 3 : 1, bitmap.Height, bitmap.Width));
                if (shown.Contains(at))
                    thumbnails[at] = ImageDataset.Of(picture.Name, bitmap).Resized(Side);
            }
            catch (GanSharpException error)
            {
                damages[at] = error.Message;
            }
            progress((double)Interlocked.Increment(ref done) / chosen.Length);
        });
        if (shapes.IsEmpty)
            throw new GanSharpException($"{damages[0]}; none of the {pictures.Count} pictures can be read");
        return Facts(place, pictures, classNames, leftOut, shapes, damages) with
        {
            Checked = chosen.Length,
            Pictures = Thumbnails([.. Evenly([.. thumbnails.OrderBy(pair => pair.Key).Select(pair => pair.Value)])]),
        };
    }

    private static DataFacts Facts(
        string place, IReadOnlyList<Picture> pictures, IReadOnlyList<string>? classNames,
        IReadOnlyList<string> leftOut, IReadOnlyCollection<ImageShape> shapes,
        ConcurrentDictionary<int, string> damages)
    {
        var bySide = shapes.OrderBy(shape => Math.Min(shape.Height, shape.Width)).ToArray();
        var channels = shapes.Max(shape => shape.Channels);
        var median = bySide[bySide.Length / 2];
        return new()
        {
            Dataset = Datasets.Pictures,
            Place = place,
            Count = pictures.Count - damages.Count,
            Classes =
            [
                .. (classNames ?? []).Index().Select(each =>
                    new ClassFacts(each.Item, pictures.Count(picture => picture.Label == each.Index))),
            ],
            Channels = channels,
            Size = median with { Channels = channels },
            IsOneSize = shapes.DistinctBy(shape => (shape.Height, shape.Width)).Count() == 1,
            Sides = (
                shapes.Min(shape => Math.Min(shape.Height, shape.Width)),
                shapes.Max(shape => Math.Max(shape.Height, shape.Width))),
            Checked = shapes.Count,
            LeftOut = [.. leftOut.Select(line => DataWords.OfUpload(line, place))],
            Damaged =
            [
                .. damages.OrderBy(pair => pair.Key).Take(MostNamed)
                    .Select(pair => DataWords.OfUpload(pair.Value, place)),
                .. damages.Count > MostNamed ? (string[])[$"{damages.Count - MostNamed} more"] : [],
            ],
            Pictures = [],
        };
    }

    private static IEnumerable<ImageDataset> Evenly(ImageDataset[] images) =>
        ImageSelection.EvenlySpaced(images.Length, Shown).Select(index => images[index]);

    private static byte[] Thumbnails(ImageDataset[] images)
    {
        var shape = new ImageShape(images.Max(image => image.ImageShape.Channels), Side, Side);
        var pixels = new byte[images.Length * shape.Count];
        foreach (var (place, image) in images.Index())
            PictureLoader.Spread(image, pixels.AsSpan(place * shape.Count, shape.Count));
        return Png(pixels, shape);
    }

    private static byte[] Png(byte[] pixels, ImageShape shape) => PngWriter.Encode(
        ImageGrid.Arrange(pixels, shape, Columns, zoom: Math.Max(1, Side / Math.Max(shape.Height, shape.Width))));

    private static bool HasColour(Bitmap bitmap)
    {
        if (bitmap.Channels == 1)
            return false;
        var pixels = bitmap.Pixels;
        for (var at = 0; at < pixels.Length; at += 3)
        {
            if (pixels[at] != pixels[at + 1] || pixels[at] != pixels[at + 2])
                return true;
        }
        return false;
    }
}
