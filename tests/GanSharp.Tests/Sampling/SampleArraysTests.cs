using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Tests.Sampling;

[Trait("Instructions", "any")]
public class SampleArraysTests
{
    [Fact]
    public void Parts_are_the_images_of_the_whole_drawing()
    {
        var plan = new SampleRequest { Count = 4200, Seed = 3 }.Plan(Grey());
        var (whole, parts) = (plan.Draw(), plan.DrawParts().ToArray());
        parts.Select(part => part.Count).ShouldBe([4096, 104]);
        parts.SelectMany(part => part.Pixels).ShouldBe(whole.Pixels);
    }

    [Fact]
    public void Images_have_their_channels_last()
    {
        using var stream = new MemoryStream();
        var samples = new SampleSet([1, 2, 3, 4, 5, 6, 11, 12, 13, 14, 15, 16], new(3, 1, 2), null, 2);
        SampleArrays.WriteNpy(stream, 2, samples.Image, [samples]);
        byte[] pixels = [1, 3, 5, 2, 4, 6, 11, 13, 15, 12, 14, 16];
        stream.ToArray().ShouldBe([.. Npy.Header<byte>(2, 1, 2, 3), .. pixels]);
    }

    [Fact]
    public void Labels_are_in_an_archive_with_the_images()
    {
        using var stream = new MemoryStream();
        var samples = new SampleSet([1, 2, 3, 4], new(1, 1, 2), [5, 6], 2);
        SampleArrays.WriteNpz(stream, 4, samples.Image, [samples, samples with { Labels = [7, 8] }]);
        using var zip = new System.IO.Compression.ZipArchive(stream);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["images.npy", "labels.npy"]);
        using var labels = zip.GetEntry("labels.npy")!.Open();
        using var copy = new MemoryStream();
        labels.CopyTo(copy);
        copy.ToArray()[^32..].Where((_, i) => i % 8 == 0).ShouldBe(new byte[] { 5, 6, 7, 8 });
    }

    private static Sampler Grey()
    {
        var generator = new Sequential([("linear", new Linear(2, 4)), ("reshape", new Reshape([1, 2, 2]))]);
        InPlace.Copy(((Linear)generator.Layers[0]).Weight, Tensor.Full([4, 2], 0.5));
        return new(generator, new Latent(2), new(1, 2, 2), PixelRange.SignedUnit, []);
    }
}
