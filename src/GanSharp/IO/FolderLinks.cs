namespace GanSharp.IO;

/// <summary>A check for links that would let writes and deletions in a folder reach outside it.</summary>
internal static class FolderLinks
{
    private const int MostLinks = 40;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>
    /// Requires that no link in a folder or its subfolders leads out of it. The folder itself may be a link, and links
    /// within it may point to other places in it.
    /// </summary>
    /// <param name="folder">The folder; it may be missing.</param>
    /// <param name="owner">The owner of the folder for messages, such as "run".</param>
    /// <exception cref="GanSharpException">A link leads out, or is endless.</exception>
    public static void RequireInside(string folder, string owner)
    {
        if (Directory.Exists(folder))
            Check(folder, Resolve(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, owner);
    }

    private static bool IsIn(string root, string path) =>
        (path + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal);

    private static void Check(string folder, string root, string owner)
    {
        foreach (var entry in Entries(folder))
        {
            var path = Path.Combine(folder, entry.Name);
            if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                if (entry is DirectoryInfo)
                    Check(path, root, owner);
            }
            else if (!IsIn(root, Resolve(entry.FullName)))
            {
                throw new GanSharpException(
                    $"{path}: leads out of the folder of the {owner}; replace the link with its target, or delete it");
            }
        }
    }

    /// <summary>Lists the entries of a folder: files before folders, visible ones before hidden ones.</summary>
    private static IEnumerable<FileSystemInfo> Entries(string folder)
    {
        try
        {
            return new DirectoryInfo(folder).GetFileSystemInfos("*", Everything)
                .OrderBy(entry => entry is DirectoryInfo)
                .ThenBy(entry => entry.Name.StartsWith('.'))
                .ThenBy(entry => entry.Name, StringComparer.Ordinal);
        }
        catch (DirectoryNotFoundException)
        {
            return []; // another process deleted it
        }
    }

    /// <summary>
    /// Follows all links of a full path. The result need not exist.
    /// </summary>
    private static string Resolve(string path)
    {
        var real = Path.GetPathRoot(path)!;
        var left = new Stack<string>(Parts(path).Reverse());
        for (var links = 0; left.TryPop(out var part);)
        {
            var next = Path.Combine(real, part);
            if (part == "..")
                real = Path.GetDirectoryName(real) ?? real;
            else if (new FileInfo(next).LinkTarget is not { } target)
                real = next;
            else if (++links > MostLinks)
                DiskFile.RequireWritable(path);
            else
            {
                if (Path.IsPathRooted(target))
                    real = Path.GetPathRoot(target)!;
                foreach (var step in Parts(target).Reverse())
                    left.Push(step);
            }
        }
        return real;
    }

    private static IEnumerable<string> Parts(string path) =>
        path[(Path.GetPathRoot(path) ?? "").Length..]
            .Split(['/', Path.DirectorySeparatorChar], StringSplitOptions.RemoveEmptyEntries)
            .Where(part => part != ".");
}
