using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

[Collection(SerialCollection.Name)]
[Trait("Duration", "long")]
public sealed class PretextTrainingTests : IDisposable
{
    private static readonly PretextTraining Quick = new()
    {
        Settings = new() { Epochs = 8, BatchSize = 32, MaxShift = 1 },
    };

    private static readonly Lazy<ClassifierNetwork> OfRotations = new(() => Quick.Train(Skies(96, 1), Skies(40, 2)));
    private static readonly Lazy<ClassifierNetwork> OfGroups = new(() =>
        (Quick with { Settings = Quick.Settings with { Epochs = 30 } }).Train(Plain(96, 1), Plain(40, 2)));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Images_without_classes_are_learned_by_their_rotations()
    {
        var network = OfRotations.Value;

        network.Task.ShouldBe(FeatureTask.Rotations);
        network.TestAccuracy!.Value.ShouldBeGreaterThan(0.9);
        network.RotationAccuracy.ShouldBeNull();
        (network.Name, network.TaskText, network.Size).ShouldBe(("skies", "rotations", 64));
        network.Training.ShouldBe(
            "96 images in 4 rotations, 8 epochs, batches of 32, Adam from 0.002, shifts up to 1, seed 1");
    }

    [Fact]
    public void Images_that_look_the_same_when_rotated_are_learned_in_groups()
    {
        var network = OfGroups.Value;

        network.Task.ShouldBe(FeatureTask.Groups);
        network.RotationAccuracy!.Value.ShouldBe(0.25, 0.001, "each image has one answer for its four rotations");
        network.TestAccuracy!.Value.ShouldBeGreaterThan(0.6, "guessing gives 0.06");
        network.TaskText.ShouldBe("16 groups of similar images");
        network.Training.ShouldStartWith("96 images in 16 groups of similar ones, 30 epochs");
    }

    [Fact]
    public void The_features_claim_no_classes_even_of_images_that_have_some()
    {
        var skies = Skies(60, 3);
        var labelled = new ImageDataset(
            "skies", skies.Images, skies.ImageShape, [.. Enumerable.Range(0, 60).Select(i => (byte)(i % 2))]);
        foreach (var network in new[] { OfRotations.Value, OfGroups.Value })
        {
            network.ClassNames.ShouldBeEmpty();
            var features = network.Of(labelled);
            features.Logits.ShouldBeNull();
            features.Labels.ShouldBe(labelled.Labels!.Select(label => (int)label));

            var evaluation = new Evaluator(network, Skies(60, 4), labelled, new() { Resamples = 0 }).Evaluate(labelled);

            evaluation.Figures.Keys.Order().ShouldBe(
                ["coverage", "density", "fid", "kid", "memorisation", "precision", "recall"]);
            evaluation.ClassNames.ShouldBeEmpty();
            evaluation.Missing.Select(missing => missing.Figure).ShouldContain("inception-score");
        }
        Should.Throw<GanSharpException>(() => OfRotations.Value.Accuracy(labelled)).Message.ShouldBe(
            "skies knows no classes: it learned rotations; use a classifier");
    }

    [Fact]
    public void A_distance_grows_with_the_damage()
    {
        var (training, test) = (Skies(120, 5), Skies(120, 6));
        var evaluator = new Evaluator(OfRotations.Value, training, test, new() { Resamples = 0 });

        var dark = Changed(value => (byte)(value / 2));
        Distance(training).ShouldBeLessThan(Distance(Changed(value => (byte)(value * 0.9))));
        Distance(Changed(value => (byte)(value * 0.9))).ShouldBeLessThan(Distance(dark));

        double Distance(ImageDataset samples) => evaluator.Evaluate(samples).Figures["fid"].Value;

        ImageDataset Changed(Converter<byte, byte> change) =>
            new("changed", Array.ConvertAll(training.Images, change), training.ImageShape);
    }

