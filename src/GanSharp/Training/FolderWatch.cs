using GanSharp.IO;

namespace GanSharp.Training;

/// <summary>Sees whether the folder of a run is where it was, and still this training's own.</summary>
/// <param name="held">The lock in the folder.</param>
/// <param name="folder">The folder.</param>
/// <param name="parts">The folders in it.</param>
internal sealed class FolderWatch(FileLock held, string folder, params string[] parts)
{
    /// <summary>
    /// Writes files into the folder, unless that is gone: a new one in its place would have neither recipe nor logs.
    /// </summary>
    public void WhereItWas(Action write)
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
                $"{folder}: another process trains there by now, as this one stood still; resume it when that is done");
        var gone = held.IsStillThere ? Array.Find(parts, part => !Directory.Exists(part)) : folder;
        if (gone is not null)
        {
            throw new GanSharpException(
                $"{gone}: is gone; it was moved or deleted while its run was trained, so put it back and resume the run, or begin another");
        }
    }
}
