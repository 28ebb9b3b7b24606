using System.Text.Json;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training;

public sealed class RunFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Trainer _trainer = new(Tiny.Recipe, Tiny.Images(), new() { Time = new StoppedClock() });

    public void Dispose()
    {
        _trainer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_run_explains_itself()
    {
        var path = await Train(_folder["runs/1"], sampleEvery: 2);

        Directory
            .EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(path, file))
            .ShouldBe(
        [
            "best-generator.safetensors", "checkpoints/step-0000003.safetensors",
            "checkpoints/step-0000006.safetensors",
            $"events.out.tfevents.1709208000.{Environment.MachineName}", "evaluations.jsonl", "generator.safetensors",
            "metrics.jsonl", "recipe.yaml", "run.json",
            "samples.jsonl", "samples/epoch-0000.png", "samples/epoch-0001.png", "samples/epoch-0002.png",
            "samples/step-0000002.png",
            "samples/step-0000004.png", "warnings.jsonl",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task The_recipe_is_the_whole_recipe()
    {
        var path = await Train(_folder["run"]);
        RecipeYaml
            .Format(RecipeCatalogue.Load(Path.Combine(path, "recipe.yaml")))
            .ShouldBe(RecipeYaml.Format(Tiny.Recipe));
    }

    [Fact]
    public void A_recipe_that_is_cut_short_anywhere_is_not_taken_for_the_recipe()
    {
        Create(_folder["run"]).Dispose();
        var path = _folder["run/recipe.yaml"];
        var whole = File.ReadAllText(path);
        RunFolder.RecipeOf(_folder["run"]).Seed.ShouldBe(1);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllText(path, whole[..length]);
            Should
                .Throw<GanSharpException>(() => RunFolder.RecipeOf(_folder["run"]), $"{length} characters")
                .Message.ShouldStartWith(path);
        }
        File.WriteAllText(path, whole[..whole.IndexOf("seed:", StringComparison.Ordinal)]);
        Should.Throw<GanSharpException>(() => RunFolder.RecipeOf(_folder["run"])).Message.ShouldBe(
            $"{path}: is cut short: its last line should be 'seed: ...'; write what is missing, or start a new run");
    }

    [Fact]
    public async Task Metrics_are_a_line_of_JSON_for_each_step()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(await Train(_folder["run"]), "metrics.jsonl"));
        var steps = lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        steps.Select(step => step.GetProperty("step").GetInt64()).ShouldBe([1, 2, 3, 4, 5, 6]);
        steps.Select(step => step.GetProperty("epoch").GetInt32()).ShouldBe([1, 1, 1, 2, 2, 2]);
        foreach (var name in (string[])["discriminatorLoss", "generatorLoss", "realScore", "fakeScore", "imagesPerSecond"])
            steps.ShouldAllBe(step => double.IsFinite(step.GetProperty(name).GetDouble()), name);
    }

    [Fact]
    public void Numbers_that_JSON_does_not_know_are_written_all_the_same()
    {
        using (var run = Create(_folder["run"]))
            run.Write(new StepCompleted(1, 1, double.NaN, double.PositiveInfinity, null, null, null, 1));
        File.ReadAllText(_folder["run/metrics.jsonl"]).ShouldBe(
            """{"epoch":1,"discriminatorLoss":"NaN","generatorLoss":"Infinity","imagesPerSecond":1,"step":1}""" + "\n");
    }

    [Fact]
    public void Data_and_machine_are_written_down()
    {
        Create(_folder["run"]).Dispose();
        var json = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(_folder["run/run.json"]));
        json.GetProperty("recipe").GetString().ShouldBe("tiny");
        json.GetProperty("seed").GetInt64().ShouldBe(1);
        json.GetProperty("started")
            .GetDateTimeOffset()
            .ShouldBe(new DateTimeOffset(2024, 2, 29, 12, 0, 0, TimeSpan.Zero));
        json.GetProperty("data")
            .GetProperty("classes")
            .EnumerateArray()
            .Select(name => name.GetString())
            .ShouldBe(["zero", "one", "two"]);
        json.GetProperty("data").GetProperty("size").GetString().ShouldBe("8×8×1");
        json.GetProperty("data")
            .GetProperty("classCounts")
            .EnumerateArray()
            .Select(count => count.GetInt32())
            .ShouldBe([4, 4, 4]);
        json.GetProperty("stepsPerEpoch").GetInt64().ShouldBe(3);
        json.GetProperty("generator")
            .GetProperty("parameters")
            .GetInt64()
            .ShouldBe(_trainer.Model.Generator.ParameterCount);
        json.GetProperty("discriminator")
            .GetProperty("layers")[0]
            .GetProperty("kind")
            .GetString()
            .ShouldBe("concat-labels");
        json.GetProperty("machine").GetProperty("threads").GetInt32().ShouldBePositive();
    }

    [Fact]
    public async Task The_saved_generator_draws_what_the_training_drew()
    {
        var path = await Train(_folder["run"]);
        var sampler = GeneratorFile.Load(Path.Combine(path, RunFolders.GeneratorName));
        var noise = sampler.Latent.Draw(3, new("noise", 1));
        sampler.Generate(noise, [0, 1, 2]).Values().ShouldBe(_trainer.Sampler.Generate(noise, [0, 1, 2]).Values());
    }

    [Fact]
    public void The_newest_grid_is_known()
    {
        using var run = Create(_folder["run"]);
        run.LastSamples.ShouldBeNull();
        run.Write(new SamplesDrawn(70, null, new(1, 1, 1, [0])));
        run.LastSamples.ShouldBe(_folder["run/samples/step-0000070.png"]);
        run.Write(new SamplesDrawn(90, 3, new(1, 1, 1, [0])));
        run.LastSamples.ShouldBe(_folder["run/samples/epoch-0003.png"]);
    }

    [Fact]
    public void A_folder_that_is_not_empty_is_refused_and_left_as_it_is()
    {
        _folder.Write("file", [1]);
        foreach (var (path, reason) in new[] { (_folder.Path, "is not empty"), (_folder["file"], "is not a folder") })
        {
            Should.Throw<GanSharpException>(() => Create(path)).Message.ShouldBe(
                $"{path}: {reason}; a run needs a folder of its own, so choose another with --out");
        }
        _folder.Names.ShouldBe(["file"]);
    }

    [Fact]
    public void Another_folder_is_advised_only_where_it_can_be_chosen()
    {
        Create(_folder["run"]).Dispose();
        Directory.CreateDirectory(_folder["run/.lock"]);
        Should.Throw<GanSharpException>(() => RunFolder.Continue(_folder["run"], _trainer)).Message
            .ShouldEndWith("); check space and permissions");
        using var trainer = new Trainer(
            Tiny.Recipe, Tiny.Images(), new() { Time = new StoppedClock(new IOException("disk full")) }
        );
        _folder.Write("file", [1]);
        Should.Throw<GanSharpException>(() => Create(_folder["file/run"])).Message
            .ShouldEndWith("); choose another folder with --out, or check space and permissions");
    }

    [Fact]
    public void An_empty_folder_will_do()
    {
        Directory.CreateDirectory(_folder["run"]);
        Create(_folder["run"]).Dispose();
        File.Exists(_folder["run/recipe.yaml"]).ShouldBeTrue();
    }

    [Fact]
    public void Where_nothing_can_be_written_nothing_is_left_behind()
    {
        using var trainer = new Trainer(
            Tiny.Recipe, Tiny.Images(), new() { Time = new StoppedClock(new IOException("disk full")) }
        );
        _folder.Write("file", [1]);
        Should
            .Throw<GanSharpException>(() => Create(_folder["file/run"]))
            .Message.ShouldStartWith($"{_folder["file/run"]}: cannot be written (");
        Should.Throw<GanSharpException>(() => RunFolder.Create(_folder["run"], trainer)).Message
            .ShouldContain("cannot be written (disk full)");
        _folder.Names.ShouldBe(["file"]);
    }

    [Fact]
    public async Task A_picture_that_cannot_be_written_costs_the_picture_alone()
    {
        using var run = Create(_folder["run"]);
        Directory.CreateDirectory(_folder["run/samples/epoch-0001.png"]);
        await foreach (var happened in _trainer.RunAsync())
            run.Write(happened);

        run.Unwritten.ShouldHaveSingleItem()
            .ShouldContain($"{_folder["run/samples/epoch-0001.png"]}: cannot be written");
        File.Exists(_folder["run/samples/epoch-0002.png"]).ShouldBeTrue();
        Checkpoint.Newest(_folder["run"]).Step.ShouldBe(6);
    }

    [Fact]
    public async Task A_file_for_TensorBoard_that_cannot_be_written_costs_that_file_alone()
    {
        if (!OperatingSystem.IsLinux())
            return;
        using var run = Create(_folder["run"]);
        FullDisk.Below(Directory.GetFiles(_folder["run"], "events.*").Single());
        await foreach (var happened in _trainer.RunAsync())
            run.Write(happened);

        run.Unwritten.ShouldHaveSingleItem().ShouldContain("events.out.tfevents");
        run.Unwritten[0].ShouldContain("No space left on device");
        File.ReadLines(_folder["run/metrics.jsonl"]).Count().ShouldBe(6);
        Checkpoint.Newest(_folder["run"]).Step.ShouldBe(6);
    }

    private RunFolder Create(string path) => RunFolder.Create(path, _trainer);

    private async Task<string> Train(string path, int sampleEvery = 0)
    {
        var recipe = Tiny.Recipe with { SampleEvery = sampleEvery };
        using var trainer = new Trainer(recipe, Tiny.Images(), new() { Time = new StoppedClock() });
        using var run = RunFolder.Create(path, trainer);
        await foreach (var happened in trainer.RunAsync())
            run.Write(happened);
        _trainer.Sampler.Generator.CopyFrom(trainer.Sampler.Generator);
        return run.Folder;
    }

    [Fact]
    public async Task The_figures_of_a_step_say_how_it_was_made()
    {
        var step = JsonSerializer.Deserialize<JsonElement>(
            (await File.ReadAllLinesAsync(Path.Combine(await Train(_folder["run"]), "metrics.jsonl")))[0]);
        foreach (var name in (string[])["discriminatorGradientNorm", "generatorGradientNorm"])
            step.GetProperty(name).GetDouble().ShouldBePositive(name);
        foreach (var name in (string[])["discriminatorLearningRate", "generatorLearningRate"])
            step.GetProperty(name).GetDouble().ShouldBe(1e-2, name);
    }

    [Fact]
    public async Task Verdicts_on_samples_are_a_line_of_JSON_for_each_epoch()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(await Train(_folder["run"]), "samples.jsonl"));
        var verdicts = lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        verdicts.Select(verdict => verdict.GetProperty("step").GetInt64()).ShouldBe([3, 6]);
        verdicts.Select(verdict => verdict.GetProperty("epoch").GetInt32()).ShouldBe([1, 2]);
        verdicts.ShouldAllBe(verdict => verdict.GetProperty("classCounts").GetArrayLength() == 3);
    }

    [Fact]
    public async Task The_best_generator_is_that_of_the_step_whose_samples_were_nearest_to_real_images()
    {
        var path = await Train(_folder["run"]);
        var distances = (await File.ReadAllLinesAsync(Path.Combine(path, "samples.jsonl"))).Select(line =>
            JsonSerializer.Deserialize<JsonElement>(line).GetProperty("energyDistance").GetDouble()).ToArray();
        var isLastBest = distances[1] < distances[0];
        File.ReadAllBytes(Path.Combine(path, "best-generator.safetensors")).AsSpan()
            .SequenceEqual(File.ReadAllBytes(Path.Combine(path, "generator.safetensors"))).ShouldBe(isLastBest);
    }

    [Theory]
    [InlineData("")]
    [InlineData("checkpoints")]
    [InlineData("samples")]
    public async Task What_is_moved_away_while_it_is_trained_is_missed_and_not_made_anew(string part)
    {
        if (OperatingSystem.IsWindows())
            return; // which lets nobody move it
        var gone = Path.TrimEndingDirectorySeparator(_folder[$"run/{part}"]);
        (await TrainUntilGone(() => Directory.Move(gone, _folder["moved"]))).ShouldBe(
            $"{gone}: is gone; it was moved or deleted while its run was trained, so put it back and resume the run, or begin another");
        Directory.Exists(gone).ShouldBeFalse();
    }

    [Fact]
    public async Task A_deleted_folder_is_not_made_anew()
    {
        if (OperatingSystem.IsWindows())
            return;
        (await TrainUntilGone(() => Directory.Delete(_folder["run"], recursive: true))).ShouldStartWith(
            $"{_folder["run"]}: is gone; ");
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_written_into_a_folder_that_took_its_place()
    {
        if (OperatingSystem.IsWindows())
            return;
        (await TrainUntilGone(() =>
        {
            Directory.Move(_folder["run"], _folder["moved"]);
            foreach (var name in (string[])["run/checkpoints", "run/samples"])
                Directory.CreateDirectory(_folder[name]);
            _folder.Write("run/.lock", [1]);
        })).ShouldStartWith($"{_folder["run"]}: is gone; ");
        Directory.GetFiles(_folder["run"], "*", SearchOption.AllDirectories).ShouldBe([_folder["run/.lock"]]);
    }

    /// <summary>What the run complains about when its folder is tampered with after its first step.</summary>
    private async Task<string> TrainUntilGone(Action tamper)
    {
        using var run = Create(_folder["run"]);
        var error = await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var happened in _trainer.RunAsync())
            {
                run.Write(happened);
                if (happened is StepCompleted { Step: 1 })
                    tamper();
            }
        });
        Should.Throw<GanSharpException>(run.Save).Message.ShouldBe(error.Message, "a signal finds the same");
        return error.Message;
    }

    /// <summary>A clock that stands still at noon of a leap day, or is broken.</summary>
    private sealed class StoppedClock(Exception? broken = null) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() =>
            broken is null ? new(2024, 2, 29, 12, 0, 0, TimeSpan.Zero) : throw broken;
    }
}
