namespace GanSharp.Tests;

/// <summary>Changes the metadata of a file that a test forges.</summary>
internal static class ForgedMetadata
{
    /// <summary>Sets an entry; null removes it.</summary>
    public static void Put(this Dictionary<string, string> metadata, string key, string? value)
    {
        if (value is null)
            metadata.Remove(key);
        else
            metadata[key] = value;
    }
}
