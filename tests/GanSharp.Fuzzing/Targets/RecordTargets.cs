using GanSharp.Metrics;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Fuzzing.Targets;

/// <summary>The files of a run folder that a report reads.</summary>
internal static class RecordTargets
{
    private static readonly (string Name, byte[] Contents)[] Files = Trained();

    private static readonly byte[][] Tokens =
    [
        .. FuzzTarget.Split(
            """
            {   }   [   ]   "step":   "step":9223372036854775808,   "NaN"   null   -1   1e999   \ud800   "kind":""
            [[[[[[[[[[   "classCounts":[1,2],   0×0×0
            """),
        .. FuzzTarget.Texts("\n", "\0", "\ufeff", new('9', 400)),
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
        [.. Files.Where(file => Path.GetExtension(file.Name) is ".json" or ".jsonl").Select(Of)];

    private static FuzzTarget Of((string Name, byte[] Contents) file) =>
        new($"record-{file.Name.Split('.')[0]}", file.Name, [file.Contents], Read)
        {
            Prepare = folder =>
            {
                foreach (var (name, contents) in Files)
                    FuzzTargets.Put(folder, name, contents);
            },
            Tokens = Tokens,
            Managed = new(4 << 20, 4096),
        };

    private static string Read(string path)
    {
        var run = RunRecord.Load(Path.GetDirectoryName(path)!);
        return $"{run.Steps.Count} {run.Measured.Count} {run.Evaluated.Count} {run.Warnings.Count} {run.Grids.Count} "
            + $"{run.Title} {run.Notes.Tags.Count}";
    }

    private static (string, byte[])[] Trained()
    {
        using var folder = new FuzzFolder();
        var path = Path.Combine(folder.Path, "run");
        using (var trainer = new Trainer(Example.Recipe with { Steps = 4 }, Example.Images))
        using (var run = RunFolder.Create(path, trainer))
        {
            var changed = new RunChange(2, "keep", "2", "9") { Note = "why" };
            var description = Path.Combine(path, RunFolder.DescriptionName);
            (RunDescription.Load(description) with { Changes = [changed] }).Save(description);
            foreach (var happened in trainer.RunAsync().ToBlockingEnumerable())
                run.Write(happened);
            var figures = new Dictionary<string, Figure> { ["fid"] = new(1) { Low = 0.5 } };
            run.Write(new SamplesEvaluated(4, new("digits", 100, 6) { Figures = figures }));
            new RunNotes { Title = "flowers", Tags = ["talk"] }.Save(path);
            run.Write(new TrainingWarning(4, "mode-collapse", "why", "what to do"));
        }
        return [.. Directory.GetFiles(path).Where(file => !file.EndsWith(".safetensors", StringComparison.Ordinal))
            .Select(file => (Path.GetFileName(file), File.ReadAllBytes(file)))];
    }
}
