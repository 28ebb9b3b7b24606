namespace GanSharp.Data;

/// <summary>The folder for downloads. It follows the system's settings and is never the current folder.</summary>
internal static class CacheFolder
{
    private const string Own = "GANSHARP_DATA", OfSystem = "XDG_CACHE_HOME", Name = "gansharp";

    /// <summary>The folder of this process; null when the system names none.</summary>
    public static string? OfProcess => Find(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(
            Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify));

    /// <summary>
    /// Finds the folder: <c>GANSHARP_DATA</c> if set; otherwise <c>gansharp</c> below <c>XDG_CACHE_HOME</c> if that is
    /// an absolute path; otherwise <c>.cache/gansharp</c> below the home folder if that exists; otherwise null.
    /// </summary>
    /// <param name="variable">Returns the value of an environment variable.</param>
    /// <param name="home">The user's home folder; empty if there is none.</param>
    public static string? Find(Func<string, string?> variable, string home) =>
        variable(Own) is { Length: > 0 } own ? InHome(own, home)
        : variable(OfSystem) is { } cache && Path.IsPathFullyQualified(cache) ? Path.Combine(cache, Name)
        : Path.IsPathFullyQualified(home) && Directory.Exists(home) ? Path.Combine(home, ".cache", Name)
        : null;

    /// <summary>Expands a leading <c>~</c>, which a shell leaves alone inside quotes.</summary>
    private static string InHome(string path, string home) =>
        Path.IsPathFullyQualified(home) && (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
            ? Path.Join(home, path[1..])
            : path;

    /// <summary>Creates the error for a system without such a folder.</summary>
    public static GanSharpException Missing() => new(
        $"there is no folder for downloads because the home folder does not exist; set {Own} to a folder");
}
