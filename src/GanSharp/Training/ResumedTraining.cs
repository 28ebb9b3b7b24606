using GanSharp.Tensors;
using GanSharp.Text;
using GanSharp.Training.Checkpoints;
using static System.FormattableString;

namespace GanSharp.Training;

/// <summary>The reasons why a resumed training gives other bits than one that was never stopped.</summary>
internal static class ResumedTraining
{
    /// <summary>The kind of warning about a new length on which the earlier steps depend.</summary>
    public const string LengthChanged = "length-changed";

    /// <summary>The kind of warning about another instruction set.</summary>
    public const string InstructionsChanged = "instructions-changed";

    /// <summary>The warnings to give before the first step.</summary>
    public static IReadOnlyList<TrainingWarning> Warnings(Checkpoint checkpoint, Trainer trainer) =>
        checkpoint.Step == 0
            ? []
            : [.. new[] { OfLength(checkpoint, trainer), OfInstructions(checkpoint) }.OfType<TrainingWarning>()];

    /// <summary>
    /// Where the learning rate decays over a training, its steps depend on the length. A new length that gives the same
    /// rates to the steps so far changes nothing. The rate decays, so that of the last step differs most.
    /// </summary>
    private static TrainingWarning? OfLength(Checkpoint checkpoint, Trainer trainer)
    {
        if (trainer.Changes.Any(ChangedSettings.ChangesSteps))
            return null; // the rates are others anyway, and the run's description says which
        var (last, was, total) = (checkpoint.Step - 1, trainer.Schedule.StepsOf(checkpoint.Recipe), trainer.TotalSteps);
        var before = trainer.LearningRateAfter(last, was);
        if (before == trainer.LearningRateAfter(last, total))
            return null;
        var after = trainer.LearningRateAfter(checkpoint.Step, total);
        return new(checkpoint.Step, LengthChanged, Invariant(
            $"the learning rate goes from {Numbers.Scientific(before, 2)} {(after > before ? "back" : "down")} to ")
            + Invariant($"{Numbers.Scientific(after, 2)}: it falls over the last ")
            + Invariant($"{Numbers.Rounded(100 * checkpoint.Recipe.LearningRateDecay)} % of the run, ")
            + Invariant($"which is now {total} steps long"),
            "the weights differ from those of a run that was that long from the start");
    }

    private static TrainingWarning? OfInstructions(Checkpoint checkpoint) =>
        checkpoint.Instructions is not { } before || before == Compute.InstructionSet ? null
            : new(checkpoint.Step, InstructionsChanged,
                $"the steps so far were computed with the instruction set {before}, "
                + $"those from here on with {Compute.InstructionSet}",
                "the weights differ from those of a run on one instruction set");
}
