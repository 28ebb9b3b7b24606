using GanSharp.Data;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;
using GanSharp.Training.Health;

namespace GanSharp.Tests.Training.Health;

/// <summary>Compares generators that are simple functions of noise and label with images of the same kind.</summary>
public class SampleMonitorTests
{
    private static readonly ImageShape Size = new(1, 4, 4);

    [Fact]
    public void Samples_like_real_images_are_near_them_and_as_varied()
    {
        var measured = Measure((noise, label) => Pattern(noise, label), isConditional: true);
        measured.EnergyDistance.ShouldBeInRange(-0.01, 0.01);
        measured.Diversity!.Value.ShouldBeInRange(0.9, 1.1);
        measured.ClassCounts.ShouldBe([86, 85, 85]);
    }

    [Fact]
    public void The_same_image_for_every_noise_has_no_diversity_even_if_classes_differ()
    {
        var measured = Measure((_, label) => Pattern(0.5f, label), isConditional: true);
        measured.Diversity!.Value.ShouldBeLessThan(0.01);
        measured.ClassCounts.ShouldBe([86, 85, 85]);
        measured.EnergyDistance.ShouldBeGreaterThan(0.02);
    }

    [Fact]
    public void Missing_classes_are_noticed()
    {
        var measured = Measure((noise, _) => Pattern(noise, 1));
        measured.ClassCounts.ShouldBe([0, 256, 0]);
        measured.EnergyDistance.ShouldBeGreaterThan(0.2);
    }

    [Fact]
    public void Samples_unlike_real_images_have_a_large_distance()
    {
        var near = Measure((noise, label) => Pattern(noise, label), isConditional: true).EnergyDistance;
        var far = Measure((noise, _) => [.. Enumerable.Repeat(2 * noise - 1, Size.Count)]).EnergyDistance;
        far.ShouldBeGreaterThan(near + 0.1);
        far.ShouldBeLessThan(1);
    }

    [Fact]
    public void The_change_is_measured_from_one_measurement_to_the_next()
    {
        var shift = 0f;
        var monitor = Monitor();
        monitor.Measure(1, 1).Change.ShouldBeNull();
        monitor.Measure(2, 2).Change.ShouldBe(0);
        shift = 0.25f;
        monitor.Measure(3, 3).Change!.Value.ShouldBeInRange(0.05, 1);
        monitor.Measure(4, 4).Change.ShouldBe(0);

        SampleMonitor Monitor() =>
            new(SamplerOf((noise, _) => Pattern(noise + shift, 0), false), Real(), new RandomStream("judged", 1));
    }

    [Fact]
    public void Images_of_any_size_and_number_are_measured()
    {
        (ImageShape, int)[] cases = [(new(3, 70, 40), 5), (new(1, 1, 200), 2), (new(1, 4, 4), 1)];
        foreach (var (size, count) in cases)
        {
            var data = new ImageDataset(
                "few",
                [.. new RandomStream("pixels", 1).Integers(count * size.Count, 256).Select(value => (byte)value)],
                size);
            var sampler = new Sampler(
                new Painter(size, (noise, _) => [.. Enumerable.Repeat(noise, size.Count)]),
                new Latent(1), size, PixelRange.SignedUnit, []);
            var measured = new SampleMonitor(sampler, data, new RandomStream("judged", 1)).Measure(1, null);
            (
                double.IsFinite(measured.EnergyDistance),
                measured.Diversity is { } diversity && double.IsFinite(diversity),
                measured.ClassCounts).ShouldBe((true, count > 1, null), "one image does not differ from others");
        }
    }

    [Fact]
    public void If_all_real_images_are_alike_the_diversity_is_unknown()
    {
        var data = new ImageDataset(
            "alike", [.. Enumerable.Repeat((byte)9, 20 * Size.Count)], Size,
            [.. Enumerable.Range(0, 20).Select(i => (byte)(i % 3))],
            ["a", "b", "c"]);
        var monitor = new SampleMonitor(SamplerOf(Pattern, true), data, new RandomStream("judged", 1));

        monitor.Measure(1, 1).Diversity.ShouldBeNull("1 would be the best value");
        monitor.Measure(2, 2).Change.ShouldBeNull();
    }

    private static SamplesMeasured Measure(Func<float, int, float[]> paint, bool isConditional = false) =>
        new SampleMonitor(SamplerOf(paint, isConditional), Real(), new RandomStream("judged", 1)).Measure(7, 2);

    private static Sampler SamplerOf(Func<float, int, float[]> paint, bool isConditional) =>
        new(
            new Painter(Size, paint), Latent.Parse("1 uniform 0 1"), Size, PixelRange.SignedUnit,
            isConditional ? ["a", "b", "c"] : []);

    /// <summary>Patterns of three classes with uniform noise.</summary>
    private static ImageDataset Real()
    {
        var noise = new RandomStream("real", 1).Uniform([900]).ToArray<float>();
        var bytes = new byte[900 * Size.Count];
        for (var i = 0; i < 900; i++)
            PixelRange.SignedUnit.ToBytes(Pattern(noise[i], i % 3), bytes.AsSpan(i * Size.Count, Size.Count));
        return new("patterns", bytes, Size, [.. Enumerable.Range(0, 900).Select(i => (byte)(i % 3))], ["a", "b", "c"]);
    }

    /// <summary>A bright row for the class, on a background as bright as the noise.</summary>
    private static float[] Pattern(float noise, int label) =>
        [
            .. Enumerable
                .Range(0, Size.Count)
                .Select(i => i / Size.Width == label ? 1 : Math.Clamp(noise, 0, 1) * 0.8f - 1),
        ];

    private sealed class Painter(ImageShape size, Func<float, int, float[]> paint) : Module
    {
        public override Tensor Forward(Tensor x, Pass pass) => Tensor.From(
            [.. x.ToArray<float>().SelectMany((noise, i) => paint(noise, pass.Labels?[i] ?? 0))],
            [x.Shape[0], size.Channels, size.Height, size.Width]);

        public override Shape OutputShape(Shape input) => [size.Channels, size.Height, size.Width];
    }
}
