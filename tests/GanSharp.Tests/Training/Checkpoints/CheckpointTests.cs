using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training.Checkpoints;

[Trait("Instructions", "any")]
public sealed class CheckpointTests : IDisposable
{
    private const int Steps = 4;
    private readonly TemporaryFolder _folder = new();
    private readonly string _path;

    public CheckpointTests()
    {
        _path = _folder["checkpoint.safetensors"];
        using var trainer = new Trainer(Tiny.Recipe with { Steps = Steps }, Tiny.Images());
        trainer.RunAsync().ToBlockingEnumerable().Count().ShouldBeGreaterThan(Steps);
        trainer.Save(_path);
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_checkpoint_holds_step_recipe_and_data()
    {
        var checkpoint = Checkpoint.Load(_path);
        checkpoint.Step.ShouldBe(Steps);
        RecipeYaml.Format(checkpoint.Recipe).ShouldBe(RecipeYaml.Format(Tiny.Recipe with { Steps = Steps }));
        var metadata = SafeTensors.Load(_path).Metadata;
        metadata["format"].ShouldBe("gansharp checkpoint 3");
        metadata["batches"].ShouldBe("4");
        metadata["data.name"].ShouldBe("noise");
        metadata["data.images"].ShouldBe("12");
        metadata["data.size"].ShouldBe("8×8×1");
        metadata["data.classes"].ShouldBe("""["zero","one","two"]""");
    }

    [Theory]
    [InlineData("discriminator.")]
    [InlineData("average.")]
    public void Weights_must_be_finite_even_if_the_digest_matches(string network)
    {
        using var scope = new TensorScope();
        var file = SafeTensors.Load(_path);
        var (name, tensor) = file.Tensors.First(pair => pair.Key.StartsWith(network, StringComparison.Ordinal));
        tensor.AsSpan<float>()[0] = float.NaN;
        var metadata = file.Metadata.Where(pair => pair.Key != "sha256").ToDictionary();
        metadata["sha256"] = SafeTensors.Digest(file.Tensors, metadata);
        SafeTensors.Save(_path, file.Tensors, metadata);
        Should
            .Throw<GanSharpException>(() => Checkpoint.Load(_path))
            .Message.ShouldStartWith($"{_path}: NaN in {name}; ");
    }

    [Fact]
    public void A_training_with_a_class_without_images_can_be_resumed()
    {
        var today = Tiny.Images();
        var then = new ImageDataset(
            today.Name, today.Images, today.ImageShape,
            [.. today.Labels!.Select(label => (byte)(label + 1))],
            ["none", .. today.ClassNames]);
        using (var trainer = new Trainer(Tiny.Recipe, then))
            trainer.Save(_path);
        var checkpoint = Checkpoint.Load(_path);

        using var resumed = Trainer.Resume(checkpoint, today);

        checkpoint.SelectClasses(today).ClassNames.ShouldBe(then.ClassNames);
        resumed.Model.Context.Classes.ShouldBe(4);
        Should
            .Throw<GanSharpException>(() => Trainer.Resume(checkpoint, today.WithClasses(["one", "two"])))
            .Message.ShouldContain("was trained on other data");
    }

    [Fact]
    public void Two_thousand_damaged_files_are_refused_with_their_path()
    {
        var (whole, loads) = (File.ReadAllBytes(_path), 0);
        var random = new RandomStream("damage", 1);
        for (var i = 0; i < 2000; i++)
        {
            using var scope = new TensorScope();
            _folder.Write("checkpoint.safetensors", Damaged(whole, random));
            try
            {
                var checkpoint = Checkpoint.Load(_path);
                using var trainer = Trainer.Resume(checkpoint, Tiny.Images());
                trainer.Save(_folder["again"]);
                File.ReadAllBytes(_folder["again"]).ShouldBe(whole, "only white space changed");
                loads++;
            }
            catch (GanSharpException error)
            {
                error.Message.ShouldStartWith($"{_path}: ");
                error.Message.ShouldNotContain("\n");
            }
        }
        loads.ShouldBeLessThan(50);
    }

    [Theory]
    [InlineData("format", "gansharp checkpoint 1", "not a checkpoint of this version of gansharp")]
    [InlineData("step", "4.5", "step in its metadata is not a valid number")]
    [InlineData("step", "99999999999999999999", "step in its metadata is not a valid number")]
    [InlineData("step", null, "lacks step")]
    [InlineData("batches", "-1", "batches in its metadata is not a valid number")]
    [InlineData("batches", "9223372036854775807", "batches in its metadata is not a valid number")]
    [InlineData("average.steps", null, "lacks average.steps")]
    [InlineData("generator-optimizer.steps", "many", "generator-optimizer.steps in its metadata is not a valid number")]
    [InlineData("stream.dropout", "", "stream.dropout in its metadata is not a valid number")]
    [InlineData("recipe", null, "not a recipe")]
    [InlineData("recipe", "epochs: [", "forged, recipe:2: ")]
    [InlineData("recipe", "name: tiny", "was trained with another recipe: ")]
    [InlineData("data.name", null, "was trained on other data: name: nothing there, noise here; ")]
    public void Forged_metadata_is_refused_with_the_reason(string key, string? value, string reason) =>
        Refusal(metadata => metadata.Put(key, value)).ShouldContain(reason);

    [Fact]
    public void A_checkpoint_without_the_state_of_the_health_monitor_can_be_resumed()
    {
        Forge(metadata => metadata.Keys.Where(key => key.StartsWith("health.", StringComparison.Ordinal)).ToList()
            .ForEach(key => metadata.Remove(key).ShouldBeTrue()));
        using var trainer = Trainer.Resume(Checkpoint.Load(_folder["forged"]), Tiny.Images());
        trainer.Step.ShouldBe(Steps);
        trainer.Save(_folder["again"]);
        SafeTensors.Load(_folder["again"]).Metadata["health.verdicts"].ShouldBe("0");
    }

    [Fact]
    public void State_of_the_health_monitor_that_is_not_a_number_is_refused() =>
        Refusal(metadata => metadata["health.verdicts"] = "many")
            .ShouldContain("health.verdicts in its metadata is not a valid number");

    [Fact]
    public void Networks_larger_than_the_file_are_not_built() =>
        Refusal(
                metadata => metadata["recipe"] = metadata["recipe"].Replace("linear 5,", "linear 1000000,"),
                ownRecipe: true)
            .ShouldContain("[parameters] a tensor of (1000000, 48) is more than the file can hold");

    [Theory]
    [InlineData("generator.1.linear.weight")]
    [InlineData("average.1.linear.weight")]
    [InlineData("discriminator-optimizer.mean.0")]
    public void A_missing_tensor_or_one_of_another_shape_is_refused(string name)
    {
        Refusal(_ => { }, tensors => tensors.Remove(name)).ShouldContain($"lacks {name}, which its recipe asks for");
        Refusal(_ => { }, tensors => tensors[name] = Tensor.Ones([1]))
            .ShouldContain($"{name} is F32 (1), but its recipe asks for F32 ");
    }

    [Theory]
    [InlineData("batch-size", "3", "batch-size: 4 there, 3 here")]
    [InlineData("classes", "one", "classes: nothing there, one here")]
    [InlineData("terms", "minimax; r1 1", "terms: non-saturating there, minimax; r1 1 here")]
    [InlineData("seed", "2", "seed: 1 there, 2 here")]
    public void Another_recipe_is_refused_with_the_difference(string key, string value, string difference) =>
        Should
            .Throw<GanSharpException>(() =>
                Trainer.Resume(Checkpoint.Load(_path), Tiny.Images(), Tiny.Recipe.With(key, value)))
            .Message.ShouldBe(
                $"{_path}: was trained with another recipe: {difference}; change that back, or start a new run");

    [Fact]
    public void Every_difference_is_shown() =>
        Should
            .Throw<GanSharpException>(() =>
                Trainer.Resume(Checkpoint.Load(_path), Tiny.Images(), Tiny.Recipe with { BatchSize = 6, Ema = 0 }))
            .Message.ShouldContain("ema: 0.9 there, 0 here; batch-size: 4 there, 6 here; ");

    [Theory]
    [InlineData("epochs", "7")]
    [InlineData("steps", "99")]
    [InlineData("sample-every", "1")]
    [InlineData("checkpoint-every", "1")]
    [InlineData("keep", "9")]
    [InlineData("about", "a longer one")]
    [InlineData("paper", "https://arxiv.org")]
    public void A_setting_that_does_not_affect_steps_can_be_changed(string key, string value)
    {
        using var trainer = Trainer.Resume(Checkpoint.Load(_path), Tiny.Images(), Tiny.Recipe.With(key, value));
        trainer.Step.ShouldBe(Steps);
    }

    [Fact]
    public void Other_data_is_refused_with_the_difference()
    {
        var images = Tiny.Images();
        byte[] pixels = [.. images.Images], labels = [.. images.Labels!];
        (pixels[^1], labels[0]) = ((byte)(pixels[^1] ^ 1), 1);
        Difference(new("other", images.Images, images.ImageShape, images.Labels, images.ClassNames))
            .ShouldBe("name: noise there, other here");
        Difference(new("noise", images.Images, images.ImageShape, images.Labels, ["a", "b", "c"])).ShouldBe(
            """classes: ["zero","one","two"] there, ["a","b","c"] here""");
        Difference(new("noise", pixels, images.ImageShape, images.Labels, images.ClassNames))
            .ShouldMatch("^sha256: [0-9a-f]{64} there, [0-9a-f]{64} here$");
        Difference(new("noise", images.Images, images.ImageShape, labels, images.ClassNames))
            .ShouldMatch("^sha256: [0-9a-f]{64} there, [0-9a-f]{64} here$");
        Difference(Tiny.Images(13)).ShouldStartWith("images: 12 there, 13 here; sha256: ");

        string Difference(ImageDataset data)
        {
            var message = Should.Throw<GanSharpException>(() => Trainer.Resume(Checkpoint.Load(_path), data)).Message;
            message.ShouldStartWith($"{_path}: was trained on other data: ");
            message.ShouldEndWith("; change that back, or start a new run");
            return message[
                $"{_path}: was trained on other data: ".Length..^"; change that back, or start a new run".Length];
        }
    }

    /// <summary>The file with one random change.</summary>
    private static byte[] Damaged(byte[] whole, RandomStream random)
    {
        var (kind, at, value) = (random.Integers(1, 4)[0], Place(whole.Length), (byte)random.Integers(1, 256)[0]);
        var end = Math.Min(whole.Length, at + 1 + Place(64));
        return kind switch
        {
            0 => [.. whole[..at], (byte)(whole[at] ^ Math.Max((byte)1, value)), .. whole[(at + 1)..]],
            1 => whole[..at],
            2 => [.. whole[..at], value, .. whole[at..]],
            _ => [.. whole[..at], .. whole[end..]],
        };

        // Half of the changes are near the beginning, where the header is.
        int Place(int most) => random.Integers(1, random.Integers(1, 2)[0] == 0 ? most : Math.Min(most, 400))[0];
    }

    private string Refusal(
        Action<Dictionary<string, string>> change, Action<Dictionary<string, Tensor>>? damage = null,
        bool ownRecipe = false)
    {
        Forge(change, damage);
        var recipe = ownRecipe ? null : Tiny.Recipe;
        var message = Should
            .Throw<GanSharpException>(() => Trainer.Resume(Checkpoint.Load(_folder["forged"]), Tiny.Images(), recipe))
            .Message;
        message.ShouldStartWith(_folder["forged"]);
        return message;
    }

    private void Forge(Action<Dictionary<string, string>> change, Action<Dictionary<string, Tensor>>? damage = null)
    {
        var file = SafeTensors.Load(_path);
        var (tensors, metadata) = (file.Tensors.ToDictionary(), file.Metadata.ToDictionary());
        metadata.Remove("sha256");
        change(metadata);
        damage?.Invoke(tensors);
        metadata["sha256"] = SafeTensors.Digest(tensors, metadata);
        SafeTensors.Save(_folder["forged"], tensors, metadata);
    }
}
