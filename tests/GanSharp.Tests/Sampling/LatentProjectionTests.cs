using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Sampling;

namespace GanSharp.Tests.Sampling;

public sealed class LatentProjectionTests : IDisposable
{
    private static readonly ImageShape Image = new(1, 8, 8);
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_noise_of_an_image_of_the_generator_is_found()
    {
        var sampler = Sampler();
        var found = new LatentProjection { Steps = 200 }.Find(sampler, Drawn(sampler, 5));
        found.Error.ShouldBeLessThan(found.Start / 50);
        found.Label.ShouldBeNull();
        sampler.Generate(found.Latent).ToArray<float>().Length.ShouldBe(64);
        found.Pair.Pixels[..64].ShouldBe(Drawn(sampler, 5));
        found.Pair.Pixels[64..].ShouldBe(found.Way.Pixels[^64..]);
    }

    [Fact]
    public void The_class_of_the_picture_is_found_unless_it_is_given()
    {
        var sampler = Sampler("a", "b", "c");
        var target = Drawn(sampler, 5, 2);
        new LatentProjection { Steps = 50 }.Find(sampler, target).Label.ShouldBe(2);
        new LatentProjection { Steps = 50, Label = 1 }.Find(sampler, target).Label.ShouldBe(1);
    }

    [Fact]
    public void The_same_seed_finds_the_same_noise()
    {
        var (sampler, search) = (Sampler(), new LatentProjection { Steps = 20 });
        var target = Drawn(sampler, 5);
        search.Find(sampler, target).Latent.Values().ShouldBe(search.Find(sampler, target).Latent.Values());
        (search with { Seed = 2 }).Find(sampler, target).Latent.Values()
            .ShouldNotBe(search.Find(sampler, target).Latent.Values());
    }

    [Fact]
    public void A_cancelled_search_stops() => Should.Throw<OperationCanceledException>(() =>
        new LatentProjection().Find(Sampler(), new byte[64], cancellation: new(canceled: true)));

    [Fact]
    public void A_target_has_the_size_and_the_channels_of_the_generator()
    {
        PngWriter.Save(_folder["a.png"], new(2, 1, 3, [255, 0, 0, 0, 0, 255]));
        ProjectionTarget.Read(_folder["a.png"], new(1, 1, 2)).ShouldBe([76, 29]);
        Should.Throw<GanSharpException>(() => ProjectionTarget.Read(_folder["a.png"], new(1, 4, 8)))
            .Message.ShouldContain("has 1×2 pixels, but the generator draws 4×8");
        PngWriter.Save(_folder["b.png"], new(12, 8, 1, [.. Enumerable.Repeat((byte)9, 96)]));
        ProjectionTarget.Read(_folder["b.png"], new(3, 4, 4)).ShouldBe(Enumerable.Repeat((byte)9, 48));
    }

    private static byte[] Drawn(Sampler sampler, long seed, int? label = null)
    {
        var noise = sampler.Latent.Draw(1, new RandomStream("target", seed));
        var image = sampler.Generate(noise, label is { } one ? [one] : null);
        var pixels = new byte[Image.Count];
        sampler.Range.ToBytes(image.ToArray<float>(), pixels);
        return pixels;
    }

    private static Sampler Sampler(params string[] classes)
    {
        var inputs = 3 + classes.Length;
        var linear = new Linear(inputs, 64);
        InPlace.Copy(linear.Weight, new RandomStream("weight", 1).Normal([64, inputs]));
        var layers = new List<(string, Module)>();
        if (classes.Length > 0)
            layers.Add(("concat-labels", new ConcatLabels(classes.Length)));
        layers.AddRange(
        [
            ("linear", linear), ("tanh", new Activation(x => x.Tanh())), ("reshape", new Reshape([1, 8, 8])),
        ]);
        return new(new Sequential(layers), new Latent(3), Image, PixelRange.SignedUnit, classes);
    }
}
