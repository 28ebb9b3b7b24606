using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using GanSharp.Metrics;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Tests.Training.Records;

[Trait("Instructions", "any")]
public sealed class RunRecordTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_record_has_everything_that_was_written()
    {
        var record = RunRecord.Load(RecordedRun.Write(Run));

        (record.Name, record.Step, record.TotalSteps).ShouldBe(("run", 6, 6));
        RecipeYaml.Format(record.Recipe).ShouldBe(RecipeYaml.Format(Tiny.Recipe));
        record.Steps.Select(step => step.Step).ShouldBe([1, 2, 3, 4, 5, 6]);
        record.Steps[3].ShouldBe(RecordedRun.Step(4) with { Measures = record.Steps[3].Measures });
        record.Steps[3].Measures.ShouldBe(RecordedRun.Step(4).Measures);
        record
            .Measured.Select(measured => (measured.Step, measured.Epoch, measured.EnergyDistance, measured.Diversity))
            .ShouldBe([(3, 1, 2, 0.5), (6, 2, 1, 0.5)]);
        record.Measured[1].ClassCounts.ShouldBe([2, 6, 7]);
        record.Warnings.ShouldBeEmpty();
        record.Grids.Select(grid => (grid.Step, grid.Epoch)).ShouldBe([(0, 0), (3, 1), (6, 2)]);
        record.Grids[2].Read().Pixels.ShouldBe(RecordedRun.Grid(2).Pixels);
    }

    [Fact]
    public void Networks_data_and_machine_are_described()
    {
        var description = RunRecord.Load(RecordedRun.Write(Run)).Description;

        (description.Recipe, description.Seed, description.StepsPerEpoch).ShouldBe(("tiny", 1, 3));
        description.Started.ShouldBe(new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.Zero));
        (description.Data.Name, description.Data.Images, description.Data.Size).ShouldBe(("noise", 12, "8×8×1"));
        description.Data.Classes.ShouldBe(["zero", "one", "two"]);
        description.Data.ClassCounts.ShouldBe([4, 4, 4]);
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        description.Generator.Input.ShouldBe("noise 3 normal");
        description.Generator.Parameters.ShouldBe(trainer.Model.Generator.ParameterCount);
        description.Discriminator.Parameters.ShouldBe(trainer.Model.Discriminator.ParameterCount);
        description.Discriminator.Layers[^1].ShouldBe(new("score: linear", [1], 6));
        description.Machine.Instructions.ShouldBe(Compute.InstructionSet);
        description.Machine.Processor.ShouldNotBeNullOrWhiteSpace();
        description.Machine.Processors.ShouldBePositive();
    }

    [Fact]
    public void A_running_training_can_be_read_and_an_unfinished_line_is_skipped()
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        using var run = RunFolder.Create(Run, trainer);
        RunRecord.Load(Run).Step.ShouldBe(0);

        for (var step = 1; step <= 4; step++)
            run.Write(RecordedRun.Step(step));
        run.Save();
        File.WriteAllText(At("warnings.jsonl"), """
            {"step":2,"kind":"mode-collapse","reason":"all alike","suggestion":"wait"}
            {"step":3,"kind":"mode-coll
            """);

        var record = RunRecord.Load(Run);
        (record.Step, record.TotalSteps).ShouldBe((4, 6));
        record.Warnings.ShouldBe([new(2, "mode-collapse", "all alike", "wait")]);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_read()
    {
        RecordedRun.Write(Run);
        File.WriteAllText(
            At("metrics.jsonl"),
            """{"epoch":1,"discriminatorLoss":"NaN","generatorLoss":"Infinity","imagesPerSecond":1,"step":1}""" + "\n");
        var step = RunRecord.Load(Run).Steps.ShouldHaveSingleItem();
        (step.DiscriminatorLoss, step.GeneratorLoss, step.RealScore, step.GeneratorGradientNorm).ShouldBe(
            (double.NaN, double.PositiveInfinity, null, null));
    }

    [Fact]
    public void Grids_within_epochs_are_listed_and_other_files_are_skipped()
    {
        RecordedRun.Write(Run);
        foreach (var name in (string[])["step-0000004.png", "step-x.png", "epoch-.png", "epoch--1.png", "notes.txt"])
            File.WriteAllText(At($"samples/{name}"), "");
        RunRecord.Load(Run).Grids.Select(grid => (grid.Step, grid.Epoch)).ShouldBe([(0, 0), (3, 1), (4, null), (6, 2)]);
    }

    [Theory]
    [InlineData("metrics.jsonl", "no JSON\n", "metrics.jsonl:1: is not a line of a training log")]
    [InlineData("metrics.jsonl", "{\"step\":2}\n{\"step\":1}\n", "metrics.jsonl:2: is not a line")]
    [InlineData("metrics.jsonl", "{\"step\":-1}\n", "metrics.jsonl:1: is not a line")]
    [InlineData("metrics.jsonl", "\n", "metrics.jsonl:1: is not a line")]
    [InlineData("metrics.jsonl", "null\n", "metrics.jsonl:1: is not a line")]
    [InlineData(
        "samples.jsonl", "{\"step\":1,\"classCounts\":[1]}\n",
        "samples.jsonl: does not count the 3 classes of the data")]
    [InlineData("evaluations.jsonl", "{\"step\":1}\n", "evaluations.jsonl:1: is not a line of a training log")]
    [InlineData(
        "evaluations.jsonl", "{\"step\":1,\"evaluation\":{\"figures\":{\"fid\":null}}}\n",
        "evaluations.jsonl:1: is not a line of a training log")]
    [InlineData("warnings.jsonl", "[]\n", "warnings.jsonl:1: is not a line")]
    [InlineData("run.json", "{}", "run.json: is not a description of a run (")]
    [InlineData("run.json", "null", "run.json: is not a description of a run (")]
    [InlineData("recipe.yaml", "- x", "recipe.yaml: not a recipe")]
    public void Damage_is_an_error_with_the_file_and_line(string file, string text, string expected)
    {
        RecordedRun.Write(Run);
        File.WriteAllText(At(file), text);
        Should.Throw<GanSharpException>(() => RunRecord.Load(Run)).Message.ShouldStartWith(At(expected));
    }

    [Theory]
    [InlineData("\"classes\": [\n      \"zero\",", "\"classes\": [\n      null,")]
    [InlineData("\"stepsPerEpoch\": 3", "\"stepsPerEpoch\": 0")]
    [InlineData("\"version\": \"", "\"edition\": \"")]
    [InlineData("\"layers\": [", "\"layers\": [ null,")]
    [InlineData("\"output\": [", "\"output\": [ -1,")]
    [InlineData("\"parameters\": 0", "\"parameters\": 9223372036854775807")]
    [InlineData("\"changes\": []", "\"changes\": [null]")]
    [InlineData("\"changes\": []", "\"changes\": [{\"step\": 1, \"setting\": \"keep\", \"from\": \"1\"}]")]
    [InlineData(
        "\"changes\": []", "\"changes\": [{\"step\": -1, \"setting\": \"keep\", \"from\": \"1\", \"to\": \"2\"}]")]
    public void An_invalid_description_is_refused(string text, string damaged)
    {
        RecordedRun.Write(Run);
        var whole = File.ReadAllText(At("run.json"));
        whole.ShouldContain(text);
        File.WriteAllText(At("run.json"), whole.Replace(text, damaged));
        Should
            .Throw<GanSharpException>(() => RunRecord.Load(Run))
            .Message.ShouldStartWith($"{At("run.json")}: is not a description of a run (");
    }

    [Theory]
    [InlineData("run.json")]
    [InlineData("metrics.jsonl")]
    [InlineData("samples.jsonl")]
    public void A_changed_byte_never_crashes_the_reader(string file)
    {
        RecordedRun.Write(Run);
        var whole = File.ReadAllBytes(At(file));
        for (var i = 0; i < whole.Length; i += 17)
        {
            foreach (var value in (byte[])[0, (byte)'"', (byte)'9', (byte)'}', 0xFF])
            {
                byte[] damaged = [.. whole];
                damaged[i] = value;
                File.WriteAllBytes(At(file), damaged);
                try
                {
                    RunRecord.Load(Run);
                }
                catch (GanSharpException error)
                {
                    error.Message.ShouldStartWith(At(file));
                }
            }
        }
    }

    [Fact]
    public void Files_that_are_too_large_are_not_read()
    {
        RecordedRun.Write(Run);
        File.WriteAllText(At("warnings.jsonl"), new string(' ', 1_100_000));
        Should
            .Throw<GanSharpException>(() => RunRecord.Load(Run))
            .Message.ShouldStartWith($"{At("warnings.jsonl")}: a line is longer than 1048576 bytes");
        Grow("run.json", (1L << 24) + 1);
        Should
            .Throw<GanSharpException>(() => RunRecord.Load(Run))
            .Message.ShouldStartWith($"{At("run.json")}: 16777217 bytes are too many");

        void Grow(string file, long length)
        {
            using var stream = File.OpenWrite(At(file));
            stream.SetLength(length);
        }
    }

    /// <summary>Generated JSON readers ignore the defaults of init-only properties.</summary>
    [Fact]
    public void Properties_that_an_earlier_version_did_not_write_are_empty()
    {
        RecordedRun.Write(Run);
        var description = JsonNode.Parse(File.ReadAllText(At("run.json")))!;
        description["data"]!.AsObject().Remove("leftOut").ShouldBeTrue();
        description.AsObject().Remove("changes").ShouldBeTrue();
        File.WriteAllText(At("run.json"), description.ToJsonString());
        RunRecord.Load(Run).Description.Data.LeftOut.ShouldBeEmpty();
        RunRecord.Load(Run).Description.Changes.ShouldBeEmpty();
        var evaluation = Evaluation.FromJson(
            """{"features":"x","samples":2,"reference":2,"figures":{"fid":{"value":1}}}""", "x.json");
        evaluation.Missing.ShouldBeEmpty();
        evaluation.ClassNames.ShouldBeEmpty();
        evaluation.ReferenceClassCounts.ShouldBeEmpty();
        evaluation.ClassFrechetDistances.ShouldBeEmpty();
    }

    [Fact]
    public void A_very_long_line_is_read()
    {
        RecordedRun.Write(Run);
        var reason = string.Join(", ", Enumerable.Range(0, 256).Select(_ => new string('語', 85)));
        var warning = new TrainingWarning(1, "missing-classes", reason, "train longer");
        File.WriteAllText(
            At("warnings.jsonl"), $"{JsonSerializer.Serialize(warning, EventJson.Default.TrainingWarning)}\n");
        new FileInfo(At("warnings.jsonl")).Length.ShouldBeGreaterThan(1 << 16);
        RunRecord.Load(Run).Warnings.ShouldHaveSingleItem().Reason.ShouldBe(reason);
    }

    [Fact]
    public void A_long_log_is_read_completely()
    {
        RecordedRun.Write(Run);
        var lines = new StringBuilder();
        for (var step = 1; step <= 3000; step++)
        {
            lines
                .Append($$"""{"epoch":1,"discriminatorLoss":{{step}},"generatorLoss":0.25,"imagesPerSecond":""")
                .Append($$"""1,"step":{{step}}}""")
                .Append('\n');
        }
        File.WriteAllText(At("metrics.jsonl"), lines.ToString());
        RunRecord
            .Load(Run)
            .Steps.Select(step => step.DiscriminatorLoss)
            .ShouldBe(Enumerable.Range(1, 3000).Select(step => (double)step));
    }

    [Fact]
    public void A_folder_that_is_not_a_run_is_an_error()
    {
        Should
            .Throw<GanSharpException>(() => RunRecord.Load(Run))
            .Message.ShouldBe($"{Run}: there is no such run folder");
        Directory.CreateDirectory(Run);
        Should.Throw<GanSharpException>(() => RunRecord.Load(Run)).Message.ShouldStartWith(At("recipe.yaml"));
    }

    private string At(string file) => Path.Combine(Run, file);
}
