using GanSharp.Data;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>Generators that are functions of noise and label, held against images that are made likewise.</summary>
public class SampleJudgeTests
{
    private static readonly ImageShape Size = new(1, 4, 4);

    [Fact]
    public void Samples_like_real_images_are_near_them_and_as_varied()
    {
        var judged = Judge((noise, label) => Pattern(noise, label), isConditional: true);
        judged.EnergyDistance.ShouldBeInRange(-0.01, 0.01);
        judged.Diversity!.Value.ShouldBeInRange(0.9, 1.1);
        judged.ClassCounts.ShouldBe([86, 85, 85]);
    }

    [Fact]
    public void One_image_for_every_noise_is_not_varied_though_classes_differ()
    {
        var judged = Judge((_, label) => Pattern(0.5f, label), isConditional: true);
        judged.Diversity!.Value.ShouldBeLessThan(0.01);
        judged.ClassCounts.ShouldBe([86, 85, 85]);
        judged.EnergyDistance.ShouldBeGreaterThan(0.02);
    }

    [Fact]
    public void Missing_classes_are_missed()
    {
        var judged = Judge((noise, _) => Pattern(noise, 1));
        judged.ClassCounts.ShouldBe([0, 256, 0]);
        judged.EnergyDistance.ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void Far_from_real_is_far()
    {
        var near = Judge((noise, label) => Pattern(noise, label), isConditional: true).EnergyDistance;
        var far = Judge((noise, _) => [.. Enumerable.Repeat(2 * noise - 1, Size.Count)]).EnergyDistance;
        far.ShouldBeGreaterThan(near + 0.1);
        far.ShouldBeLessThan(1);
    }

    [Fact]
    public void A_change_is_measured_from_one_verdict_to_the_next_and_goes_on_from_a_saved_state()
    {
        var shift = 0f;
        var (judge, state) = (Judge(), new TrainingState());
        judge.Judge(1, 1).Change.ShouldBeNull();
        judge.Judge(2, 2).Change.ShouldBe(0);
        shift = 0.25f;
        judge.Judge(3, 3).Change!.Value.ShouldBeInRange(0.05, 1);
        judge.Judge(4, 4).Change.ShouldBe(0);

        SampleJudge Judge() => new(SamplerOf((noise, _) => Pattern(noise + shift, 0), false), Real(), new RandomStream("judged", 1));
    }

    [Fact]
    public void Images_of_any_size_and_number_are_judged()
    {
        foreach (var (size, count) in ((ImageShape, int)[])[(new(3, 70, 40), 5), (new(1, 1, 200), 2), (new(1, 4, 4), 1)])
        {
            var data = new ImageDataset("few", [.. new RandomStream("pixels", 1).Integers(count * size.Count, 256).Select(value => (byte)value)], size);
            var sampler = new Sampler(new Painter(size, (noise, _) => [.. Enumerable.Repeat(noise, size.Count)]), new Latent(1), size, PixelRange.SignedUnit, []);
            var judged = new SampleJudge(sampler, data, new RandomStream("judged", 1)).Judge(1, null);
            (double.IsFinite(judged.EnergyDistance), judged.Diversity is { } diversity && double.IsFinite(diversity), judged.ClassCounts)
                .ShouldBe((true, count > 1, null), "one image does not differ from others");
        }
    }

    [Fact]
    public void Real_images_that_are_all_alike_leave_the_diversity_unknown()
    {
        var data = new ImageDataset("alike", [.. Enumerable.Repeat((byte)9, 20 * Size.Count)], Size, [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 3))], ["a", "b", "c"]);
        var judge = new SampleJudge(SamplerOf(Pattern, true), data, new RandomStream("judged", 1));

        judge.Judge(1, 1).Diversity.ShouldBeNull("1 would be the best there is");
        judge.Judge(2, 2).Change.ShouldBeNull();
    }

    private static SamplesJudged Judge(Func<float, int, float[]> paint, bool isConditional = false) =>
        new SampleJudge(SamplerOf(paint, isConditional), Real(), new RandomStream("judged", 1)).Judge(7, 2);

    private static Sampler SamplerOf(Func<float, int, float[]> paint, bool isConditional) =>
        new(new Painter(Size, paint), Latent.Parse("1 uniform 0 1"), Size, PixelRange.SignedUnit, isConditional ? ["a", "b", "c"] : []);

    /// <summary>Three classes of patterns, as varied as their noise.</summary>
    private static ImageDataset Real()
    {
        var noise = new RandomStream("real", 1).Uniform([900]).ToArray<float>();
        var bytes = new byte[900 * Size.Count];
        for (var i = 0; i < 900; i++)
            PixelRange.SignedUnit.ToBytes(Pattern(noise[i], i % 3), bytes.AsSpan(i * Size.Count, Size.Count));
        return new("patterns", bytes, Size, [.. Enumerable.Range(0, 900).Select(i => (byte)(i % 3))], ["a", "b", "c"]);
    }

    /// <summary>A bright row that says the class, above a background as bright as the noise.</summary>
    private static float[] Pattern(float noise, int label) =>
        [.. Enumerable.Range(0, Size.Count).Select(i => i / Size.Width == label ? 1 : Math.Clamp(noise, 0, 1) * 0.8f - 1)];

    private sealed class Painter(ImageShape size, Func<float, int, float[]> paint) : Module
    {
        public override Tensor Forward(Tensor x, Pass pass) => Tensor.From(
            [.. x.ToArray<float>().SelectMany((noise, i) => paint(noise, pass.Labels?[i] ?? 0))], [x.Shape[0], size.Channels, size.Height, size.Width]);

        public override Shape OutputShape(Shape input) => [size.Channels, size.Height, size.Width];
    }
}
