namespace GanSharp.Data.Pictures;

/// <summary>A picture that was found but not decoded yet.</summary>
/// <param name="Name">The name for messages: the path of its file, or its place in an archive or a table.</param>
/// <param name="Label">The number of its class; 0 without labels.</param>
/// <param name="Read">
/// Reads the encoded bytes, on any thread. It throws a <see cref="GanSharpException"/> that has
/// <see cref="GanSharpException.Damage"/> when the bytes are damaged.
/// </param>
/// <param name="Stamp">Returns a text that changes when its bytes change.</param>
internal sealed record Picture(string Name, int Label, Func<byte[]> Read, Func<string> Stamp)
{
    /// <summary>Returns the picture in a file of a folder.</summary>
    public static Picture Of(FolderListing folder, string file, int label) =>
        new(folder[file], label, () => folder.ReadBytes(file), () => folder.StampOf(file));
}

/// <summary>The pictures of the selected classes, in their order.</summary>
/// <param name="Pictures">The pictures, at least one.</param>
/// <param name="ClassNames">The names of the classes; null without labels.</param>
/// <param name="LeftOut">Notes about what is left out.</param>
internal sealed record PictureChoice(
    IReadOnlyList<Picture> Pictures, IReadOnlyList<string>? ClassNames, IReadOnlyList<string> LeftOut);
