using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

[Collection(SerialCollection.Name)]
public class FeatureReferenceTests
{
    private static readonly string[] AlwaysThere = ["fid", "kid", "precision", "recall", "density", "coverage"];

    [Fact]
    public void Vectors_alone_have_figures_without_classes()
    {
        var evaluation = new FeatureReference(new(Vectors.Normal(300, 6))).Compare(
            new(Vectors.Normal(200, 6, seed: 2)));

        (evaluation.Features, evaluation.Samples, evaluation.Reference).ShouldBe(("features", 200, 300));
        evaluation.Figures.Keys.ShouldBe(AlwaysThere);
        evaluation.ClassNames.ShouldBeEmpty();
        evaluation.ClassFrechetDistances.ShouldBeEmpty();
    }

    [Fact]
    public void Classes_without_names_give_only_the_inception_score()
    {
        var evaluation = new FeatureReference(
            Classified(300) with { Labels = [.. Enumerable.Repeat(7, 300)] }, []).Compare(Classified(200, seed: 2));

        evaluation.Figures.Keys.ShouldBe([.. AlwaysThere, "inception-score"]);
        evaluation.ClassCounts.ShouldBeEmpty();
    }

    [Fact]
    public void Each_figure_equals_the_result_of_its_own_type()
    {
        var (real, samples) = (Classified(300), Classified(240, seed: 2));
        var figures = new FeatureReference(real).Compare(samples).Figures;
        var overlap = ManifoldOverlap.Between(samples.Vectors, real.Vectors);

        figures["fid"].Value.ShouldBe(FrechetDistance.Between(samples.Vectors, real.Vectors), 1e-9);
        figures["kid"].Value.ShouldBe(KernelDistance.Between(samples.Vectors, real.Vectors), 1e-9);
        figures["precision"].Value.ShouldBe(overlap.Precision);
        figures["recall"].Value.ShouldBe(overlap.Recall);
        figures["density"].Value.ShouldBe(overlap.Density);
        figures["coverage"].Value.ShouldBe(overlap.Coverage);
        figures["inception-score"].Value.ShouldBe(InceptionScore.Of(samples.Logits!), 1e-9);
        figures["class-accuracy"]
            .Value.ShouldBe(ClassFigures.Accuracy(ClassFigures.Predict(samples.Logits!), samples.Labels!));
        figures["modes"].ShouldBe(new(3));
    }

    [Fact]
    public void Every_interval_contains_its_figure_and_shrinks_with_the_number_of_samples()
    {
        var reference = new FeatureReference(Classified(600));
        var (few, many) = (
            reference.Compare(Classified(100, seed: 2)).Figures, reference.Compare(Classified(1600, seed: 2)).Figures);
        string[] overSamples = ["fid", "kid", "precision", "density", "inception-score", "class-accuracy"];

        foreach (var (name, figure) in many.Where(figure => figure.Value.Low is not null))
            figure.Value.ShouldBeInRange(figure.Low!.Value - 1e-12, figure.High!.Value + 1e-12, name);
        many.Where(figure => figure.Value.Low is null).Select(figure => figure.Key).ShouldBe(["modes", "class-fid"]);
        foreach (var name in overSamples)
            (many[name].High - many[name].Low)!.Value.ShouldBeLessThan((few[name].High - few[name].Low)!.Value, name);
    }

    [Fact]
    public void A_class_has_the_distance_of_its_own_images()
    {
        var (real, samples) = (Classified(300), Classified(240, seed: 2));

        var evaluation = new FeatureReference(real, ["a", "b", "c"]).Compare(samples);

        evaluation.ClassNames.ShouldBe(["a", "b", "c"]);
        for (var label = 0; label < 3; label++)
        {
            evaluation.ClassFrechetDistances[label]!.Value.ShouldBe(FrechetDistance.Between(
                samples.Vectors.Where(i => samples.Labels![i] == label),
                real.Vectors.Where(i => real.Labels![i] == label)),
            1e-9);
        }
        evaluation.Figures["class-fid"].Value.ShouldBe(evaluation.ClassFrechetDistances.Average()!.Value, 1e-12);
    }

