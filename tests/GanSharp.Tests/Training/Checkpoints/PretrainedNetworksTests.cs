using System.Security.Cryptography;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Tests.Training.Checkpoints;

/// <summary>A training that starts from the networks of another.</summary>
[Trait("Instructions", "any")]
public sealed class PretrainedNetworksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Source => _folder["source"];

    private string Run => _folder["run"];

    private string NewestOfSource => Path.Combine(Source, "checkpoints", "step-0000006.safetensors");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Both_networks_and_the_average_of_a_run_are_taken()
    {
        await Train(Source, Tiny.Recipe);

        using var trainer = Start(Tiny.Recipe with { Seed = 7 }, Tiny.Images(), Source);

        var (there, here) = (Networks(NewestOfSource), Saved(trainer));
        here.ShouldBe(there);
        here.Keys.Select(name => name.Split('.')[0]).Distinct().ShouldBe(["average", "discriminator", "generator"]);
        trainer.Transfer!.Source.ShouldBe(NewestOfSource);
        trainer.Transfer.Step.ShouldBe(6);
        trainer.Transfer.Sha256.ShouldBe(DigestOf(NewestOfSource));
        trainer.Transfer.Networks.Select(network => network.ToString()).ShouldBe([
            "took all 15 tensors of the generator", "took all 10 tensors of the discriminator",
            "took all 15 tensors of the moving average",
        ]);
    }

    [Fact]
    public async Task A_whole_average_goes_on_and_optimisers_start_afresh()
    {
        await Train(Source, Tiny.Recipe);
        using var trainer = Start(Tiny.Recipe, Tiny.Images(), Source);
        trainer.Save(_folder["start"]);
        var (there, here) = (SafeTensors.Load(NewestOfSource).Metadata, SafeTensors.Load(_folder["start"]).Metadata);
        there["average.steps"].ShouldBe("6");
        here["average.steps"].ShouldBe("6");
        here["step"].ShouldBe("0");
        here.Where(entry => entry.Key.EndsWith(".steps", StringComparison.Ordinal) && entry.Key != "average.steps")
            .Select(entry => entry.Value).Distinct().ShouldBe(["0"]);
    }

    [Fact]
    public async Task Tensors_of_another_shape_and_new_ones_keep_their_initial_values()
    {
        await Train(Source, Tiny.Recipe);
        var (recipe, colours) = (Tiny.Recipe with { Seed = 7 }, Tiny.Images(shape: new(3, 8, 8)));

        using var trainer = Start(recipe, colours, Source);

        trainer.Transfer!.Networks.Select(network => network.ToString()).ShouldBe([
            "took 13 of 15 tensors of the generator; left: 8.deconv.weight 3x1x4x4 (here 3x3x4x4), "
            + "8.deconv.bias 1 (here 3)",
            "took 9 of 10 tensors of the discriminator; left: trunk.1.conv.weight 3x4x4x4 (here 3x6x4x4)",
            "took 13 of 15 tensors of the moving average; left: 8.deconv.weight 3x1x4x4 (here 3x3x4x4), "
            + "8.deconv.bias 1 (here 3)",
        ]);
        using var plain = new Trainer(recipe, colours);
        var (there, here, initial) = (Networks(NewestOfSource), Saved(trainer), Saved(plain));
        string[] left = [.. here.Keys.Where(name => here[name] != there[name])];
        left.ShouldBe([
            "average.8.deconv.bias", "average.8.deconv.weight", "discriminator.trunk.1.conv.weight",
            "generator.8.deconv.bias", "generator.8.deconv.weight",
        ]);
        left.ShouldAllBe(name => here[name] == initial[name]);
        trainer.Save(_folder["start"]);
        SafeTensors.Load(_folder["start"]).Metadata["average.steps"].ShouldBe("0", "a part of it is random");
    }

    [Fact]
    public async Task Tensors_of_only_one_of_the_two_are_listed_but_no_more_than_four()
    {
        await Train(Source, Tiny.Recipe);
        var deeper = Tiny.Recipe.With("discriminator", "conv 3 k4 s2 p1, leaky-relu 0.2; linear 5, batch-norm, "
            + "leaky-relu 0.2; linear 7, batch-norm, leaky-relu 0.2; linear 1");

        using var trainer = Start(deeper, Tiny.Images(), Source);

        var network = trainer.Transfer!.Networks[1];
        (network.Taken, network.Total).ShouldBe((10 - network.Differing.Count(tensor => tensor.There is not null), 10));
        network.Differing.Count(tensor => tensor.There is null).ShouldBe(12);
        network.ToString().ShouldMatch(
            @"^took \d of 10 tensors of the discriminator; left: .* \(here .*; new: .*, .*, .*, .* and 8 more$");
    }

    [Fact]
    public async Task The_average_of_a_run_without_one_becomes_a_copy_of_the_generator()
    {
        await Train(Source, Tiny.Recipe.With("ema", "0"));
        using var trainer = Start(Tiny.Recipe with { Seed = 7 }, Tiny.Images(), Source);
        var (there, here) = (Networks(NewestOfSource), Saved(trainer));
        there.Keys.ShouldNotContain(name => name.StartsWith("average.", StringComparison.Ordinal));
        foreach (var (name, digest) in there.Where(entry => entry.Key[0] == 'g'))
        {
            here[name].ShouldBe(digest);
            here[name.Replace("generator.", "average.", StringComparison.Ordinal)].ShouldBe(digest);
        }
    }

    [Theory]
    [InlineData("generator.safetensors")]
    [InlineData("")]
    public async Task A_generator_file_and_a_run_without_checkpoints_give_the_generator_and_its_average(string name)
    {
        await Train(Source, Tiny.Recipe);
        Directory.Delete(Path.Combine(Source, "checkpoints"), recursive: true);

        using var trainer = Start(Tiny.Recipe with { Seed = 7 }, Tiny.Images(), Path.Combine(Source, name));

        trainer.Transfer!.Networks.Select(network => network.Name).ShouldBe(["generator"]);
        trainer.Transfer.Step.ShouldBeNull();
        var generator = SafeTensors.Load(Path.Combine(Source, "generator.safetensors")).Tensors;
        foreach (var network in (string[])["generator", "average"])
            Saved(trainer, network).ShouldBe(generator.ToDictionary(entry => entry.Key, entry => Digest(entry.Value)));
    }

    [Fact]
    public async Task The_transfer_is_an_event_before_the_first_samples_and_a_checkpoint_is_due()
    {
        await Train(Source, Tiny.Recipe);
        using var trainer = Start(Tiny.Recipe, Tiny.Images(), Source);
        var events = await trainer.RunAsync().Take(5).ToArrayAsync();
        events.Select(happened => happened.GetType().Name).ShouldBe(
            ["TrainingStarted", "WeightsTransferred", "SamplesDrawn", "CheckpointDue", "StepCompleted"]);
        events[1].ShouldBe(new WeightsTransferred(0, trainer.Transfer!));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public async Task A_resumed_training_gives_the_same_bits_without_its_source(int stop)
    {
        await Train(Source, Tiny.Recipe);
        await Train(_folder["whole"], Tiny.Recipe with { Seed = 7 }, Source);
        var recorded = RunRecord.Load(_folder["whole"]).Description.Transfer!;
        using (var trainer = Start(Tiny.Recipe with { Seed = 7 }, Tiny.Images(), Source))
        using (var run = RunFolder.Create(Run, trainer))
        {
            await foreach (var happened in trainer.RunAsync().TakeWhile(happened => happened.Step <= stop && stop > 0))
                run.Write(happened);
        }
        Directory.Delete(Source, recursive: true);
        File.Delete(Path.Combine(Run, "run.json"));

        using (var trainer = Trainer.Resume(Checkpoint.Newest(Run), Tiny.Images()))
        using (var run = RunFolder.Continue(Run, trainer))
            await run.TrainAsync().CountAsync();

        foreach (var name in (string[])["generator.safetensors", "checkpoints/step-0000006.safetensors"])
            DigestOf(Path.Combine(Run, name)).ShouldBe(DigestOf(_folder[$"whole/{name}"]), name);
        Format(RunRecord.Load(Run).Description.Transfer!).ShouldBe(Format(recorded));
        Checkpoint.Newest(Run).Step.ShouldBe(6);
        Format(Checkpoint.Newest(Run).Transfer!).ShouldBe(Format(recorded));
    }

    [Fact]
    public async Task The_record_says_what_was_taken_and_that_the_recipe_alone_does_not_repeat_it()
    {
        await Train(Source, Tiny.Recipe);
        await Train(Run, Tiny.Recipe with { Seed = 7 }, Source);
        var record = RunRecord.Load(Run);
        var transfer = record.Description.Transfer!;
        (transfer.Source, transfer.Step, transfer.Networks.Count).ShouldBe((NewestOfSource, 6, 3));
        record.Obstacles.ShouldBe([
            $"Its networks start with tensors of another training ({NewestOfSource}, step 6; "
            + $"SHA-256 {transfer.Sha256}), so it takes that file to repeat it.",
        ]);
        RunRecord.Load(Source).Description.Transfer.ShouldBeNull();
        RunRecord.Load(Source).Obstacles.ShouldBeEmpty();
    }

    [Fact]
    public async Task Networks_of_which_nothing_fits_are_an_error()
    {
        await Train(Source, Tiny.Recipe);
        var other = RecipeYaml.Parse(
            "{name: other, latent: 5 normal, generator: [linear 9, batch-norm, linear C x H x W, tanh], "
            + "discriminator: [linear 3, relu, linear 1], "
            + "batch-size: 4}", "other.yaml");
        var generator = Path.Combine(Source, "generator.safetensors");
        Should.Throw<GanSharpException>(() => Start(other, Tiny.Images(), generator)).Message.ShouldBe(
            $"{generator}: has no tensor that fits the networks of this recipe; "
            + "start from a run of a recipe like it, or from new networks");
    }

    [Fact]
    public async Task A_damaged_checkpoint_is_reported_and_the_one_before_is_used()
    {
        await Train(Source, Tiny.Recipe with { CheckpointEvery = 2 });
        Damage(NewestOfSource);
        var reported = new List<string>();
        using var trainer = new Trainer(
            Tiny.Recipe, Tiny.Images(), new() { InitFrom = PretrainedNetworks.Load(Source, reported.Add) });
        reported.ShouldBe([$"{NewestOfSource}: is damaged: its contents do not match its digest"]);
        trainer.Transfer!.Step.ShouldBe(4);
        Should.Throw<GanSharpException>(() => PretrainedNetworks.Load(NewestOfSource)).Message.ShouldBe(
            $"{NewestOfSource}: is damaged: its contents do not match its digest; use an older one");
    }

    [Fact]
    public async Task Files_that_hold_no_networks_and_missing_ones_are_errors()
    {
        var file = _folder["other.safetensors"];
        SafeTensors.Save(file, []);
        ErrorOf(file).ShouldBe($"{file}: not a generator that gansharp saved; its metadata lacks 'recipe'");
        ErrorOf(_folder.Write("text", "hello"u8))
            .ShouldStartWith($"{_folder["text"]}: too short for a safetensors file");
        ErrorOf(_folder["nowhere"]).ShouldBe($"{_folder["nowhere"]}: there is no such run folder or .safetensors file");
        Directory.CreateDirectory(_folder["empty"]);
        ErrorOf(_folder["empty"]).ShouldStartWith($"{_folder["empty"]}: is not a run");
        using (var trainer = new Trainer(Tiny.Recipe, Tiny.Images()))
            RunFolder.Create(Run, trainer).Dispose();
        ErrorOf(Run).ShouldBe(
            $"{Run}: has no generator yet; the first checkpoint brings one, so let it train, or resume it");
        await Train(Source, Tiny.Recipe);
        var pretrained = PretrainedNetworks.Load(Source);
        Should.Throw<GanSharpException>(() => Trainer.Resume(
                Checkpoint.Newest(Source), Tiny.Images(), options: new() { InitFrom = pretrained }))
            .Message.ShouldBe(
                $"{NewestOfSource}: has the networks of the training; resume it without others to start from");

        static string ErrorOf(string path) =>
            Should.Throw<GanSharpException>(() => PretrainedNetworks.Load(path)).Message;
    }

    [Theory]
    [InlineData("""{"source":"a","sha256":"b"}""")]
    [InlineData("""{"source":"a","sha256":"b","networks":[null]}""")]
    [InlineData("""{"source":"a","sha256":"b","networks":[{"name":"g","taken":1,"total":1,"differing":[null]}]}""")]
    [InlineData("not JSON")]
    public void A_damaged_list_of_what_was_taken_is_an_error(string text) =>
        Should.Throw<GanSharpException>(() => Transfer.Parse(text, "file")).Message.ShouldBe(
            "file: the list of what it took from another training is damaged; use an older one");

    private static Trainer Start(Recipe recipe, ImageDataset data, string source) =>
        new(recipe, data, new() { InitFrom = PretrainedNetworks.Load(source) });

    private static async Task Train(string folder, Recipe recipe, string? source = null)
    {
        using var trainer = source is null ? new Trainer(recipe, Tiny.Images()) : Start(recipe, Tiny.Images(), source);
        using var run = RunFolder.Create(folder, trainer);
        await run.TrainAsync().CountAsync();
    }

    /// <summary>The digest of every tensor of the networks in a new checkpoint of a trainer.</summary>
    private SortedDictionary<string, string> Saved(Trainer trainer)
    {
        trainer.Save(_folder["saved"]);
        return Networks(_folder["saved"]);
    }

    /// <summary>The digest of every tensor of one network, without its prefix.</summary>
    private Dictionary<string, string> Saved(Trainer trainer, string network) => Saved(trainer)
        .Where(entry => entry.Key.StartsWith($"{network}.", StringComparison.Ordinal))
        .ToDictionary(entry => entry.Key[(network.Length + 1)..], entry => entry.Value);

    private static SortedDictionary<string, string> Networks(string checkpoint) => new(
        SafeTensors.Load(checkpoint).Tensors
            .Where(entry => entry.Key.Split('.')[0] is "generator" or "discriminator" or "average")
            .ToDictionary(entry => entry.Key, entry => Digest(entry.Value)), StringComparer.Ordinal);

    private static string Digest(Tensors.Tensor tensor) =>
        SafeTensors.Digest([KeyValuePair.Create("tensor", tensor)]);

    private static string DigestOf(string path) => Convert.ToHexStringLower(SHA256.HashData(File.ReadAllBytes(path)));

    private static string Format(Transfer transfer) => transfer.Format();

    private static void Damage(string path)
    {
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
    }
}
