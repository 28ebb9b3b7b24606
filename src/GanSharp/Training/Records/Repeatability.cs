using GanSharp.Training.Checkpoints;
using static System.FormattableString;

namespace GanSharp.Training.Records;

/// <summary>Says whether training the recipe of a run again gives the same bits.</summary>
internal static class Repeatability
{
    /// <summary>The reasons why it does not, one sentence each.</summary>
    public static IEnumerable<string> ObstaclesOf(RunRecord run)
    {
        if (run.Description.CustomParts is { IsEmpty: false } parts)
        {
            yield return $"Parts of it are written in C# ({parts}), so gansharp alone cannot repeat it, "
                + "resume it or draw from it: that takes the program that trained it.";
        }
        if (run.Description.Transfer is { } transfer)
        {
            yield return "Its networks start with tensors of another training "
                + $"({transfer}; SHA-256 {transfer.Sha256}), so it takes that file to repeat it.";
        }
        if (run.Description.Machine.InstructionSets is { Count: > 1 } sets)
        {
            var later = sets.Skip(1).Select(entry => Invariant($"with {entry.Instructions} after step {entry.Step}"));
            yield return $"It was computed with the instruction set {sets[0].Instructions} at first, "
                + $"{string.Join(", ", later)}, so its bits are not those of a run on one instruction set.";
        }
        foreach (var changes in run.Description.Changes.Where(ChangedSettings.ChangesSteps).GroupBy(each => each.Step))
        {
            yield return Invariant($"Its settings changed after step {changes.Key} ({string.Join("; ", changes)}), ")
                + "so its recipe alone does not repeat it.";
        }
        foreach (var warning in run.Warnings.Where(warning => warning.Kind == ResumedTraining.LengthChanged))
        {
            yield return Invariant($"Its length changed after step {warning.Step}, ")
                + "and its learning rate depends on that, so a run of this length from the start gets other weights.";
        }
    }
}
