using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Tests.Training;

/// <summary>A training whose files could not be read again is refused before its first step.</summary>
[Trait("Instructions", "any")]
public sealed class RunLimitsTests : IDisposable
{
    private static readonly Recipe Recipe = Tiny.Recipe with
    {
        Generator = ["linear C x H x W, tanh"],
        Discriminator = ["flatten", "linear 1"],
        Steps = 1,
        SampleRows = 8,
    };

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_files_of_a_training_on_images_of_1_by_5000_pixels_can_be_read()
    {
        var data = Tiny.Images(shape: new(1, 1, 5000));
        var recipe = Recipe with { Conditioning = GanSharp.Models.Conditioning.LabelConditioning.None };
        Train(recipe, data);
        GeneratorFile.Load(_folder["run/generator.safetensors"]).Image.ShouldBe(data.ImageShape);
        RunRecord.Load(_folder["run"]).Grids[^1].Read().Width.ShouldBe(8 * 5002 + 2);
    }

    [Fact]
    public void The_files_of_a_training_with_many_long_class_names_can_be_read()
    {
        string[] names = [.. Enumerable.Range(0, 256).Select(i => $"{new string('語', 80)}{i}")];
        var data = new ImageDataset(
            "noise", Tiny.Images(256).Images, Tiny.Image,
            [.. Enumerable.Range(0, 256).Select(i => (byte)i)],
            names);
        Train(Recipe, data);
        GeneratorFile.Load(_folder["run/generator.safetensors"]).ClassNames.ShouldBe(names);
        RunRecord.Load(_folder["run"]).Description.Data.Classes.ShouldBe(names);
        Checkpoint.Newest(_folder["run"]).Step.ShouldBe(1);
    }

    [Fact]
    public void Grids_that_are_too_large_are_refused_before_the_first_step()
    {
        string[] names = [.. Enumerable.Range(0, 256).Select(i => $"{i}")];
        var data = new ImageDataset(
            "noise", Tiny.Images(256, new(1, 128, 128)).Images, new(1, 128, 128),
            [.. Enumerable.Range(0, 256).Select(i => (byte)i)],
            names);
        Refusal(Recipe with { SampleRows = 32 }, data)
            .ShouldBe(
                "tiny.yaml: sample-rows: a grid of 32 rows of images of 128×128×1 has 4162×33282 pixels, "
                + "above the limit of 1048576 per side and 75497472 in all; "
                + "use fewer rows, fewer classes or a smaller image-size");
        new Trainer(Recipe with { SampleRows = 8 }, data).Dispose();
    }

    [Fact]
    public void A_recipe_that_is_too_long_with_all_its_settings_is_refused_before_the_first_step()
    {
        var lines = Enumerable.Repeat("relu", 7500).ToArray();
        var yaml =
            $"name: long\ngenerator: [{string.Join(',', lines)}, 'linear C x H x W, tanh']\n"
            + "discriminator: [flatten, linear 1]\nbatch-size: 4";
        yaml.Length.ShouldBeLessThan(Limits.RecipeCharacters);
        Refusal(RecipeYaml.Parse(yaml, "long.yaml"), Tiny.Images()).ShouldMatch(
            @"^the recipe long has \d+ characters with all of its settings, more than 65536; "
            + "write fewer or shorter layers$");
    }

    [Fact]
    public void The_default_grid_of_the_largest_images_can_be_read()
    {
        var (width, height) = ImageGrid.Size(64, new(3, ImageSelection.LargestSize, ImageSelection.LargestSize), 8);
        (width * height).ShouldBeLessThanOrEqualTo(PngReader.MaxPixels);
        (3L * width * height).ShouldBeLessThan(PngReader.MaxBytes, "even without compression");
    }

    private static string Refusal(Recipe recipe, ImageDataset data) =>
        Should.Throw<GanSharpException>(() => new Trainer(recipe, data)).Message;

    private void Train(Recipe recipe, ImageDataset data)
    {
        using var trainer = new Trainer(recipe, data);
        using var run = RunFolder.Create(_folder["run"], trainer);
        foreach (var happened in trainer.RunAsync().ToBlockingEnumerable())
            run.Write(happened);
    }
}
