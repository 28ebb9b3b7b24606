using System.Text.RegularExpressions;

namespace GanSharp.Tests.Training.Checkpoints;

/// <summary>What two runs must have in common, if one was interrupted and the other was not.</summary>
internal static partial class RunContents
{
    /// <summary>Every file and its contents, without times.</summary>
    public static SortedDictionary<string, string> Of(string folder) =>
        new(
            Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(path =>
                    Path.GetFileName(path) is var name
                    && name != "run.json"
                    && !name.StartsWith("events.", StringComparison.Ordinal))
                .ToDictionary(
                    path => Path.GetRelativePath(folder, path),
                    path => path.EndsWith(".jsonl", StringComparison.Ordinal)
                        ? Speed().Replace(File.ReadAllText(path), "")
                        : Convert.ToHexString(File.ReadAllBytes(path))),
            StringComparer.Ordinal);

    [GeneratedRegex("\"imagesPerSecond\":[^,]*,")]
    private static partial Regex Speed();
}
