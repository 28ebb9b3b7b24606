using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Tests.Training;

/// <summary>
/// The warnings of a resumed training that cannot give the bits of one that was never stopped.
/// </summary>
public sealed class ResumedTrainingTests : IDisposable
{
    private const string OtherSet = "another set";
    private static readonly Recipe Falling = Tiny.Recipe with { Steps = 6, LearningRateDecay = 0.8 };
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(
        9,
        "the learning rate goes from 2.1e-3 back to 4.2e-3: it falls over the last 80 % of the run, "
        + "which is now 9 steps long")]
    [InlineData(
        100,
        "the learning rate goes from 2.1e-3 back to 1e-2: it falls over the last 80 % of the run, "
        + "which is now 100 steps long")]
    public void A_new_length_of_a_run_with_learning_rate_decay_is_reported_with_numbers(int steps, string reason)
    {
        Train(Falling);
        var warning = Continue(Falling with { Steps = steps }).First().ShouldNotBeNull();
        warning.ShouldBe(
            new(6, "length-changed", reason, "the weights differ from those of a run that was that long from the start")
        );
        var record = RunRecord.Load(Run);
        record.Warnings.ShouldContain(warning);
        record.Obstacles.ShouldBe([
            "Its length changed after step 6, and its learning rate depends on that, "
            + "so a run of this length from the start gets other weights.",
        ]);
        record.Steps[5].GeneratorLearningRate!.Value.ShouldBe(0.01 / 4.8, 1e-9);
        record.Steps[6].GeneratorLearningRate!.Value.ShouldBe(steps == 9 ? 0.01 * 3 / 7.2 : 0.01, 1e-9);
    }

    [Fact]
    public void A_shorter_length_is_reported_too()
    {
        Train(Falling with { Steps = 9 }, until: 5);
        Continue(Falling)
            .Select(warning => warning.Reason)
            .ShouldBe([
                "the learning rate goes from 6.9e-3 down to 2.1e-3: it falls over the last 80 % of the run, "
                + "which is now 6 steps long",
            ]);
    }

    [Fact]
    public void Epochs_instead_of_steps_are_a_length_too()
    {
        Train(Falling with { Steps = 0, Epochs = 2 });
        Continue(Falling with { Steps = 0, Epochs = 3 })
            .ShouldHaveSingleItem()
            .Reason.ShouldEndWith("which is now 9 steps long");
    }

    [Fact]
    public void Without_decay_or_with_the_same_length_nothing_is_reported()
    {
        Train(Tiny.Recipe with { Steps = 6 });
        Continue(Tiny.Recipe with { Steps = 9 }).ShouldBeEmpty("nothing falls");
        RunRecord.Load(Run).Obstacles.ShouldBeEmpty();
        Directory.Delete(Run, recursive: true);
        Train(Falling with { Steps = 9 }, until: 4);
        Continue(Falling with { Steps = 9 }).ShouldBeEmpty("it is as long as it was");
    }

    [Fact]
    public void Before_the_learning_rate_falls_the_length_may_change()
    {
        var recipe = Tiny.Recipe with { Steps = 8, LearningRateDecay = 0.25 };
        Train(recipe with { Steps = 12 }, "straight");
        Train(recipe, until: 6);
        Continue(recipe with { Steps = 12 })
            .ShouldBeEmpty("a run that was that long from the start had the same rates so far");
        File.ReadAllBytes(_folder["run/generator.safetensors"])
            .ShouldBe(File.ReadAllBytes(_folder["straight/generator.safetensors"]));
    }

    [Fact]
    public void A_new_length_is_reported_once()
    {
        Train(Falling);
        Continue(Falling with { Steps = 12 }, until: 8).Count.ShouldBe(1);
        Continue(Falling with { Steps = 12 }).ShouldBeEmpty();
        RunRecord.Load(Run).Warnings.Count(warning => warning.Kind == "length-changed").ShouldBe(1);
    }

    [Fact]
    public void Another_instruction_set_is_reported_and_listed_by_step()
    {
        Train(Tiny.Recipe with { Steps = 6 }, until: 4);
        RunRecord.Load(Run).Description.Machine.InstructionSets.ShouldBe([new(0, Compute.InstructionSet)]);
        PretendToHaveRunOn(OtherSet);

        var warning = Continue(Tiny.Recipe with { Steps = 6 }).First();

        warning.ShouldBe(new(4, "instructions-changed",
            $"the steps so far were computed with the instruction set {OtherSet}, "
            + $"those from here on with {Compute.InstructionSet}",
            "the weights differ from those of a run on one instruction set"));
        warning.IsOfResuming.ShouldBeTrue();
        var record = RunRecord.Load(Run);
        record.Warnings.ShouldContain(warning);
        record.Description.Machine.InstructionSets.ShouldBe([new(0, OtherSet), new(4, Compute.InstructionSet)]);
        record.Obstacles.ShouldBe([
            $"It was computed with the instruction set {OtherSet} at first, "
            + $"with {Compute.InstructionSet} after step 4, "
            + "so its bits are not those of a run on one instruction set."]);
    }

    [Fact]
    public void Instruction_sets_of_removed_steps_are_no_longer_listed()
    {
        var machine = MachineDescription.OfThis() with { InstructionSets = [new(0, "a"), new(10, "b"), new(20, "c")] };
        machine.ResumedAt(20).InstructionSets.ShouldBe([new(0, "a"), new(10, "b"), new(20, Compute.InstructionSet)]);
        machine.ResumedAt(5).InstructionSets.ShouldBe([new(0, "a"), new(5, Compute.InstructionSet)]);
        (machine with { InstructionSets = [new(0, Compute.InstructionSet), new(10, "b")] })
            .ResumedAt(10)
            .InstructionSets.ShouldBe([new(0, Compute.InstructionSet)]);
    }

    [Fact]
    public void A_run_of_an_earlier_version_lists_the_set_that_it_started_with()
    {
        Train(Tiny.Recipe with { Steps = 6 }, until: 4);
        var path = _folder["run/run.json"];
        File.WriteAllText(
            path, File.ReadAllText(path).Replace("\"instructionSets\"", "\"then\"", StringComparison.Ordinal));
        Change(Checkpoint.Newest(Run).Path, metadata => metadata.Remove("instructions"));
        RunRecord.Load(Run).Description.Machine.InstructionSets.ShouldBe([new(0, Compute.InstructionSet)]);
        Continue(Tiny.Recipe with { Steps = 6 }).ShouldBeEmpty();
    }

    private void PretendToHaveRunOn(string set)
    {
        Change(Checkpoint.Newest(Run).Path, metadata => metadata["instructions"] = set);
        var path = _folder["run/run.json"];
        File.WriteAllText(
            path,
            File.ReadAllText(path).Replace($"\"{Compute.InstructionSet}\"", $"\"{set}\"", StringComparison.Ordinal));
    }

    private static void Change(string path, Action<Dictionary<string, string>> change)
    {
        using var scope = new TensorScope();
        var file = SafeTensors.Load(path);
        var metadata = file.Metadata.Where(entry => entry.Key != "sha256").ToDictionary();
        change(metadata);
        metadata["sha256"] = SafeTensors.Digest(file.Tensors, metadata);
        SafeTensors.Save(path, file.Tensors, metadata);
    }

    private void Train(Recipe recipe, string run = "run", int until = int.MaxValue)
    {
        using var trainer = new Trainer(recipe, Tiny.Images());
        using var folder = RunFolder.Create(_folder[run], trainer);
        Finish(trainer, folder, until);
    }

    /// <summary>The warnings at the start of a resumed training.</summary>
    private List<TrainingWarning> Continue(Recipe recipe, int until = int.MaxValue)
    {
        using var trainer = Trainer.Resume(Checkpoint.Newest(Run), Tiny.Images(), recipe);
        using var folder = RunFolder.Continue(Run, trainer);
        var first = trainer.Step;
        return [.. Finish(trainer, folder, until).OfType<TrainingWarning>().Where(warning => warning.Step == first)];
    }

    private static List<TrainingEvent> Finish(Trainer trainer, RunFolder folder, int until)
    {
        var events = new List<TrainingEvent>();
        foreach (var happened in trainer.RunAsync().ToBlockingEnumerable())
        {
            folder.Write(happened);
            events.Add(happened);
            if (happened.Step >= until && happened is StepCompleted)
                break;
        }
        if (trainer.Step < trainer.TotalSteps)
            folder.Save();
        return events;
    }
}
