using GanSharp.Tensors;
using GanSharp.Text;
using GanSharp.Training.Checkpoints;
using static System.FormattableString;

namespace GanSharp.Training;

/// <summary>What keeps a resumed training from giving the bits of one that was never stopped.</summary>
internal static class ResumedTraining
{
    /// <summary>The kind of warning that tells of a new length on which the steps before depend.</summary>
    public const string LengthChanged = "length-changed";

    /// <summary>The kind of warning that tells of another instruction set.</summary>
    public const string InstructionsChanged = "instructions-changed";

    /// <summary>What is different now, to be told before the first step.</summary>
    public static IReadOnlyList<TrainingWarning> Warnings(Checkpoint checkpoint, Trainer trainer) =>
        checkpoint.Step == 0
            ? []
            :
            [
                .. (
                    (TrainingWarning?[])[OfLength(checkpoint, trainer), OfInstructions(checkpoint)]
                ).OfType<TrainingWarning>(),
            ];

    /// <summary>
    /// Where the learning rate falls over a training, its steps depend on its length. A length that would have given
    /// the steps so far the same rates changes nothing. Rates fall, so the last step had the one that differs most.
    /// </summary>
    private static TrainingWarning? OfLength(Checkpoint checkpoint, Trainer trainer)
    {
        var (last, was, total) = (checkpoint.Step - 1, trainer.Schedule.StepsOf(checkpoint.Recipe), trainer.TotalSteps);
        var before = trainer.LearningRateAfter(last, was);
        if (before == trainer.LearningRateAfter(last, total))
            return null;
        var after = trainer.LearningRateAfter(checkpoint.Step, total);
        return new(checkpoint.Step, LengthChanged, Invariant(
            $"the learning rate goes from {Numbers.Scientific(before, 2)} {(after > before ? "back" : "down")} to {Numbers.Scientific(after, 2)}: it falls over the last ")
            + Invariant(
                $"{Numbers.Rounded(100 * checkpoint.Recipe.LearningRateDecay)} % of the run, which is now {total} steps long"),
            "the weights differ from those of a run that was that long from the start");
    }

    private static TrainingWarning? OfInstructions(Checkpoint checkpoint) =>
        checkpoint.Instructions is not { } before || before == Compute.InstructionSet ? null
            : new(checkpoint.Step, InstructionsChanged,
                $"the steps so far were computed with the instruction set {before}, those from here on with {Compute.InstructionSet}",
                "the weights differ from those of a run on one instruction set");
}
