using System.Globalization;
using GanSharp.IO;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Training;

/// <summary>Names and finds run folders: <c>runs/0007-gan-mlp</c>.</summary>
public static class RunFolders
{
    /// <summary>The file of a run that holds its generator.</summary>
    public const string GeneratorName = "generator.safetensors";

    /// <summary>What <see cref="Find"/> takes for the newest run.</summary>
    public const string LatestName = "latest";

    private const string ClaimSuffix = ".claim";

    internal const string BestGeneratorName = "best-generator.safetensors";

    /// <summary>
    /// The first unused folder of a recipe under <paramref name="root"/>: one number past the highest. Characters of
    /// the recipe's name that are no letter, digit, dot, dash or underscore become dashes.
    /// </summary>
    public static string Next(string root, string recipe) => At(root, NextNumber(root), recipe);

    /// <summary>
    /// Makes the folder that <see cref="Next"/> names. Its number belongs to this training alone: another one that
    /// begins at the same moment gets the next.
    /// </summary>
    /// <exception cref="GanSharpException">The folder cannot be made.</exception>
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
                $"{root}: cannot be written ({error.Message}); choose another folder with --out, or check space and permissions",
                error);
        }
    }

    /// <summary>The run with the highest number under <paramref name="root"/>; null when there is none.</summary>
    /// <exception cref="GanSharpException">Several folders have that number.</exception>
    public static string? Latest(string root) =>
        Numbered(root).MaxBy(same => same.Key) is { } newest ? TheOnly(newest, root) : null;

    /// <summary>The run under <paramref name="root"/> that is called so; null when there is none.</summary>
    /// <param name="run">
    /// The name of its folder or its number, or <see cref="LatestName"/> for the one that <see cref="Latest"/> returns.
    /// </param>
    /// <param name="root">Where numbered runs are.</param>
    /// <exception cref="GanSharpException">
    /// The latest is asked for and there is none, several folders have the number, or the folder holds no run.
    /// </exception>
    public static string? Find(string run, string root)
    {
        ArgumentNullException.ThrowIfNull(run);
        var found = run == LatestName
            ? Latest(root)
                ?? throw new GanSharpException(
                    $"there is no run in {root} yet; begin one with gansharp train, or name a folder")
            : Numbered(root).SelectMany(same => same).FirstOrDefault(folder => Path.GetFileName(folder) == run)
                ?? Numbered(root)
                    .Where(same => same.Key == NumberOf(run) && IsNumber(run))
                    .Select(same => TheOnly(same, root))
                    .FirstOrDefault();
        if (found is not null && !HasRecipe(found) && !HasGenerator(found))
            throw HoldsNoRun(found);
        return found;
    }

    /// <summary>The file with the generator of a run folder, or of a <c>.safetensors</c> file itself.</summary>
    /// <exception cref="GanSharpException">There is no such run, or it has no generator yet.</exception>
    public static string GeneratorOf(string run)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        if (RawPath.Exists(run))
            return run;
        if (!Directory.Exists(run))
            throw Missing(run, "run folder or .safetensors file");
        var path = Path.Combine(run, GeneratorName);
        return File.Exists(path) ? path
            : HasRecipe(run)
                ? throw new GanSharpException(
                    $"{run}: has no generator yet; its first checkpoint brings one, so let it train, or resume it")
            : throw HoldsNoRun(run);
    }

    /// <summary>The run whose generator has that path; null where it is a file of its own.</summary>
    internal static string? OfGenerator(string path) =>
        Path.GetFileName(path) == GeneratorName
        && Path.GetDirectoryName(path) is { Length: > 0 } folder
        && HasRecipe(folder)
            ? folder
            : null;

    /// <summary>
    /// Whether a folder is that of a run which was stopped before it saved anything, so that it can only begin anew.
    /// </summary>
    /// <exception cref="GanSharpException">There is no such folder, or it holds no run.</exception>
    public static bool IsBegun(string run)
    {
        if (!Directory.Exists(run))
            throw Missing(run);
        if (!HasRecipe(run))
            throw HoldsNoRun(run);
        return !HasGenerator(run) && !new CheckpointFolder(run).NewestFirst().Any();
    }

    /// <summary>What to say of a path where nothing is, or nothing that can be named so.</summary>
    /// <param name="run">The path.</param>
    /// <param name="what">What was looked for.</param>
    public static GanSharpException Missing(string run, string what = "run folder") =>
        RawPath.Complaint(run) ?? new($"{run}: there is no such {what}");

    private static GanSharpException HoldsNoRun(string folder)
    {
        _ = DiskFolder.Entries(folder); // what cannot be read may hold one
        return new(
            $"{folder}: holds no run, for it has no {RunFolder.RecipeName}; if a training was stopped before it wrote that, begin it again with gansharp train");
    }

    private static bool HasRecipe(string folder) => File.Exists(Path.Combine(folder, RunFolder.RecipeName));

    private static bool HasGenerator(string folder) =>
        File.Exists(Path.Combine(folder, GeneratorName)) || File.Exists(Path.Combine(folder, BestGeneratorName));

    /// <summary>
    /// Makes the folder of a number that no other training can get meanwhile; null when the number is taken.
    /// </summary>
    private static string? TryClaim(string root, long number, string recipe)
    {
        // Of those who want the number, one can hold this file, until the folder shows that the number is taken. A
        // killed process holds nothing.
        using var claim = FileLock.TryTake(
            Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $".{number:0000}{ClaimSuffix}")));
        if (claim is null || DiskFolder.Entries(root).Any(entry => NumberOf(entry) == number))
            return null;
        var folder = At(root, number, recipe);
        DiskFolder.Make(folder);
        return folder;
    }

    /// <summary>Deletes what killed processes left of claims to numbers that are taken by now.</summary>
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
        var name = string.Concat(recipe.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
        return Path.Combine(
            root, string.Create(CultureInfo.InvariantCulture, $"{number:0000}{(name.Length > 0 ? "-" : "")}{name}"));
    }

    private static long NextNumber(string root)
    {
        var last = DiskFolder.Entries(root).Select(NumberOf).DefaultIfEmpty(0).Max();
        return last < long.MaxValue ? last + 1
            : throw new GanSharpException(
                $"{root}: has a run of the number {last}, beyond which there is none; rename it");
    }

    private static string TheOnly(IEnumerable<string> same, string root)
    {
        var folders = same.Order(StringComparer.Ordinal).ToArray();
        return folders is [var only] ? only : throw new GanSharpException(
            $"{root}: has {folders.Length} runs of the number {NumberOf(folders[0])}; name one by its folder: {string.Join(", ", folders.Select(Path.GetFileName))}");
    }

    /// <summary>
    /// The folders that have a number, those of one number together; and links, even to folders that are not there now.
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
