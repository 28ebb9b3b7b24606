using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;

namespace GanSharp.Tests.Metrics;

[Collection(SerialCollection.Name)]
[Trait("Duration", "long")]
public sealed class LearnedFeaturesTests : IDisposable
{
    private readonly TemporaryFolder _cache = new();

    public void Dispose() => _cache.Dispose();

    [Fact]
    public void What_was_learned_is_found_by_the_same_images_alone()
    {
        var learned = new LearnedFeatures(Real(seed: 1), _cache.Path);
        learned.File.ShouldBe(_cache[$"features/{learned.Name}.safetensors"]);
        learned.Name.ShouldMatch("^grey-[0-9a-f]{12}$");
        learned.Find().ShouldBeNull();

        var network = learned.Learn();

        learned.SaveError.ShouldBeNull();
        network.Name.ShouldBe(learned.Name);
        var found = new LearnedFeatures(Real(seed: 1), _cache.Path).Find().ShouldNotBeNull();
        (found.Name, found.Task, found.TestAccuracy).ShouldBe((network.Name, network.Task, network.TestAccuracy));
        var images = Real(seed: 3).Test;
        found.Of(images).Vectors.Values().ShouldBe(network.Of(images).Vectors.Values());
        new LearnedFeatures(Real(seed: 2), _cache.Path).Find().ShouldBeNull();
        new LearnedFeatures(Real(seed: 1) with { Training = Real(seed: 1).Training.Resized(4) }, _cache.Path)
            .Find().ShouldBeNull("images of another size are other images");
    }

    [Fact]
    public void A_damaged_file_is_learned_again()
    {
        var learned = new LearnedFeatures(Real(seed: 1), _cache.Path);
        Directory.CreateDirectory(_cache["features"]);
        File.WriteAllText(learned.File!, "dear diary");
        learned.Find().ShouldBeNull();

        learned.Learn();

        learned.Find().ShouldNotBeNull();
    }

    [Fact]
    public void Features_that_cannot_be_kept_can_be_used()
    {
        File.WriteAllText(_cache["note"], "mine");
        var learned = new LearnedFeatures(Real(seed: 1), _cache["note"]);

        learned.Learn().Of(Real(seed: 1).Test).Count.ShouldBe(3);

        learned.SaveError.ShouldNotBeNull().ShouldContain("cannot be written");
    }

    [Fact]
    public void A_classifier_of_the_classes_is_learned_if_there_are_two_or_more()
    {
        var real = new RealImages(Bars.Images(40, seed: 1), Bars.Images(20, seed: 2), true);
        var learned = new LearnedFeatures(real, _cache.Path);
        learned.LearnsClasses.ShouldBeTrue();

        var network = learned.Learn();

        (network.Task, network.ClassNames).ShouldBe((FeatureTask.Classes, real.Training.ClassNames));
        network.TestAccuracy!.Value.ShouldBeGreaterThan(0.9);
        learned.Find()!.Name.ShouldBe(network.Name);
        new LearnedFeatures(Real(seed: 1), _cache.Path).LearnsClasses.ShouldBeFalse();
    }

    /// <summary>A few images of 8×8 of one brightness each.</summary>
    private static RealImages Real(long seed)
    {
        return new(Grey(12, seed), Grey(3, seed + 100), false);

        static ImageDataset Grey(int count, long seed) =>
            new(
                "grey",
                [
                    .. new RandomStream("grey", seed).Integers(count, 256)
                        .SelectMany(value => Enumerable.Repeat((byte)value, 64)),
                ],
                new(1, 8, 8));
    }
}
