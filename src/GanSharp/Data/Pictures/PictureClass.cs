namespace GanSharp.Data.Pictures;

/// <summary>The folder of a class, with the folders inside it.</summary>
/// <param name="Folders">The folder of the class, then those inside it.</param>
internal sealed record PictureClass(FolderListing[] Folders)
{
    /// <summary>The folder of the class.</summary>
    public FolderListing Folder => Folders[0];

    /// <summary>The name of the class.</summary>
    public string Name => Path.GetFileName(Folder.Folder);

    /// <summary>The names of all pictures.</summary>
    public string[] Pictures { get; } = [.. Folders.SelectMany(folder => folder.Pictures)];

    /// <summary>Whether all pictures are in folders inside that of the class.</summary>
    public bool IsDeep => Folder.Pictures.Length == 0 && Pictures.Length > 0;

    /// <summary>Lists the folder of a class and those inside it.</summary>
    public static PictureClass In(FolderListing folder) =>
        new([.. folder.WithFoldersBelow(1)]);

    /// <summary>Returns the pictures as those of the class with the given number.</summary>
    public IEnumerable<Picture> At(int label) => Folders.SelectMany(folder => Of(folder, label));

    /// <summary>Returns the pictures of a folder.</summary>
    public static IEnumerable<Picture> Of(FolderListing folder, int label) =>
        folder.Pictures.Select(name => Picture.Of(folder, name, label));
}
