using System.Globalization;
using GanSharp.IO;
using GanSharp.Sampling;
using GanSharp.Text;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Training;

/// <summary>Names and finds run folders: <c>runs/0007-gan-mlp</c>.</summary>
public static class RunFolders
{
    /// <summary>The file of a run that holds its generator.</summary>
    public const string GeneratorName = GeneratorOfRun.FileName;

    /// <summary>The name by which <see cref="Find"/> finds the newest run.</summary>
    public const string LatestName = "latest";

    private const string ClaimSuffix = ".claim";

    internal const string BestGeneratorName = "best-generator.safetensors";

    /// <summary>
    /// The next folder of a recipe under <paramref name="root"/>: its number is one above the highest. Characters of
    /// the recipe's name other than letters, digits, dots, dashes and underscores become dashes.
    /// </summary>
    public static string Next(string root, string recipe) => At(root, NextNumber(root), recipe);

    /// <summary>
    /// Creates the folder that <see cref="Next"/> names. No other training gets the same number: one that starts at the
    /// same moment gets the next.
    /// </summary>
    /// <exception cref="GanSharpException">The folder cannot be created.</exception>
    public static string Claim(string root, string recipe)
    {
        try
        {
            DiskFolder.Make(root);
            DeleteOldClaims(root);
            for (var number = NextNumber(root); ; number = Math.Max(number + 1, NextNumber(root)))
            {
                if (TryClaim(root, number, recipe) is { } folder)
                    return folder;
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new GanSharpException(
                $"{root}: cannot be written ({error.Message}); "
                + "choose another folder with --out, or check space and permissions",
                error);
        }
    }

    /// <summary>The run with the highest number under <paramref name="root"/>; null if there are no runs.</summary>
    /// <exception cref="GanSharpException">Several folders have that number.</exception>
    public static string? Latest(string root) =>
        Numbered(root).MaxBy(same => same.Key) is { } newest ? TheOnly(newest, root) : null;

    /// <summary>Finds a run under <paramref name="root"/> by name or number; null if there is no such run.</summary>
    /// <param name="run">
    /// The name of its folder, its number, or <see cref="LatestName"/> for the run that <see cref="Latest"/> returns.
    /// </param>
    /// <param name="root">The folder that holds the numbered runs.</param>
    /// <exception cref="GanSharpException">
    /// The latest run is asked for and there are no runs, several folders have the number, or the folder is not a run.
    /// </exception>
    public static string? Find(string run, string root)
    {
        ArgumentNullException.ThrowIfNull(run);
        var found = run == LatestName
            ? Latest(root)
                ?? throw new GanSharpException(
                    $"there is no run in {root} yet; start one with gansharp train, or name a folder")
            : Numbered(root).SelectMany(same => same).FirstOrDefault(folder => Path.GetFileName(folder) == run)
                ?? Numbered(root)
                    .Where(same => same.Key == NumberOf(run) && IsNumber(run))
                    .Select(same => TheOnly(same, root))
                    .FirstOrDefault();
        if (found is not null && !HasRecipe(found) && !HasGenerator(found))
            throw IsNotARun(found);
        return found;
    }

    /// <summary>The generator file of a run folder; a <c>.safetensors</c> file is returned unchanged.</summary>
    /// <exception cref="GanSharpException">There is no such run, or it has no generator yet.</exception>
    public static string GeneratorOf(string run)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        if (RawPath.Exists(run))
            return run;
        if (!Directory.Exists(run))
            throw Missing(run, "run folder or .safetensors file");
        var path = Path.Combine(run, GeneratorName);
        if (File.Exists(path))
            return path;
        throw !HasRecipe(run) ? IsNotARun(run) : new(
            $"{run}: has no generator yet; the first checkpoint brings one, so let it train, or resume it");
    }

    /// <summary>
    /// Whether a run was stopped before it saved anything, so that it can only start again.
    /// </summary>
    /// <exception cref="GanSharpException">There is no such folder, or it is not a run.</exception>
    public static bool IsBegun(string run)
    {
        RequireRun(run);
        return !HasGenerator(run) && !new CheckpointFolder(run).NewestFirst().Any();
    }

