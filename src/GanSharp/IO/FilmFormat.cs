namespace GanSharp.IO;

/// <summary>A file format of films.</summary>
/// <param name="Endings">How the names of such files end: <c>.gif</c>.</param>
/// <param name="Kind">The kind of file.</param>
/// <param name="Save">Writes a film to a path. The file appears whole or not at all.</param>
/// <param name="Require">Checks, before long work, that films can be written; null if they always can.</param>
public sealed record FilmFormat(
    IReadOnlyList<string> Endings, FileKind Kind, Action<string, Animation, CancellationToken> Save,
    Action<string>? Require = null)
{
    /// <summary>All formats.</summary>
    public static IReadOnlyList<FilmFormat> All { get; } =
    [
        new([".mp4"], FileKind.Mp4, Mp4Writer.Save, Mp4Writer.Require),
        new([".gif"], FileKind.Gif, (path, film, _) => GifWriter.Save(path, film)),
        new([".webp"], FileKind.WebP, (path, film, _) => WebPWriter.Save(path, film)),
        new([".apng", ".png"], FileKind.Png, (path, film, _) => ApngWriter.Save(path, film)),
    ];

    /// <summary>Returns the format of a path by the end of its name, in any letter case.</summary>
    /// <exception cref="GanSharpException">No format has that ending.</exception>
    public static FilmFormat Of(string path)
    {
        var ending = Path.GetExtension(path);
        return All.FirstOrDefault(format => format.Endings.Contains(ending, StringComparer.OrdinalIgnoreCase))
            ?? throw new GanSharpException(
                $"{path}: films are {string.Join(", ", All.Select(format => format.Endings[0]))} files, "
                + "so end the name in one of them");
    }

    /// <summary>Checks that a film can be written to a path, and would replace at most a film of this format.</summary>
    /// <exception cref="GanSharpException">It cannot be written; the message says why.</exception>
    public void Check(string path)
    {
        Require?.Invoke(path);
        Kind.CheckReplaceable(path);
    }
}
