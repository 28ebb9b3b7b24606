namespace GanSharp.Data;

/// <summary>Where downloads are kept: as the system says, and never in the current folder by accident.</summary>
internal static class CacheFolder
{
    private const string Own = "GANSHARP_DATA", OfSystem = "XDG_CACHE_HOME", Name = "gansharp";

    /// <summary>The folder of this process; null where the system names none.</summary>
    public static string? OfProcess => Find(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(
            Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify));

    /// <summary>
    /// The folder that <c>GANSHARP_DATA</c> names; else <c>gansharp</c> below <c>XDG_CACHE_HOME</c>, where that is an
    /// absolute path; else <c>.cache/gansharp</c> below a home that exists; else null.
    /// </summary>
    /// <param name="variable">The value of an environment variable.</param>
    /// <param name="home">The user's home; empty where there is none.</param>
    public static string? Find(Func<string, string?> variable, string home) =>
        variable(Own) is { Length: > 0 } own ? InHome(own, home)
        : variable(OfSystem) is { } cache && Path.IsPathFullyQualified(cache) ? Path.Combine(cache, Name)
        : Path.IsPathFullyQualified(home) && Directory.Exists(home) ? Path.Combine(home, ".cache", Name)
        : null;

    /// <summary>A path whose <c>~</c> the shell left as it was, because it stood in quotes.</summary>
    private static string InHome(string path, string home) =>
        Path.IsPathFullyQualified(home) && (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
            ? Path.Join(home, path[1..])
            : path;

    /// <summary>What to do where there is no such folder.</summary>
    public static GanSharpException Missing() => new(
        $"there is no folder for downloads, since the home folder does not exist; name one with the environment variable {Own}");
}
