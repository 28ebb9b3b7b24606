using System.Runtime.InteropServices;

namespace GanSharp.Tests;

/// <summary>A simulated full disk for a file that this process has open; Linux only.</summary>
internal static class FullDisk
{
    /// <summary>Makes all further writes to the file fail, as on a full disk.</summary>
    public static void Below(string path)
    {
        using var full = File.OpenHandle("/dev/full", FileMode.Open, FileAccess.ReadWrite);
        var handles = Directory.GetFiles("/proc/self/fd").Where(link => FileOf(link) == path).ToArray();
        handles.ShouldNotBeEmpty();
        foreach (var handle in handles)
            Replace((int)full.DangerousGetHandle(), int.Parse(Path.GetFileName(handle))).ShouldBeGreaterThan(0);
    }

    /// <summary>Returns the file of a handle; null if another thread has closed it since.</summary>
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
