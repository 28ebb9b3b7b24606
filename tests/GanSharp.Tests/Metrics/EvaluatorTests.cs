using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Models;
using GanSharp.Models.Conditioning;
using GanSharp.Mpi;
using GanSharp.Networks;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Tests.Mpi;

namespace GanSharp.Tests.Metrics;

[Trait("Duration", "long")]
public class EvaluatorTests
{
    private static readonly ImageDataset Digits = Datasets.Load("digits");
    private static readonly ImageDataset Training = Part(0), Test = Part(1), Others = Part(2);
    private static readonly FakeNetwork Network = new(Training);
    private static readonly Evaluator Shared = new(Network, Training, Test, new() { Resamples = 20 });

    [Fact]
    public void Real_images_are_near_the_floor_and_noise_is_far_from_it()
    {
        var (real, noise) = (Shared.Evaluate(Others).Figures, Shared.Evaluate(Noise()).Figures);

        real["fid"].Value.ShouldBeInRange(0.5 * real["fid"].Floor!.Value, 2 * real["fid"].Floor!.Value);
        noise["fid"].Value.ShouldBeGreaterThan(20 * noise["fid"].Floor!.Value);
        noise["kid"].Value.ShouldBeGreaterThan(20 * Math.Abs(noise["kid"].Floor!.Value));
        (real["precision"].Value, noise["precision"].Value).ShouldSatisfyAllConditions(
            pair => pair.Item1.ShouldBeGreaterThan(0.7), pair => pair.Item2.ShouldBeLessThan(0.05));
        real["class-accuracy"].Value.ShouldBe(real["class-accuracy"].Floor!.Value, 0.05);
        real["modes"].ShouldBe(new(10) { Floor = 10 });
        noise["modes"].Value.ShouldBeLessThan(10);
        real["memorisation"].Value.ShouldBeInRange(0.85, 1.15);
        real["memorisation"].Floor.ShouldBeNull();
        real["memorisation"].Value.ShouldBeInRange(real["memorisation"].Low!.Value, real["memorisation"].High!.Value);
    }

    [Fact]
    public void Copies_of_training_images_are_found()
    {
        var figures = Shared.Evaluate(Training.Subsample(500)).Figures;

        figures["memorisation"].Value.ShouldBe(0);
        figures["fid"].Value.ShouldBe(figures["fid"].Floor!.Value, 1e-9);
    }

    [Fact]
    public void If_test_images_are_copies_memorisation_is_missing_with_a_reason()
    {
        var evaluation = new Evaluator(Network, Training, Training.Subsample(300), new() { Resamples = 0 }).Evaluate(
            Others);

        evaluation.Figures.Keys.ShouldNotContain("memorisation");
        evaluation.Missing.ShouldContain(
            new MissingFigure("memorisation", "most of the test images are copies of training images themselves"));
    }

    [Fact]
    public void Every_figure_except_memorisation_has_a_floor()
    {
        var evaluation = Shared.Evaluate(Others);

        evaluation
            .Figures.Where(figure => figure.Value.Floor is null)
            .Select(figure => figure.Key)
            .ShouldBe(["memorisation"]);
        (evaluation.Features, evaluation.Samples, evaluation.Reference).ShouldBe(("fake", Others.Count, Test.Count));
        evaluation.ClassNames.ShouldBe(Digits.ClassNames);
        evaluation.ClassCounts.Sum().ShouldBe(Others.Count);
        evaluation.ReferenceClassCounts.ShouldBe(Test.CountPerClass());
        evaluation.ClassFrechetDistances.Count.ShouldBe(10);
    }

    [Fact]
    public void The_accuracy_score_is_that_of_a_classifier_trained_on_the_samples()
    {
        var (training, test, samples) = (Bars.Images(240, 1), Bars.Images(120, 2), Bars.Images(240, 3));
        var evaluator = new Evaluator(
            new FakeNetwork(training), training, test, new() { Resamples = 0, AccuracyScore = true });
        var shuffled = new ImageDataset(
            "shuffled", samples.Images, samples.ImageShape,
            [.. samples.Labels!.Select(label => (byte)((label + 1) % 3))],
            samples.ClassNames);

        var shares = new Shares();

        evaluator.Evaluate(samples, shares).Figures["accuracy-score"].Value.ShouldBeGreaterThan(0.9);
        shares.ShouldBe(shares.Order());
        shares
            .Count(share => share is > 0 and < 0.8)
            .ShouldBeGreaterThan(10, "the training of the classifier reports progress");
        evaluator.Evaluate(samples).Figures["accuracy-score"].Floor!.Value.ShouldBeGreaterThan(0.9);
        evaluator.Evaluate(shuffled).Figures["accuracy-score"].Value.ShouldBeLessThan(0.1);
        Should
            .Throw<GanSharpException>(() =>
                evaluator.Evaluate(new ImageDataset("unlabelled", samples.Images, samples.ImageShape)))
            .Message.ShouldContain("have no classes");
    }

    [Fact]
    public void Without_training_images_there_is_neither_floor_nor_memorisation()
    {
        var figures = new Evaluator(Network, null, Test, new() { Resamples = 0 }).Evaluate(Others).Figures;

        figures.Keys.ShouldNotContain("memorisation");
        new Evaluator(Network, null, Test, new() { Resamples = 0, AccuracyScore = true })
            .Evaluate(Others)
            .Missing.ShouldBe([
                new("memorisation", "there are no training images"),
                new("accuracy-score", "there are no training images"),
            ]);
        figures.Values.ShouldAllBe(figure => figure.Floor == null && figure.Low == null && figure.High == null);
    }

