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
    public void What_it_learned_it_knows_of_images_it_has_not_seen()
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
    public void The_score_of_samples_is_what_a_classifier_of_them_knows_of_real_images()
    {
        var real = Bars.Images(60, seed: 2);
        Quick.AccuracyScore(Bars.Images(96, seed: 1), real).ShouldBeGreaterThan(0.95);

        var samples = Bars.Images(96, seed: 1);
        var wrongLabels = Array.ConvertAll(samples.Labels!, label => (byte)((label + 1) % 3));
        var wrong = new ImageDataset("wrong", samples.Images, samples.ImageShape, wrongLabels, samples.ClassNames);
        Quick.AccuracyScore(wrong, real).ShouldBeLessThan(0.1);
    }

    [Fact]
    public void Every_step_is_told_and_the_work_can_be_ended()
    {
        var told = new List<ClassifierProgress>();
        using var stop = new CancellationTokenSource();
        var progress = new Told(at =>
        {
            told.Add(at);
            if (told.Count == 9)
                stop.Cancel();
        });

        Should.Throw<OperationCanceledException>(() =>
            Quick.Train(Bars.Images(96, seed: 1), null, progress, stop.Token));

        told.Select(at => at.Step).ShouldBe(Enumerable.Range(1, 9));
        told.ShouldAllBe(at =>
            at.Steps == 36 && at.Epochs == 6 && at.Epoch == (at.Step - 1) / 6 + 1 && at.IsEndOfEpoch == (at.Step == 6));
        told.ShouldAllBe(at => at.Loss > 0 && at.Accuracy >= 0 && at.Accuracy <= 1);
    }

    [Fact]
    public void Epochs_are_as_many_as_the_data_takes()
    {
        new ClassifierTraining().EpochsFor(60_000).ShouldBe(8);
        new ClassifierTraining().EpochsFor(1_000_000).ShouldBe(8);
        new ClassifierTraining().EpochsFor(24_000).ShouldBe(20);
        new ClassifierTraining().EpochsFor(100).ShouldBe(40);
        Quick.EpochsFor(60_000).ShouldBe(6);
    }

    [Fact]
    public void What_cannot_be_learned_is_refused_in_a_line()
    {
        var images = Bars.Images(12, seed: 1);
        Refusal(new ImageDataset("plain", images.Images, images.ImageShape))
            .ShouldBe("plain: there are no labels to learn; take data with labels");
        Refusal(images.WithClasses(["down"])).ShouldBe("1 classes leave nothing to tell apart; take two or more");
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
        Should.Throw<GanSharpException>(() =>
            new ClassifierTraining
            {
                Epochs = epochs,
                BatchSize = batch,
                LearningRate = rate,
                MaxShift = shift,
            }.Validate())
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

    private sealed class Told(Action<ClassifierProgress> tell) : IProgress<ClassifierProgress>
    {
        public void Report(ClassifierProgress value) => tell(value);
    }
}
