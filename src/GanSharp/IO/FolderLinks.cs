namespace GanSharp.IO;

/// <summary>Finds links in a folder by which something outside it would be written, cut or deleted.</summary>
internal static class FolderLinks
{
    private const int MostLinks = 40;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = 0, IgnoreInaccessible = true };

    /// <summary>
    /// Requires that no link in a folder, however deep, leads out of it. The folder itself may be a link, and what is
    /// in it may lead elsewhere in it.
    /// </summary>
    /// <param name="folder">The folder; nothing is wrong if it is not there.</param>
    /// <param name="owner">What the folder belongs to, such as "run".</param>
    /// <exception cref="GanSharpException">A link leads out, or has no end.</exception>
    public static void RequireInside(string folder, string owner)
    {
        if (Directory.Exists(folder))
            Look(folder, Real(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar, owner);
    }

    private static void Look(string folder, string root, string owner)
    {
        foreach (var entry in Entries(folder))
        {
            var path = Path.Combine(folder, entry.Name);
            if (!entry.Attributes.HasFlag(FileAttributes.ReparsePoint))
            {
                if (entry is DirectoryInfo)
                    Look(path, root, owner);
            }
            else if (!(Real(entry.FullName) + Path.DirectorySeparatorChar).StartsWith(root, StringComparison.Ordinal))
            {
                throw new GanSharpException(
                    $"{path}: leads out of the folder of the {owner}; replace the link by what it leads to, or delete it");
            }
        }
    }

    /// <summary>What is in a folder: files first, and hidden ones after those that one sees.</summary>
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
    /// Where a full path leads when all links on the way are followed, whether or not something is there.
    /// </summary>
    private static string Real(string path)
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
