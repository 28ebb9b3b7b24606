using System.Globalization;

namespace GanSharp.Training;

/// <summary>Names and finds run folders: <c>runs/0007-gan-mlp</c>.</summary>
public static class RunFolders
{
    /// <summary>The file of a run that holds its generator.</summary>
    public const string GeneratorName = "generator.safetensors";

    /// <summary>What <see cref="Find"/> takes for the newest run.</summary>
    public const string LatestName = "latest";

    /// <summary>
    /// The first unused folder of a recipe under <paramref name="root"/>: one number past the highest. Characters of the recipe's name
    /// that are no letter, digit, dot, dash or underscore become dashes.
    /// </summary>
    public static string Next(string root, string recipe)
    {
        var last = Directory.Exists(root) ? Directory.EnumerateFileSystemEntries(root).Select(NumberOf).DefaultIfEmpty(0).Max() : 0;
        if (last == int.MaxValue)
            throw new GanSharpException($"{root}: has a run of the number {last}, beyond which there is none; rename it");
        var name = string.Concat(recipe.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
        return Path.Combine(root, string.Create(CultureInfo.InvariantCulture, $"{last + 1:0000}-{name}"));
    }

    /// <summary>The run with the highest number under <paramref name="root"/> that has a generator; null when there is none.</summary>
    public static string? Latest(string root) => !Directory.Exists(root) ? null : Directory.EnumerateDirectories(root)
        .Where(folder => NumberOf(folder) > 0 && File.Exists(Path.Combine(folder, GeneratorName)))
        .MaxBy(NumberOf);

    /// <summary>The run under <paramref name="root"/> that is called so; null when there is none.</summary>
    /// <param name="run">The number or the name of its folder, or <see cref="LatestName"/> for the one that <see cref="Latest"/> returns.</param>
    /// <param name="root">Where numbered runs are.</param>
    /// <exception cref="GanSharpException">The latest is asked for, and no run has a generator yet.</exception>
    public static string? Find(string run, string root)
    {
        ArgumentNullException.ThrowIfNull(run);
        if (run == LatestName)
        {
            return Latest(root)
                ?? throw new GanSharpException($"there is no run with a generator in {root} yet; begin one with gansharp train, or name a folder");
        }
        var number = int.TryParse(run, NumberStyles.None, CultureInfo.InvariantCulture, out var digits) && digits > 0 ? digits : -1;
        return !Directory.Exists(root) ? null : Directory.EnumerateDirectories(root).Order(StringComparer.Ordinal)
            .FirstOrDefault(folder => Path.GetFileName(folder) == run || NumberOf(folder) == number);
    }

    /// <summary>The file with the generator of a run folder, or of a <c>.safetensors</c> file itself.</summary>
    /// <exception cref="GanSharpException">There is no such run, or it has no generator yet.</exception>
    public static string GeneratorOf(string run)
    {
        ArgumentException.ThrowIfNullOrEmpty(run);
        if (File.Exists(run))
            return run;
        var path = Path.Combine(run, GeneratorName);
        return File.Exists(path) ? path : throw new GanSharpException(Directory.Exists(run)
            ? $"{run}: has no {GeneratorName}; is it a run, and has its first epoch ended?"
            : $"{run}: there is no such run folder or .safetensors file");
    }

    /// <summary>Whether a folder is that of a run which was stopped before it saved anything, so that it can only begin anew.</summary>
    public static bool IsBegun(string run) =>
        File.Exists(Path.Combine(run, RunFolder.RecipeName)) && !File.Exists(Path.Combine(run, GeneratorName))
            && !new CheckpointFolder(run).NewestFirst().Any();

    private static int NumberOf(string path) =>
        int.TryParse(Path.GetFileName(path).Split('-')[0], CultureInfo.InvariantCulture, out var number) ? number : 0;
}
