using System.Runtime.InteropServices;

namespace GanSharp.Tests;

/// <summary>Fills the disk below a file that this process has open. Linux alone can do that.</summary>
internal static class FullDisk
{
    /// <summary>From now on writing there fails as on a full disk.</summary>
    public static void Below(string path)
    {
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.ReadWrite);
        var handles = Directory.GetFiles("/proc/self/fd").Where(link => FileOf(link) == path).ToArray();
        handles.ShouldNotBeEmpty();
        foreach (var handle in handles)
            Replace((int)full.DangerousGetHandle(), int.Parse(Path.GetFileName(handle))).ShouldBeGreaterThan(0);
    }

    /// <summary>The file of a handle; null where another thread has closed it since it was listed.</summary>
    private static string? FileOf(string link)
    {
        try
        {
            return File.ResolveLinkTarget(link, false)?.FullName;
        }
        catch (FileNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc", EntryPoint = "dup2")]
    private static extern int Replace(int by, int handle);
}
