using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Sampling;

public sealed class SamplerTests : IDisposable
{
    private readonly Trainer _trainer = new(Tiny.Recipe, Tiny.Images());
    private readonly Sampler _sampler;

    public SamplerTests() => _sampler = _trainer.Sampler;

    public void Dispose() => _trainer.Dispose();

    [Fact]
    public void An_image_does_not_depend_on_the_others_of_its_batch()
    {
        var noise = _sampler.Latent.Draw(70, new RandomStream("noise", 1));
        int[] labels = [.. Enumerable.Range(0, 70).Select(i => i % 3)];

        var all = _sampler.Generate(noise, labels);

        all.Shape.ShouldBe([70, 1, 8, 8]);
        foreach (var i in (int[])[0, 63, 64, 69])
            _sampler
                .Generate(noise.Slice(0, i, 1), [labels[i]])
                .Values()
                .ShouldBe(all.Slice(0, i, 1).Values(), tolerance: 1e-6, $"image {i}");
        all.IsTracked.ShouldBeFalse();
    }

    [Fact]
    public void Another_class_gives_another_image()
    {
        var noise = _sampler.Latent.Draw(1, new RandomStream("noise", 1));
        _sampler.Generate(noise, [0]).Values().ShouldNotBe(_sampler.Generate(noise, [1]).Values());
    }

    [Fact]
    public void No_noise_gives_no_images() => _sampler.Generate(Tensor.Zeros([0, 3]), []).Shape.ShouldBe([0, 1, 8, 8]);

    [Theory]
    [InlineData(4, new[] { 0, 1 }, "noise of shape (2, 4) does not fit this generator; it takes (N, 3)")]
    [InlineData(3, null, "this generator needs a class for each image; choose from zero, one, two")]
    [InlineData(3, new[] { 0 }, "2 images but 1 label; give every image one label")]
    [InlineData(3, new[] { 0, 3 }, "label 3 is not one of the 3 classes: zero, one, two")]
    [InlineData(3, new[] { -1, 0 }, "label -1 is not one of the 3 classes: zero, one, two")]
    public void Noise_or_labels_that_do_not_fit_are_refused(int size, int[]? labels, string message) =>
        Should
            .Throw<GanSharpException>(() => _sampler.Generate(Tensor.Zeros([2, size]), labels))
            .Message.ShouldBe(message);

    [Fact]
    public void An_unconditional_generator_takes_no_labels()
    {
        var sampler = new Sampler(new Linear(3, 64), new(3), Tiny.Image, PixelRange.SignedUnit, []);
        Should.Throw<GanSharpException>(() => sampler.Generate(Tensor.Zeros([1, 3]), [0])).Message.ShouldBe(
            "this generator was trained without classes, so no class can be asked for; leave the labels out");
        sampler.Generate(Tensor.Zeros([1, 3])).Shape.ShouldBe([1, 1, 8, 8]);
    }

    [Fact]
    public void Cancellation_ends_the_work() => Should.Throw<OperationCanceledException>(
        () => _sampler.Generate(Tensor.Zeros([1, 3]), [0], new CancellationToken(canceled: true)));

    [Fact]
    public void A_table_has_a_row_for_each_noise_and_a_column_for_each_class()
    {
        var (noise, labels, columns) = Sampler.Table(Tensor.From([1f, 2, 3, 4], [2, 2]), [7, 5, 9]);
        columns.ShouldBe(3);
        labels.ShouldBe([7, 5, 9, 7, 5, 9]);
        noise.Shape.ShouldBe([6, 2]);
        noise.ToArray<float>().ShouldBe([1, 2, 1, 2, 1, 2, 3, 4, 3, 4, 3, 4]);
    }
}
