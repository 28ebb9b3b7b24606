namespace GanSharp.Cli.Tests.Commands;

/// <summary>A training that is killed, or whose disk is full, at any moment up to its first checkpoint.</summary>
public sealed class ResumeBeginningTests : IDisposable
{
    private const string Recipe = "recipe.yaml", Checkpoint = "checkpoints/step-0000005.safetensors";
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();
    private readonly string[] _files;

    public ResumeBeginningTests()
    {
        _cli.Run("train", "tiny.yaml", "--data", "data", "--epochs", "1", "--out", "whole").Exit.ShouldBe(0);
        // The order in which a training makes its files.
        _files =
        [
            "run.json", Recipe, "metrics.jsonl", "samples.jsonl", "evaluations.jsonl", "warnings.jsonl",
            .. Directory.GetFiles(_cli["whole"], "events.*").Select(path => Path.GetFileName(path)),
            "real.png", "samples/epoch-0000.png", "samples/epoch-0001.png",
            Checkpoint, "best-generator.safetensors", "generator.safetensors",
        ];
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Every_file_of_a_run_is_in_the_list() =>
        Directory
            .EnumerateFiles(_cli["whole"], "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(_cli["whole"], path))
        .Where(name =>
            !name.StartsWith("report", StringComparison.Ordinal)
            && !name.StartsWith("animation", StringComparison.Ordinal)
            && !name.StartsWith("charts", StringComparison.Ordinal))
        .ShouldBe(_files, ignoreOrder: true);

    [Theory]
    [InlineData(1)]
    [InlineData(0.5)]
    [InlineData(0)]
    public void It_reaches_the_undisturbed_result_or_says_why_not(double shareOfTheLast)
    {
        for (var count = 0; count <= _files.Length; count++)
        {
            var last = count > 0 ? _files[count - 1] : "";
            Make(_files[..count], shareOfTheLast);
            var before = Contents();

            var result = _cli.Run("resume", "run", "--data", "data");

            if (ReasonAgainst(last, count, shareOfTheLast) is { } reason)
            {
                (result.Exit, result.Out).ShouldBe((2, ""), $"{count} {last}");
                result.Error.ShouldMatch($@"^gansharp: [^\n]*{reason}[^\n]*\n$", $"{count} {last}");
                Contents().ShouldBe(before);
                continue;
            }
            var again = _files.Take(count).Contains(Checkpoint) ? ""
                : $"gansharp: {_cli["run"]} ended before its first checkpoint; it starts again at step 0\n";
            (result.Exit, result.Error).ShouldBe((0, again), $"{count} {last}");
            foreach (var name in _files.Where(name =>
                    name != "run.json" && !name.StartsWith("events", StringComparison.Ordinal)))
                File.ReadAllBytes(_cli[$"run/{name}"])
                    .AsSpan()
                    .SequenceEqual(File.ReadAllBytes(_cli[$"whole/{name}"]))
                    .ShouldBeTrue($"{name} after {count} {last}");
            _cli.Run("report", "run").Exit.ShouldBe(0, $"{count} {last}");
            _cli.Run("sample", "run").Exit.ShouldBe(0, $"{count} {last}");
        }
    }

    private static string? ReasonAgainst(string last, int count, double shareOfTheLast) => (last, shareOfTheLast) switch
    {
        _ when count < 2 => "run: is not a run, for it has no recipe.yaml; ",
        (Recipe, 0) => "recipe.yaml: not a recipe; ",
        (Recipe, 0.5) => "recipe.yaml:[0-9]+: ",
        (Checkpoint, < 1) => "step-0000005.safetensors: .*; ",
        _ => null,
    };

    /// <summary>A run that has those files so far, and the last one only in part.</summary>
    private void Make(string[] files, double shareOfTheLast)
    {
        if (Directory.Exists(_cli["run"]))
            Directory.Delete(_cli["run"], recursive: true);
        foreach (var folder in (string[])["run/samples", "run/checkpoints"])
            Directory.CreateDirectory(_cli[folder]);
        foreach (var name in files)
        {
            var bytes = File.ReadAllBytes(_cli[$"whole/{name}"]);
            File.WriteAllBytes(
                _cli[$"run/{name}"], name == files[^1] ? bytes[..(int)(bytes.Length * shareOfTheLast)] : bytes);
        }
    }

    private Dictionary<string, string> Contents() =>
        Directory
            .EnumerateFiles(_cli["run"], "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(path)));
}
