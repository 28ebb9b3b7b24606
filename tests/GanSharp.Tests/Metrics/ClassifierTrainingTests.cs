using GanSharp.Data;
using GanSharp.Metrics.Features;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

[Collection(SerialCollection.Name)]
[Trait("Duration", "long")]
public class ClassifierTrainingTests
{
    private static readonly ClassifierTraining Quick = new() { Epochs = 6, BatchSize = 16, MaxShift = 1 };

    [Fact]
    public void A_trained_classifier_is_accurate_on_new_images()
    {
        var network = Quick.Train(Bars.Images(96, seed: 1), Bars.Images(60, seed: 2));

        network.TestAccuracy!.Value.ShouldBeGreaterThan(0.95);
        network.Accuracy(Bars.Images(60, seed: 2)).ShouldBe(network.TestAccuracy.Value);
        (network.Name, network.Dataset, network.Size).ShouldBe(("bars", "bars", 64));
        network.ClassNames.ShouldBe(["across", "down", "none"]);
        network.Training.ShouldBe("96 images, 6 epochs, batches of 16, Adam from 0.002, shifts up to 1, seed 1");
    }

    [Fact]
    public void The_same_settings_give_the_same_bits_on_any_number_of_threads()
    {
        var once = Weights(Quick with { Epochs = 1 }, threads: 1);
        Weights(Quick with { Epochs = 1 }, threads: 3).ShouldBe(once);
        Weights(Quick with { Epochs = 1, Seed = 2 }, threads: 1).ShouldNotBe(once);
        Weights(Quick with { Epochs = 1, MaxShift = 0 }, threads: 1).ShouldNotBe(once);
    }

    [Fact]
    public void The_accuracy_score_is_that_of_a_classifier_of_samples_on_real_images()
    {
        var real = Bars.Images(60, seed: 2);
        Quick.AccuracyScore(Bars.Images(96, seed: 1), real).ShouldBeGreaterThan(0.95);

        var samples = Bars.Images(96, seed: 1);
        var wrongLabels = Array.ConvertAll(samples.Labels!, label => (byte)((label + 1) % 3));
        var wrong = new ImageDataset("wrong", samples.Images, samples.ImageShape, wrongLabels, samples.ClassNames);
        Quick.AccuracyScore(wrong, real).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Every_step_is_reported_and_the_work_can_be_cancelled()
    {
        var reported = new List<ClassifierProgress>();
        using var stop = new CancellationTokenSource();
        var progress = new Recorder(at =>
        {
            reported.Add(at);
            if (reported.Count == 9)
                stop.Cancel();
        });

        Should.Throw<OperationCanceledException>(() =>
            Quick.Train(Bars.Images(96, seed: 1), null, progress, stop.Token));

        reported.Select(at => at.Step).ShouldBe(Enumerable.Range(1, 9));
        reported.ShouldAllBe(at =>
            at.Steps == 36 && at.Epochs == 6 && at.Epoch == (at.Step - 1) / 6 + 1 && at.IsEndOfEpoch == (at.Step == 6));
        reported.ShouldAllBe(at => at.Loss > 0 && at.Accuracy >= 0 && at.Accuracy <= 1);
    }

    [Fact]
    public void The_default_number_of_epochs_depends_on_the_number_of_images()
    {
        new ClassifierTraining().EpochsFor(60_000).ShouldBe(8);
        new ClassifierTraining().EpochsFor(1_000_000).ShouldBe(8);
        new ClassifierTraining().EpochsFor(24_000).ShouldBe(20);
        new ClassifierTraining().EpochsFor(100).ShouldBe(40);
        Quick.EpochsFor(60_000).ShouldBe(6);
    }

    [Fact]
    public void Data_that_cannot_be_learned_is_refused_with_the_reason()
    {
        var images = Bars.Images(12, seed: 1);
        Refusal(new ImageDataset("plain", images.Images, images.ImageShape))
            .ShouldBe("plain: there are no labels to learn; use data with labels");
        Refusal(images.WithClasses(["down"])).ShouldBe("1 classes are too few for a classifier; use two or more");
        Refusal(images, images.WithClasses(["down", "none"])).ShouldBe("");
        Refusal(images.WithClasses(["down", "none"]), images).ShouldBe(
            "bars has a class that bars does not know: 'across' is not one of the 2 classes: down, none");
    }

    [Theory]
    [InlineData(-1, 128, 0.1, 2, "epochs is -1; it must be 1 to 1000, or 0 to leave it to the data")]
    [InlineData(1, 1, 0.1, 2, "the batch size is 1; it must be 2 to 65536")]
    [InlineData(1, 128, 0, 2, "the learning rate is 0; it must be above 0 and at most 1")]
    [InlineData(1, 128, double.NaN, 2, "the learning rate is NaN; it must be above 0 and at most 1")]
    [InlineData(1, 128, 0.1, 65, "the largest shift is 65; it must be 0 to 64")]
    public void Settings_out_of_range_are_refused(int epochs, int batch, double rate, int shift, string reason) =>
        Should
            .Throw<GanSharpException>(new ClassifierTraining
            {
                Epochs = epochs,
                BatchSize = batch,
                LearningRate = rate,
                MaxShift = shift,
            }.Validate)
            .Message.ShouldBe(reason);

    private static string Refusal(ImageDataset data, ImageDataset? test = null)
    {
        try
        {
            (Quick with { Epochs = 1 }).Train(data, test);
            return "";
        }
        catch (GanSharpException error)
        {
            return error.Message;
        }
    }

    private static float[] Weights(ClassifierTraining training, int threads)
    {
        var before = Compute.Threads;
        Compute.Threads = threads;
        try
        {
            return
            [
                .. training
                    .Train(Bars.Images(96, seed: 1))
                    .Network.State.SelectMany(entry => entry.Tensor.ToArray<float>()),
            ];
        }
        finally
        {
            Compute.Threads = before;
        }
    }

    private sealed class Recorder(Action<ClassifierProgress> report) : IProgress<ClassifierProgress>
    {
        public void Report(ClassifierProgress value) => report(value);
    }
}
