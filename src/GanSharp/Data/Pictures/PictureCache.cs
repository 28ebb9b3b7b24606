using GanSharp.IO;

namespace GanSharp.Data.Pictures;

/// <summary>
/// The scaled images of pictures in an <see cref="ImageCache"/>, with a record of three planes for each picture. The
/// key has the names, sizes and times of the pictures and how they are decoded.
/// </summary>
/// <param name="selection">How the pictures are decoded.</param>
/// <param name="context">The folder.</param>
internal sealed class PictureCache(ImageSelection selection, LoadContext context)
{
    /// <summary>Returns the images of a file, which <paramref name="decode"/> fills if there is none.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="record">The size of a record.</param>
    /// <param name="decode">Decodes all pictures and passes each that is not damaged to an action.</param>
    /// <exception cref="GanSharpException">The file cannot be written, or a picture cannot be read.</exception>
    public LoadedImages Load(
        IReadOnlyList<Picture> pictures, ImageShape record, Action<Action<int, ImageDataset>> decode) =>
        new ImageCache(context).Load(KeyOf(pictures), pictures.Count, record, put =>
        {
            var (isRead, channels) = (new bool[pictures.Count], 1);
            decode((index, image) =>
            {
                var bytes = new byte[record.Count];
                PictureLoader.Spread(image, bytes);
                put((long)index * record.Count, bytes);
                isRead[index] = true;
                if (image.ImageShape.Channels > 1)
                    Interlocked.Exchange(ref channels, image.ImageShape.Channels);
            });
            return (channels, PictureLoader.Parted(pictures.Count, index => isRead[index]).Damaged);
        });

    /// <summary>
    /// Returns the file for pictures that fit into the memory; null if there is no folder, or if a change of a picture
    /// would not be noticed.
    /// </summary>
    public DecodedPictures? Decoded(IReadOnlyList<Picture> pictures)
    {
        if (context.Cache is null)
            return null;
        string[] stamps = [.. pictures.Select(picture => picture.Stamp())];
        return stamps.Contains("") ? null : new(context, KeyOf(pictures, stamps), pictures.Count);
    }

    private IEnumerable<string> KeyOf(IReadOnlyList<Picture> pictures) =>
        KeyOf(pictures, pictures.Select(picture => picture.Stamp()));

    private IEnumerable<string> KeyOf(IReadOnlyList<Picture> pictures, IEnumerable<string> stamps) =>
    [
        string.Join(' ', PictureFormats.Extensions),
        $"{selection.ImageSize} {selection.Crop} {selection.Background} {selection.SkipDamaged}",
        .. pictures.Zip(stamps, (picture, stamp) => $"{Path.GetFullPath(picture.Name)}\0{stamp}"),
    ];
}