    [Fact]
    public void A_file_says_what_was_learned()
    {
        foreach (var network in new[] { OfRotations.Value, OfGroups.Value })
        {
            network.Save(_folder["mine.safetensors"]);
            var loaded = ClassifierNetwork.Load(_folder["mine.safetensors"]);
            (loaded.Task, loaded.TaskText, loaded.TestAccuracy, loaded.RotationAccuracy).ShouldBe(
                (network.Task, network.TaskText, network.TestAccuracy, network.RotationAccuracy));
            loaded.Of(Skies(3, 3)).Vectors.Values().ShouldBe(network.Of(Skies(3, 3)).Vectors.Values());
        }
        using var scope = new TensorScope();
        var file = SafeTensors.Load(_folder["mine.safetensors"]);
        SafeTensors.Save(_folder["odd.safetensors"], file.Tensors, new Dictionary<string, string>(file.Metadata)
        {
            ["task"] = "colours",
        });
        Should.Throw<GanSharpException>(() => ClassifierNetwork.Load(_folder["odd.safetensors"])).Message.ShouldBe(
            $"{_folder["odd.safetensors"]}: 'colours' in its metadata is not one of classes, rotations, groups");
    }

    [Fact]
    public void The_same_settings_give_the_same_bits_on_any_number_of_threads()
    {
        var once = Weights(seed: 1, threads: 1);
        Weights(seed: 1, threads: 3).ShouldBe(once);
        Weights(seed: 2, threads: 1).ShouldNotBe(once);
    }

    [Fact]
    public void Images_are_shown_less_often_the_larger_they_are()
    {
        Steps(Skies(200, 1)).ShouldBe((60, 60 * (200 / 32)), "small images at most 60 times");
        Steps(Skies(2000, 1)).ShouldBe((30, 30 * (2000 / 32)));
        Steps(Skies(2000, 1).Resized(64)).ShouldBe((7, 7 * (2000 / 32)), "a quarter of 30");
        Steps(Skies(2000, 1).Resized(80)).ShouldBe((7, 7 * (2000 / 32)), "larger ones are scaled to 64");

        static (int Epochs, int Steps) Steps(ImageDataset images)
        {
            using var stop = new CancellationTokenSource();
            var seen = new Recorder(stop);
            Should.Throw<OperationCanceledException>(
                () => new PretextTraining().Train(images, images.Subsample(10), seen, stop.Token));
            return (seen.Last!.Epochs, seen.Last.Steps);
        }
    }

    /// <summary>Noise that is bright in the upper half.</summary>
    private static ImageDataset Skies(int count, long seed)
    {
        var noise = new RandomStream("skies", seed).Integers(count * 64, 90);
        return new("skies", [.. noise.Select((value, i) => (byte)(value + (i % 64 < 32 ? 120 : 0)))], new(1, 8, 8));
    }

    /// <summary>Images of one brightness each.</summary>
    private static ImageDataset Plain(int count, long seed)
    {
        var brightness = new RandomStream("plain", seed).Integers(count, 256);
        return new("plain", [.. brightness.SelectMany(value => Enumerable.Repeat((byte)value, 64))], new(1, 8, 8));
    }

    private static float[] Weights(long seed, int threads)
    {
        var before = Compute.Threads;
        Compute.Threads = threads;
        try
        {
            var training = Quick with { Settings = Quick.Settings with { Seed = seed, Epochs = 1 } };
            return
            [
                .. training.Train(Plain(64, 1), Plain(10, 2))
                    .Network.State.SelectMany(entry => entry.Tensor.ToArray<float>()),
            ];
        }
        finally
        {
            Compute.Threads = before;
        }
    }

    private sealed class Recorder(CancellationTokenSource stop) : IProgress<ClassifierProgress>
    {
        public ClassifierProgress? Last { get; private set; }

        public void Report(ClassifierProgress value)
        {
            Last = value;
            stop.Cancel();
        }
    }
}
