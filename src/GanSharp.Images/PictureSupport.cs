using GanSharp.IO;

namespace GanSharp.Images;

/// <summary>Adds the readers of this assembly to <see cref="PictureFormats"/>.</summary>
public static class PictureSupport
{
    /// <summary>
    /// Makes data sets read JPEG, WebP, GIF and BMP files, and Parquet tables of pictures. Programs call it once,
    /// before they load data.
    /// </summary>
    public static void Add()
    {
        PictureFormats.Add(new SkiaPictureReader());
        PictureFormats.Add(new ParquetPictures());
    }
}
