using System.Text.Json;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>The files that a training leaves in the folder of a run.</summary>
[Trait("Instructions", "any")]
public sealed class RunFolderFilesTests() : RunFolderTest(new StoppedClock())
{
    [Fact]
    public async Task A_run_has_all_its_files()
    {
        var path = await Train(Folder["runs/1"], sampleEvery: 2);

        Directory
            .EnumerateFiles(path, "*", SearchOption.AllDirectories)
            .Select(file => Path.GetRelativePath(path, file))
            .ShouldBe(
        [
            "best-generator.safetensors", "checkpoints/step-0000003.safetensors",
            "checkpoints/step-0000006.safetensors", $"events.out.tfevents.1709208000.{Environment.MachineName}",
            "evaluations.jsonl", "generator.safetensors", "metrics.jsonl", "real.png", "recipe.yaml", "run.json",
            "samples.jsonl",
            "samples/epoch-0000.png", "samples/epoch-0001.png", "samples/epoch-0002.png", "samples/step-0000002.png",
            "samples/step-0000004.png", "warnings.jsonl",
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task The_recipe_has_every_setting()
    {
        var path = await Train(Folder["run"]);
        RecipeYaml
            .Format(RecipeCatalogue.Load(Path.Combine(path, "recipe.yaml")))
            .ShouldBe(RecipeYaml.Format(Tiny.Recipe));
    }

    [Fact]
    public void A_truncated_recipe_is_refused()
    {
        Create(Folder["run"]).Dispose();
        var path = Folder["run/recipe.yaml"];
        var whole = File.ReadAllText(path);
        RunFolder.RecipeOf(Folder["run"]).Seed.ShouldBe(1);
        for (var length = 0; length < whole.Length; length++)
        {
            File.WriteAllText(path, whole[..length]);
            Should
                .Throw<GanSharpException>(() => RunFolder.RecipeOf(Folder["run"]), $"{length} characters")
                .Message.ShouldStartWith(path);
        }
        File.WriteAllText(path, whole[..whole.IndexOf("seed:", StringComparison.Ordinal)]);
        Should.Throw<GanSharpException>(() => RunFolder.RecipeOf(Folder["run"])).Message.ShouldBe(
            $"{path}: is cut short: its last line should be 'seed: ...'; "
            + "write what is missing, or start a new run");
    }

    [Fact]
    public async Task Metrics_have_one_line_of_JSON_per_step()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(await Train(Folder["run"]), "metrics.jsonl"));
        var steps = lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        steps.Select(step => step.GetProperty("step").GetInt64()).ShouldBe([1, 2, 3, 4, 5, 6]);
        steps.Select(step => step.GetProperty("epoch").GetInt32()).ShouldBe([1, 1, 1, 2, 2, 2]);
        string[] names = ["discriminatorLoss", "generatorLoss", "realScore", "fakeScore", "imagesPerSecond"];
        foreach (var name in names)
            steps.ShouldAllBe(step => double.IsFinite(step.GetProperty(name).GetDouble()), name);
    }

    [Fact]
    public async Task Metrics_include_gradient_norms_and_learning_rates()
    {
        var step = JsonSerializer.Deserialize<JsonElement>(
            (await File.ReadAllLinesAsync(Path.Combine(await Train(Folder["run"]), "metrics.jsonl")))[0]);
        foreach (var name in (string[])["discriminatorGradientNorm", "generatorGradientNorm"])
            step.GetProperty(name).GetDouble().ShouldBePositive(name);
        foreach (var name in (string[])["discriminatorLearningRate", "generatorLearningRate"])
            step.GetProperty(name).GetDouble().ShouldBe(1e-2, name);
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_written_too()
    {
        using (var run = Create(Folder["run"]))
        {
            run.Write(new StepCompleted(
                1, 1, DiscriminatorLoss: double.NaN, GeneratorLoss: double.PositiveInfinity, RealScore: null,
                FakeScore: null, Measures: null, ImagesPerSecond: 1));
        }
        File.ReadAllText(Folder["run/metrics.jsonl"]).ShouldBe(
            """{"epoch":1,"discriminatorLoss":"NaN","generatorLoss":"Infinity","imagesPerSecond":1,"step":1}""" + "\n");
    }

    [Fact]
    public async Task Measurements_of_samples_have_one_line_of_JSON_per_epoch()
    {
        var lines = await File.ReadAllLinesAsync(Path.Combine(await Train(Folder["run"]), "samples.jsonl"));
        var measurements = lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line)).ToArray();
        measurements.Select(measurement => measurement.GetProperty("step").GetInt64()).ShouldBe([3, 6]);
        measurements.Select(measurement => measurement.GetProperty("epoch").GetInt32()).ShouldBe([1, 2]);
        measurements.ShouldAllBe(measurement => measurement.GetProperty("classCounts").GetArrayLength() == 3);
    }

    [Fact]
    public void The_description_has_data_networks_and_machine()
    {
        Create(Folder["run"]).Dispose();
        var json = JsonSerializer.Deserialize<JsonElement>(File.ReadAllText(Folder["run/run.json"]));
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
            .ShouldBe(Trainer.Model.Generator.ParameterCount);
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
        var path = await Train(Folder["run"]);
        var sampler = GeneratorFile.Load(Path.Combine(path, RunFolders.GeneratorName));
        var noise = sampler.Latent.Draw(3, new("noise", 1));
        sampler.Generate(noise, [0, 1, 2]).Values().ShouldBe(Trainer.Sampler.Generate(noise, [0, 1, 2]).Values());
    }

    [Fact]
    public async Task The_best_generator_is_that_of_the_step_with_the_samples_nearest_to_real_images()
    {
        var path = await Train(Folder["run"]);
        var distances = (await File.ReadAllLinesAsync(Path.Combine(path, "samples.jsonl"))).Select(line =>
            JsonSerializer.Deserialize<JsonElement>(line).GetProperty("energyDistance").GetDouble()).ToArray();
        var isLastBest = distances[1] < distances[0];
        File.ReadAllBytes(Path.Combine(path, "best-generator.safetensors")).AsSpan()
            .SequenceEqual(File.ReadAllBytes(Path.Combine(path, "generator.safetensors"))).ShouldBe(isLastBest);
    }

    private async Task<string> Train(string path, int sampleEvery = 0)
    {
        var recipe = Tiny.Recipe with { SampleEvery = sampleEvery };
        using var trainer = new Trainer(recipe, Tiny.Images(), new() { Time = new StoppedClock() });
        using var run = RunFolder.Create(path, trainer);
        await foreach (var happened in trainer.RunAsync())
            run.Write(happened);
        Trainer.Sampler.Generator.CopyFrom(trainer.Sampler.Generator);
        return run.Folder;
    }
}