    /// <summary>Requires that a path is the folder of a run.</summary>
    /// <exception cref="GanSharpException">There is no such folder, or it is not a run.</exception>
    internal static void RequireRun(string run)
    {
        if (!Directory.Exists(run))
            throw Missing(run);
        if (!HasRecipe(run))
            throw IsNotARun(run);
    }

    /// <summary>The error of a path that does not exist or is not a valid path.</summary>
    /// <param name="run">The path.</param>
    /// <param name="what">What is expected there.</param>
    public static GanSharpException Missing(string run, string what = "run folder") =>
        RawPath.Complaint(run) ?? new($"{run}: there is no such {what}");

    private static GanSharpException IsNotARun(string folder)
    {
        _ = DiskFolder.Entries(folder); // throws if the folder cannot be read, since it may be a run then
        return new(
            $"{folder}: is not a run, for it has no {RunFolder.RecipeName}; "
            + "if a training was stopped before writing it, start again with gansharp train");
    }

    private static bool HasRecipe(string folder) => File.Exists(Path.Combine(folder, RunFolder.RecipeName));

    private static bool HasGenerator(string folder) =>
        File.Exists(Path.Combine(folder, GeneratorName)) || File.Exists(Path.Combine(folder, BestGeneratorName));

    /// <summary>
    /// Creates the folder of a number while no other training can take the number; null if it is taken.
    /// </summary>
    private static string? TryClaim(string root, long number, string recipe)
    {
        // One process at a time holds this file, until the folder shows that the number is taken. A killed process
        // holds nothing.
        using var claim = FileLock.TryTake(
            Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $".{number:0000}{ClaimSuffix}")));
        if (claim is null || DiskFolder.Entries(root).Any(entry => NumberOf(entry) == number))
            return null;
        var folder = At(root, number, recipe);
        DiskFolder.Make(folder);
        return folder;
    }

    /// <summary>Deletes the claims that killed processes left on numbers that are taken now.</summary>
    private static void DeleteOldClaims(string root)
    {
        var next = NextNumber(root);
        foreach (var path in Directory.GetFiles(root, $".*{ClaimSuffix}"))
        {
            if (NumberOf(Path.GetFileName(path)[1..^ClaimSuffix.Length]) is > 0 and var number && number < next)
                FileLock.TryTake(path)?.Dispose();
        }
    }

    private static string At(string root, long number, string recipe)
    {
        var name = FileName.Of(recipe);
        return Path.Combine(
            root, string.Create(CultureInfo.InvariantCulture, $"{number:0000}{(name.Length > 0 ? "-" : "")}{name}"));
    }

    private static long NextNumber(string root)
    {
        var last = DiskFolder.Entries(root).Select(NumberOf).DefaultIfEmpty(0).Max();
        return last < long.MaxValue ? last + 1
            : throw new GanSharpException(
                $"{root}: has a run with the number {last}, the largest possible; rename it");
    }

    private static string TheOnly(IEnumerable<string> same, string root)
    {
        var folders = same.Order(StringComparer.Ordinal).ToArray();
        return folders is [var only] ? only : throw new GanSharpException(
            $"{root}: has {folders.Length} runs with the number {NumberOf(folders[0])}; "
            + $"name one by its folder: {string.Join(", ", folders.Select(Path.GetFileName))}");
    }

    /// <summary>
    /// The folders that have a number, grouped by it. Links count even if their targets are missing now.
    /// </summary>
    private static IEnumerable<IGrouping<long, string>> Numbered(string root) => DiskFolder.Entries(root)
        .Where(entry => NumberOf(entry) > 0 && (Directory.Exists(entry) || new FileInfo(entry).LinkTarget is not null))
        .GroupBy(NumberOf);

    private static bool IsNumber(string text) => text.All(char.IsAsciiDigit);

    private static long NumberOf(string path) =>
        long.TryParse(
            Path.GetFileName(path).Split('-')[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : 0;
}