    [Fact]
    public void Without_labels_the_predictions_of_the_network_are_used()
    {
        var (real, samples) = (Classified(300), Classified(240, seed: 2) with { Labels = null });
        var (predicted, predictedReal) = (ClassFigures.Predict(samples.Logits!), ClassFigures.Predict(real.Logits!));

        var evaluation = new FeatureReference(real).Compare(samples);

        evaluation.Figures.Keys.ShouldNotContain("class-accuracy");
        evaluation.Missing.ShouldContain(new MissingFigure("class-accuracy", "the samples have no labels"));
        evaluation.ClassCounts.ShouldBe(ClassFigures.Count(predicted, 3));
        new FeatureReference(real with { Labels = null })
            .Compare(samples)
            .ReferenceClassCounts.ShouldBe(ClassFigures.Count(predictedReal, 3));
        evaluation.ClassFrechetDistances[1]!.Value.ShouldBe(
            FrechetDistance.Between(
                samples.Vectors.Where(i => predicted[i] == 1), real.Vectors.Where(i => predictedReal[i] == 1)),
            1e-9);
    }

    [Fact]
    public void A_class_that_one_side_lacks_has_no_distance_and_a_reason()
    {
        var (real, samples) = (Classified(300), Classified(240, seed: 2));
        var withoutTwo = samples with { Labels = [.. samples.Labels!.Select(label => label % 2)] };

        var missing = new FeatureReference(real).Compare(withoutTwo);
        var unknown = new FeatureReference(real with { Labels = [.. real.Labels!.Select(label => label % 2)] }).Compare(
            samples);

        missing.ClassFrechetDistances[2].ShouldBeNull();
        missing.Figures.Keys.ShouldNotContain(
            "class-fid", "a mean without the missing class would be too good");
        missing.Missing.ShouldBe([
            new("class-fid", "no samples") { ClassName = "2" },
            new("class-fid", "1 of the 3 classes have fewer than 2 samples"),
        ]);
        unknown.ClassFrechetDistances[2].ShouldBeNull();
        unknown.Missing.ShouldHaveSingleItem().ShouldBe(new("class-fid", "no real images") { ClassName = "2" });
        unknown.Figures["class-fid"].Value.ShouldBe(unknown.ClassFrechetDistances.Take(2).Average()!.Value, 1e-12);
        var read = Evaluation.FromJson(missing.ToJson(), "missing");
        (read.Figures.Count, read.ClassFrechetDistances[2]).ShouldBe((missing.Figures.Count, null));
        read.Missing.ShouldBe(missing.Missing);
    }

    [Fact]
    public void The_real_images_of_a_class_are_counted_by_their_labels()
    {
        var real = Classified(300);
        ClassFigures
            .Count(ClassFigures.Predict(real.Logits!), 3)
            .ShouldNotBe([100, 100, 100], "otherwise the test shows nothing");

        new FeatureReference(real).Compare(Classified(240, seed: 2)).ReferenceClassCounts.ShouldBe([100, 100, 100]);
    }

    [Fact]
    public void Sets_with_no_more_images_than_neighbours_have_no_manifold()
    {
        var (few, many) = (Vectors.Normal(5, 6), Vectors.Normal(40, 6, seed: 2) * 9);

        var ofFew = new FeatureReference(new(few)).Compare(new(many));
        var fromFew = new FeatureReference(new(many)).Compare(new(few));

        ofFew.Figures.Keys.ShouldBe(["fid", "kid", "recall"]);
        fromFew.Figures.Keys.ShouldBe(["fid", "kid", "precision", "density", "coverage"]);
        ofFew.Missing.First(missing => missing.Figure == "precision").Reason
            .ShouldBe("5 real images have no manifold of 5 neighbours; it takes more than 5");
        fromFew
            .Missing.First(missing => missing.Figure == "recall")
            .Reason.ShouldBe("5 samples have no manifold of 5 neighbours; it takes more than 5");
    }

    [Fact]
    public void Two_samples_have_a_kernel_distance_without_an_interval()
    {
        var evaluation = new FeatureReference(Classified(300)).Compare(new(Vectors.Normal(2, 6)));

        (evaluation.Figures["kid"].Low, evaluation.Figures["kid"].High).ShouldBe((null, null));
        evaluation.Missing.ShouldContain(missing => missing.Figure == "kid interval");
        evaluation.ToJson().ShouldNotContain("NaN");
    }

