using GanSharp.IO;

namespace GanSharp.Training;

/// <summary>Checks that the folder of a run is still there and still belongs to this training.</summary>
/// <param name="held">The lock in the folder.</param>
/// <param name="folder">The folder.</param>
/// <param name="parts">The paths of the folders in it.</param>
internal sealed class FolderWatch(FileLock held, string folder, params string[] parts)
{
    /// <summary>
    /// Writes files into the folder unless it is gone: a new folder of that name would have neither recipe nor logs.
    /// </summary>
    public void WriteIfPresent(Action write)
    {
        Require();
        try
        {
            write();
        }
        catch (GanSharpException)
        {
            Require();
            throw;
        }
    }

    private void Require()
    {
        if (held.IsLost)
            throw new GanSharpException(
                $"{folder}: another process has taken over the run, because this one stood still; "
                + "wait until it is done, then resume the run");
        var gone = held.IsStillThere ? Array.Find(parts, part => !Directory.Exists(part)) : folder;
        if (gone is not null)
        {
            throw new GanSharpException(
                $"{gone}: is gone; it was moved or deleted during the training, "
                + "so put it back and resume the run, or start another");
        }
    }
}
