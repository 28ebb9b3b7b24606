using System.Globalization;
using GanSharp.IO;

namespace GanSharp.Training.Checkpoints;

/// <summary>The checkpoints of a run: <c>checkpoints/step-0000500.safetensors</c>.</summary>
/// <param name="run">The run's folder.</param>
internal sealed class CheckpointFolder(string run)
{
    private const string Prefix = "step-", Suffix = ".safetensors";
    private readonly string _folder = Of(run);

    /// <summary>The folder of a run's checkpoints.</summary>
    public static string Of(string run) => Path.Combine(run, "checkpoints");

    /// <summary>The paths of all checkpoints, the newest first.</summary>
    public IEnumerable<string> NewestFirst() => All().Select(entry => entry.Path);

    /// <summary>The step of the newest; 0 if there is none.</summary>
    public long NewestStep => All().FirstOrDefault().Step;

    /// <summary>
    /// Writes a checkpoint and deletes those no longer needed: all but the newest <paramref name="keep"/> and the best,
    /// and those of later steps, which the training computes again.
    /// </summary>
    public void Save(Trainer trainer, int keep)
    {
        trainer.Save(
            Path.Combine(
                _folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{trainer.Step:0000000}{Suffix}")));
        var all = All();
        var kept = all.Where(entry => entry.Step <= trainer.Step)
            .Take(keep)
            .Concat(all.Where(entry => entry.Step == trainer.BestStep));
        foreach (var (_, path) in all.Except(kept))
            File.Delete(path);
    }

    /// <summary>All checkpoints, the newest first.</summary>
    private (long Step, string Path)[] All()
    {
        var found = new List<(long Step, string Path)>();
        foreach (var path in DiskFolder.Files(_folder, $"{Prefix}*{Suffix}"))
        {
            if (long.TryParse(
                    Path.GetFileName(path)[Prefix.Length..^Suffix.Length], NumberStyles.None,
                    CultureInfo.InvariantCulture, out var step))
                found.Add((step, path));
        }
        return [.. found.OrderByDescending(entry => entry.Step)];
    }
}
