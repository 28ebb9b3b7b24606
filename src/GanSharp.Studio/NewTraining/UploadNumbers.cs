using System.Globalization;
using GanSharp.IO;
using GanSharp.Training;

namespace GanSharp.Studio.NewTraining;

/// <summary>
/// The numbers of uploads: the names of folders. No number is given twice. A new one is above the highest; a file has
/// the name of an upload that is gone.
/// </summary>
/// <param name="root">The folder that holds the folders of uploads.</param>
internal sealed class UploadNumbers(string root)
{
    private readonly Lock _lock = new();

    /// <summary>The name of the folder of an upload.</summary>
    public static string NameOf(int id) => id.ToString("0000", CultureInfo.InvariantCulture);

    /// <summary>The number of an upload; null if the path is not that of one.</summary>
    public static int? NumberOf(string folder) =>
        int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>The numbers of the uploads in a folder.</summary>
    public static IReadOnlyList<int> In(string folder) => Directory.Exists(folder)
        ? [.. DiskFolder.Entries(folder).Where(Directory.Exists).Select(NumberOf).OfType<int>()]
        : [];

    /// <summary>Makes the folder of a new upload and returns its number.</summary>
    public int Claim()
    {
        lock (_lock)
            return NumberOf(RunFolders.Claim(root, ""))!.Value;
    }

    /// <summary>Takes the folder of an upload away, and keeps its number.</summary>
    /// <exception cref="GanSharpException">It cannot be taken away.</exception>
    public void Leave(string folder, Action away)
    {
        lock (_lock)
        {
            OutputFile.Write(folder, away);
            if (NumberOf(folder) is not null)
                Keep(folder);
        }
    }

    /// <summary>Brings the folder of an upload back to its number.</summary>
    /// <exception cref="GanSharpException">It cannot be brought back.</exception>
    public void Return(string folder, Action back)
    {
        lock (_lock)
        {
            DiskFile.Delete(folder);
            try
            {
                OutputFile.Write(folder, back);
            }
            catch (GanSharpException)
            {
                Keep(folder);
                throw;
            }
        }
    }

    /// <summary>Writes a file instead of the folder, and deletes those of lower numbers, which are of no use.</summary>
    private void Keep(string folder)
    {
        AtomicFile.Write(folder, _ => { });
        string[] all = [.. DiskFolder.Entries(root).Where(entry => NumberOf(entry) is not null)];
        var highest = all.Max(NumberOf);
        foreach (var lower in all.Where(entry => NumberOf(entry) < highest && File.Exists(entry)))
            DiskFile.Delete(lower);
    }
}