    [Fact]
    public void Figures_that_could_only_be_perfect_are_missing_with_one_class()
    {
        var evaluation = new FeatureReference(new(Vectors.Normal(50, 6), Tensor.Zeros([50, 1]), new int[50]))
            .Compare(new(Vectors.Normal(40, 6, seed: 2), Tensor.Zeros([40, 1]), new int[40]));

        evaluation.Figures.Keys.ShouldBe([.. AlwaysThere, "class-fid"]);
        evaluation.Missing.ShouldBe([.. new[] { "inception-score", "class-kl", "modes", "class-accuracy" }
            .Select(name => new MissingFigure(name, "the features distinguish only one class"))]);
    }

    [Fact]
    public void A_figure_that_is_not_finite_is_missing()
    {
        var huge = Vectors.Normal(30, 6) * 1e38;

        var evaluation = new FeatureReference(new(huge)).Compare(new(-1 * huge));

        evaluation.Figures.Values.ShouldAllBe(figure => double.IsFinite(figure.Value));
        evaluation.ToJson().ShouldNotContain("NaN");
    }

    [Fact]
    public void Samples_that_are_all_alike_have_figures()
    {
        var same = Tensor.Ones([50, 6]);
        var evaluation = new FeatureReference(Classified(300)).Compare(new(same, Tensor.Zeros([50, 3])));

        evaluation.ToJson().ShouldNotContain("NaN");
        evaluation.Figures["inception-score"].Value.ShouldBe(1, 1e-9);
        evaluation.Figures["modes"].Value.ShouldBe(1);
        evaluation.Figures["recall"].Value.ShouldBe(0);
    }

    [Fact]
    public void The_bits_do_not_depend_on_the_threads()
    {
        var before = Compute.Threads;
        try
        {
            string[] results = [.. new[] { 1, 2, 5 }.Select(threads =>
            {
                Compute.Threads = threads;
                return new FeatureReference(Classified(300), options: new() { Resamples = 20 })
                    .Compare(Classified(280, seed: 2))
                    .ToJson();
            })];
            results.Distinct().Count().ShouldBe(1);
        }
        finally
        {
            Compute.Threads = before;
        }
    }

    [Fact]
    public void The_statistics_outlive_the_scope_they_were_computed_in()
    {
        var reference = new FeatureReference(Classified(100));
        string first;
        using (new TensorScope())
            first = reference.Compare(Classified(90, seed: 2)).ToJson();

        reference.Compare(Classified(90, seed: 2)).ToJson().ShouldBe(first);
    }

    [Fact]
    public void Samples_that_do_not_fit_are_refused_with_the_reason()
    {
        var reference = new FeatureReference(Classified(100));

        Refuse(
            new(Vectors.Normal(1, 6)),
            "the samples: 1 image is too few to compare; give 2 or more, and thousands for meaningful figures");
        Refuse(new(Vectors.Normal(9, 5)), "features of the samples have shape (9, 5); expected (N, 6)");
        Refuse(
            new(Vectors.Normal(9, 6), Vectors.Normal(9, 4)),
            "logits of the samples have shape (9, 4); expected (9, 3)");
        Refuse(
            new(Vectors.Normal(9, 6), Vectors.Normal(9, 3), [1]), "9 images but 1 label; give every image one label");
        Refuse(
            new(Vectors.Normal(2, 6), Vectors.Normal(2, 3), [1, 3]),
            "a label of the samples is not one of the 3 classes");
        Refuse(
            new(Vectors.Normal(9, 6) * double.NaN),
            "a feature of the samples is not a finite number; use another feature network");

        void Refuse(FeatureSet samples, string message) =>
            Should.Throw<GanSharpException>(() => reference.Compare(samples)).Message.ShouldBe(message);
    }

    [Fact]
    public void Cancellation_ends_the_work() => Should.Throw<OperationCanceledException>(
        () => new FeatureReference(Classified(100)).Compare(Classified(90), cancellation: new(canceled: true)));

    /// <summary>Three classes in turn with different means, mostly classified correctly.</summary>
    private static FeatureSet Classified(int count, long seed = 1)
    {
        int[] labels = [.. Enumerable.Range(0, count).Select(i => i % 3)];
        var vectors = Vectors.Normal(count, 6, seed) + Tensor.OneHot([.. labels.Select(label => 2 * label)], 6) * 3;
        var logits = vectors.MatMul(Tensor.OneHot([0, 0, 1, 1, 2, 2], 3) * Tensor.From([1f, 0, 1, 0, 1, 0], [6, 1]));
        return new(vectors, logits, labels);
    }
}