    [Fact]
    public void The_statistics_of_real_images_are_computed_once()
    {
        var network = new FakeNetwork(Training);
        var evaluator = new Evaluator(network, Training, Test, new() { Resamples = 0 });
        string first, second;
        using (new TensorScope())
            first = evaluator.Evaluate(Others).ToJson();
        network.Calls.ShouldBe(3);
        using (new TensorScope())
            second = evaluator.Evaluate(Others).ToJson();

        network.Calls.ShouldBe(4);
        second.ShouldBe(first);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void Several_processes_share_the_work_and_get_the_figures_of_one(int count)
    {
        var expected = Evaluate(ProcessGroup.Single);
        LocalNetwork.Run(count, Evaluate).ShouldAllBe(json => json == expected);

        static string Evaluate(ProcessGroup processes)
        {
            var network = FeatureNetworks.Load("digits");
            var evaluator = new Evaluator(network, Training, Test, new() { Resamples = 2, Samples = 300 })
            {
                Processes = processes,
            };
            return evaluator.Evaluate(evaluator.Draw(Sampler(["7", "3", "1"]))).ToJson();
        }
    }

    [Fact]
    public void A_written_evaluation_can_be_read()
    {
        var evaluation = Shared.Evaluate(Others);

        var read = Evaluation.FromJson(evaluation.ToJson(), "evaluation.json");

        read.Figures.ShouldBe(evaluation.Figures);
        read.ClassCounts.ShouldBe(evaluation.ClassCounts);
        read.ClassFrechetDistances.ShouldBe(evaluation.ClassFrechetDistances);
        read.ToJson().ShouldBe(evaluation.ToJson());
        Should
            .Throw<GanSharpException>(() => Evaluation.FromJson("{}", "evaluation.json"))
            .Message.ShouldStartWith("evaluation.json: not an evaluation");
    }

    [Fact]
    public void Samples_have_the_classes_of_the_test_images_by_name()
    {
        var evaluator = new Evaluator(Network, null, Test.WithClasses(["1", "7"]), new() { Samples = 300 });
        var test = Test.CountPerClass();

        var samples = evaluator.Draw(Sampler(["7", "3", "1"]));

        samples.Count.ShouldBe(300);
        samples.ClassNames.ShouldBe(["7", "3", "1"]);
        var counts = samples.CountPerClass();
        counts[1].ShouldBe(0);
        (counts[0] / 300d).ShouldBe(test[7] / (double)(test[1] + test[7]), 0.01);
    }

    [Fact]
    public void The_samples_depend_on_the_options_alone()
    {
        var sampler = Sampler([]);
        var samples = new Evaluator(Network, null, Test, new() { Samples = 100 }).Draw(sampler);

        samples.Labels.ShouldBeNull();
        new Evaluator(Network, null, Test, new() { Samples = 100 }).Draw(sampler).Images.ShouldBe(samples.Images);
        new Evaluator(Network, null, Test, new() { Samples = 100, Seed = 2 })
            .Draw(sampler)
            .Images.ShouldNotBe(samples.Images);
    }

    [Fact]
    public void A_generator_of_other_classes_is_refused() =>
        Should.Throw<GanSharpException>(() => Shared.Draw(Sampler(["shirt"]))).Message
            .ShouldBe("digits: no image has a class of the generator (shirt); choose the data set it was trained on");

    [Fact]
    public void Progress_rises_to_1()
    {
        var shares = new Shares();
        new Evaluator(Network, Training, Test, new() { Resamples = 0 }).Evaluate(Others, shares);

        shares.ShouldBe(shares.Order());
        shares[^1].ShouldBe(1);
    }

    [Fact]
    public void Cancellation_ends_the_work()
    {
        Should.Throw<OperationCanceledException>(() => Shared.Evaluate(Others, cancellation: new(canceled: true)));
        Should.Throw<OperationCanceledException>(() => Shared.Draw(Sampler([]), cancellation: new(canceled: true)));
    }

    [Fact]
    public void The_nearest_training_images_can_be_drawn()
    {
        var picture = Shared.NearestPicture(Others, rows: 4, neighbours: 2, zoom: 1);

        (picture.Width, picture.Height).ShouldBe((3 * 30 + 2, 4 * 30 + 2));
        Should.Throw<GanSharpException>(() => new Evaluator(Network, null, Test).NearestPicture(Others));
    }

    [Fact]
    public void Options_out_of_range_are_refused() =>
        Should.Throw<GanSharpException>(() => new Evaluator(Network, null, Test, new() { Samples = 10 })).Message
            .ShouldBe("samples is 10; it must be 100 to 1000000");

    private sealed class Shares : List<double>, IProgress<double>
    {
        public void Report(double value) => Add(value);
    }

    private static Sampler Sampler(string[] classes)
    {
        var recipe = classes.Length > 0 ? Tiny.Recipe : Tiny.Recipe with { Conditioning = LabelConditioning.None };
        var (generator, range) = GanModel.GeneratorOf(recipe, new NetworkContext(Tiny.Image, classes.Length), null);
        foreach (var parameter in generator.Parameters)
            InPlace.Copy(parameter, new RandomStream("weights", 1).Normal(parameter.Shape));
        return new(generator, recipe.Latent, Tiny.Image, range, classes);
    }

    /// <summary>Every third digit.</summary>
    private static ImageDataset Part(int which)
    {
        int[] chosen = [.. Enumerable.Range(0, Digits.Count).Where(i => i % 3 == which)];
        return new(Digits.Name, [.. chosen.SelectMany(i => Digits.Image(i).ToArray())], Digits.ImageShape,
            [.. chosen.Select(i => Digits.Labels![i])], Digits.ClassNames);
    }

    private static ImageDataset Noise() =>
        new(
            "noise", Array.ConvertAll(new RandomStream("noise", 1).Integers(500 * 784, 256), value => (byte)value),
            new(1, 28, 28));
}
