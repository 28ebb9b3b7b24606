using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>The folder for downloads. It follows the system's settings and is never the current folder.</summary>
internal static class CacheFolder
{
    private const string Own = "GANSHARP_DATA", OfSystem = "XDG_CACHE_HOME", Name = "gansharp",
        OfLimit = "GANSHARP_CACHE_LIMIT";
    private const long DefaultLimit = 20_000_000_000;

    private static readonly (string Name, double Bytes)[] Units = [("MB", 1e6), ("GB", 1e9), ("TB", 1e12)];

    /// <summary>The folder of this process; null when the system names none.</summary>
    public static string? OfProcess => Find(
        Environment.GetEnvironmentVariable,
        Environment.GetFolderPath(
            Environment.SpecialFolder.UserProfile, Environment.SpecialFolderOption.DoNotVerify));

    /// <summary>The most bytes of images that are kept there for later starts.</summary>
    /// <exception cref="GanSharpException">The environment variable is not a size.</exception>
    public static long LimitOfProcess => Limit(Environment.GetEnvironmentVariable);

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

    /// <summary>Parses the value of <c>GANSHARP_CACHE_LIMIT</c>; 20 GB if it is not set.</summary>
    /// <param name="variable">Returns the value of an environment variable.</param>
    /// <exception cref="GanSharpException">The value is not a size.</exception>
    public static long Limit(Func<string, string?> variable)
    {
        if (variable(OfLimit)?.Trim() is not { Length: > 0 } text)
            return DefaultLimit;
        var (unit, bytes) = Array.Find(Units, each => text.EndsWith(each.Name, StringComparison.OrdinalIgnoreCase));
        return Numbers.Parse(text[..^(unit?.Length ?? 0)]) is >= 0 and var number && (unit is not null || number == 0)
            ? (long)Math.Min(number * bytes, long.MaxValue)
            : throw new GanSharpException($"{OfLimit}: '{text}' is not a size such as 500MB, 20GB, 1.5TB or 0");
    }

    /// <summary>Expands a leading <c>~</c>, which a shell leaves alone inside quotes.</summary>
    private static string InHome(string path, string home) =>
        Path.IsPathFullyQualified(home) && (path == "~" || path.StartsWith("~/", StringComparison.Ordinal))
            ? Path.Join(home, path[1..])
            : path;

    /// <summary>Creates the error for a system without such a folder.</summary>
    public static GanSharpException Missing() => new(
        $"there is no folder for downloads because the home folder does not exist; set {Own} to a folder");
}
