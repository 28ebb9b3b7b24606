using System.Globalization;
using GanSharp.Fuzzing;
using GanSharp.Fuzzing.Targets;

namespace GanSharp.Bench;

/// <summary>
/// Feeds damaged inputs to the readers of foreign files and prints one line per reader. Inputs that fail are kept.
/// </summary>
internal static class FuzzBench
{
    private const string Usage = "usage: GanSharp.Bench fuzz [TARGET...] [--inputs N] [--seed N] [--file PATH]";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(2);

    /// <summary>Runs and returns the exit code: 0, 1 after a failure, 2 for bad usage.</summary>
    public static int Run(string[] arguments)
    {
        var (names, inputs, seed, file) = (new List<string>(), 100_000, 1L, "");
        var words = new Queue<string>(arguments);
        while (words.TryDequeue(out var word))
        {
            if (word == "--inputs" && words.TryDequeue(out var count))
                inputs = int.Parse(count, CultureInfo.InvariantCulture);
            else if (word == "--seed" && words.TryDequeue(out var number))
                seed = long.Parse(number, CultureInfo.InvariantCulture);
            else if (word == "--file" && words.TryDequeue(out var path))
                file = path;
            else if (FuzzTargets.All.Any(target => target.Name == word))
                names.Add(word);
            else
            {
                Console.WriteLine(
                    $"{Usage}{Environment.NewLine}targets: "
                    + string.Join(", ", FuzzTargets.All.Select(target => target.Name)));
                return 2;
            }
        }
        var targets = FuzzTargets.All.Where(target => names.Count == 0 || names.Contains(target.Name));
        return file.Length > 0 ? Repeat(targets.First(), seed, file) : Fuzz(targets, inputs, seed);
    }

    private static int Fuzz(IEnumerable<FuzzTarget> targets, int inputs, long seed)
    {
        using var folder = new FuzzFolder();
        var failed = 0;
        Console.WriteLine(FuzzReport.Headings);
        foreach (var target in targets)
        {
            using var fuzzer = new Fuzzer(target, folder.Path, seed, Limit);
            var report = fuzzer.Run(inputs);
            Console.WriteLine(report);
            foreach (var failure in report.Failures)
            {
                var kept = Path.Combine(Path.GetTempPath(), $"fuzz-{failure.Target}-{failure.Seed}-{failure.Number}");
                File.WriteAllBytes(kept, failure.Input);
                Console.WriteLine($"FAILED: {failure}{Environment.NewLine}kept in {kept}");
                failed = 1;
            }
        }
        return failed;
    }

    private static int Repeat(FuzzTarget target, long seed, string file)
    {
        using var folder = new FuzzFolder();
        using var fuzzer = new Fuzzer(target, folder.Path, seed, Limit);
        var outcome = fuzzer.Try(File.ReadAllBytes(file));
        Console.WriteLine($"{outcome.Behaviour}{Environment.NewLine}{outcome.Failure ?? "no failure"}");
        return outcome.Failure is null ? 0 : 1;
    }
}
