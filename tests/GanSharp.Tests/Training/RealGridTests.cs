using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

public sealed class RealGridTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_conditional_run_shows_a_column_per_class_with_different_images()
    {
        using var trainer = new Trainer(Tiny.Recipe, Shaded(12));
        // The images are 0, 1, 2, ...; their classes 0, 1, 2, 0, 1, 2, ...
        Cells(RealGrid.Draw(trainer.Data, trainer.Sampler, 2), columns: 3).ShouldBe([0, 1, 2, 6, 7, 8]);
    }

    [Fact]
    public void Cells_without_images_are_white()
    {
        using var trainer = new Trainer(Tiny.Recipe, Shaded(5));
        Cells(RealGrid.Draw(trainer.Data, trainer.Sampler, 3), columns: 3)
            .ShouldBe([0, 1, 2, 3, 4, 255, 255, 255, 255]);
    }

    [Theory]
    [InlineData(12, new[] { 0, 3, 6, 9 })]
    [InlineData(3, new[] { 0, 1, 2, 255 })]
    public void An_unconditional_run_shows_a_square_of_images_at_equal_distances(int count, int[] images)
    {
        using var trainer = new Trainer(
            Tiny.Recipe.With("conditioning", "none") with { BatchSize = 3 }, Shaded(count));
        Cells(RealGrid.Draw(trainer.Data, trainer.Sampler, 2), columns: 2).ShouldBe(images);
    }

    [Fact]
    public async Task A_run_folder_has_a_picture_as_large_as_its_samples_and_repairs_it()
    {
        var recipe = Tiny.Recipe with { Epochs = 1, SampleRows = 3 };
        using (var trainer = new Trainer(recipe, Shaded(12, new(1, 28, 28))))
        using (var run = RunFolder.Create(_folder["run"], trainer))
        {
            var drawn = new List<Bitmap>();
            await foreach (var happened in run.TrainAsync())
                drawn.AddRange(happened is SamplesDrawn samples ? [samples.Grid] : []);
            var real = PngReader.Read(_folder["run/real.png"]);
            var saved = PngReader.Read(run.LastSamples!);
            (real.Width, real.Height).ShouldBe((3 * 30 + 2, 3 * 30 + 2 + 11));
            (saved.Width, saved.Height).ShouldBe((real.Width, real.Height), "both have the names of the classes");
            saved.Pixels[..(11 * saved.Width)].ShouldBe(real.Pixels[..(11 * real.Width)]);
            saved.Pixels[(11 * saved.Width)..].ShouldBe(drawn[^1].Pixels, "events have the grid without names");
        }
        var whole = await File.ReadAllBytesAsync(_folder["run/real.png"]);
        await File.WriteAllBytesAsync(_folder["run/real.png"], whole[..20]);
        using (var trainer = new Trainer(recipe, Shaded(12, new(1, 28, 28))))
            RunFolder.Continue(_folder["run"], trainer).Dispose();
        (await File.ReadAllBytesAsync(_folder["run/real.png"])).ShouldBe(whole);
    }

    /// <summary>Images of one shade each: 0, 1, 2, ...</summary>
    private static ImageDataset Shaded(int count, ImageShape? shape = null)
    {
        var image = shape ?? Tiny.Image;
        return new(
            "shades", [.. Enumerable.Range(0, count).SelectMany(i => Enumerable.Repeat((byte)i, image.Count))], image,
            [.. Enumerable.Range(0, count).Select(i => (byte)(i % 3))], ["zero", "one", "two"]);
    }

    /// <summary>The shade of every cell of a grid of 8×8 images.</summary>
    private static int[] Cells(Bitmap grid, int columns) =>
    [
        .. Enumerable.Range(0, (grid.Height - 2) / 10 * columns)
            .Select(i => (int)grid.Pixels[(2 + i / columns * 10) * grid.Width + 2 + i % columns * 10]),
    ];
}
