using System.Text.Json;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Cli.Tests.Commands;

/// <summary>Resuming a run with other settings.</summary>
public sealed class ResumeChangesTests : ResumeTest
{
    private const string Adam = "adam 0.0002 0.5 0.999", Slower = "adam 0.0001 0.5 0.999";

    [Fact]
    public void A_new_learning_rate_holds_from_the_first_step_on_and_stays()
    {
        Train();
        var result = Cli.Run(
            "resume", "1", "--data", "data", "--steps", "2", "--lr", "1e-4", "--note", "the losses wavered");
        result.Exit.ShouldBe(0, result.Error);
        result.Lines[0].ShouldBe($"generator-optimizer from {Adam} to {Slower} after step 10");
        Cli.Run("resume", "1", "--data", "data", "--steps", "1").Exit.ShouldBe(0);

        var record = RunRecord.Load(Cli[Run]);
        record.Steps.Select(step => (step.GeneratorLearningRate, step.DiscriminatorLearningRate)).ShouldBe(
            [.. Enumerable.Repeat((2e-4, 2e-4), 10), .. Enumerable.Repeat((1e-4, 1e-4), 3)],
            ignoreOrder: false);
        File.ReadAllText(Cli[$"{Run}/recipe.yaml"]).ShouldContain($"optimizer: {Slower}\n");
        record.Description.Changes.Where(change => change.Setting.EndsWith("optimizer")).ShouldBe(
        [
            new(10, "generator-optimizer", Adam, Slower) { Note = "the losses wavered" },
            new(10, "discriminator-optimizer", Adam, Slower) { Note = "the losses wavered" },
        ]);
        record.Obstacles.ShouldBe([
            $"Its settings changed after step 10 (generator-optimizer from {Adam} to {Slower}; "
            + $"discriminator-optimizer from {Adam} to {Slower}), so its recipe alone does not repeat it.",
        ]);
    }

    [Fact]
    public void Settings_that_do_not_change_a_step_keep_the_bits()
    {
        Train();
        string[] options =
            ["--epochs", "3", "--set", "checkpoint-every=2", "--set", "sample-every=3", "--set", "keep=9"];
        Cli.Run(["resume", "--data", "data", .. options]).Exit.ShouldBe(0);
        ShouldEqualAnUndisturbedRun(options);
        File.Exists(Cli[$"{Run}/checkpoints/step-0000012.safetensors"]).ShouldBeTrue();
        File.Exists(Cli[$"{Run}/samples/step-0000012.png"]).ShouldBeTrue();
        var record = RunRecord.Load(Cli[Run]);
        record.Description.Changes.Select(change => $"{change}").ShouldBe(
            ["epochs from 2 to 3", "sample-every from 0 to 3", "checkpoint-every from 0 to 2", "keep from 2 to 9"]);
        record.Obstacles.ShouldBeEmpty();
    }

    [Fact]
    public void A_program_reads_the_changes_as_events()
    {
        Train();
        var lines = Cli.Run(
            "resume", "--data", "data", "--steps", "1", "--set", "learning-rate-decay=0.5", "--json").Lines;
        var change = JsonDocument.Parse(lines[0]).RootElement;
        (change.GetProperty("event").GetString(), change.GetProperty("setting").GetString()).ShouldBe(
            ("changed", "learning-rate-decay"));
        (change.GetProperty("from").GetString(), change.GetProperty("to").GetString()).ShouldBe(("0", "0.5"));
        change.TryGetProperty("note", out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "--set batch-size: cannot change in the middle of a training; start a new one from its networks with "
        + "gansharp train --init-from", "--set", "batch-size=4")]
    [InlineData("there is no setting 'larning-rate'; did you mean learning-rate?", "--set", "larning-rate=1")]
    [InlineData("--note is kept with a change; add one, such as --lr 1e-4", "--note", "why")]
    [InlineData("learning-rate: 'fast' is not a number above 0, such as 2e-4", "--lr", "fast")]
    [InlineData(
        "was trained with another recipe: discriminator-optimizer: adam RATE 0.5 0.999 there, adam RATE 0.9 0.999 here",
        "--set", "discriminator-optimizer=adam 1e-4")]
    [InlineData(
        "generator-optimizer: adam RATE 0.5 0.999 there, rmsprop RATE here", "--set", "optimizer=rmsprop 1e-4")]
    public void What_cannot_change_is_refused_and_nothing_is_written(string complaint, params string[] options)
    {
        Train();
        var before = Contents();
        var result = Cli.Run(["resume", "--data", "data", .. options]);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(complaint);
        Contents().ShouldBe(before);
    }

    [Fact]
    public void A_run_that_is_killed_before_its_next_checkpoint_keeps_the_change()
    {
        Train();
        string[] resume = ["resume", "--data", "data", "--epochs", "4", "--json"];
        RunUntil("\"event\":\"step\",\"step\":12", [.. resume, "--lr", "1e-4", "--note", "why"]).Exit.ShouldBe(130);
        File.Delete(Cli[$"{Run}/checkpoints/step-0000012.safetensors"]); // as if it had been killed

        Cli.Run("resume", "--data", "data").Exit.ShouldBe(0);

        var record = RunRecord.Load(Cli[Run]);
        record.Steps.Select(step => step.GeneratorLearningRate)
            .ShouldBe([.. Enumerable.Repeat<double?>(2e-4, 10), .. Enumerable.Repeat<double?>(1e-4, 10)]);
        record.Description.Changes[0].ShouldBe(new(10, "generator-optimizer", Adam, Slower) { Note = "why" });
    }

    [Fact]
    public void A_run_without_a_checkpoint_starts_again_with_the_new_recipe()
    {
        Train();
        Directory.Delete(Cli[$"{Run}/checkpoints"], recursive: true);
        foreach (var file in Directory.GetFiles(Cli[Run], "*.safetensors"))
            File.Delete(file);
        Cli.Run("resume", "--data", "data", "--lr", "1e-4").Exit.ShouldBe(0);
        var record = RunRecord.Load(Cli[Run]);
        record.Steps.ShouldAllBe(step => step.GeneratorLearningRate == 1e-4);
        record.Description.Changes.ShouldBeEmpty("its recipe says everything");
        RunFolders.IsBegun(Cli[Run]).ShouldBeFalse();
    }
}
