using GanSharp.Metrics;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

public class InceptionScoreTests
{
    private const int Classes = 7;

    private static readonly int[] AllInTurn = [.. Enumerable.Range(0, 70).Select(i => i % Classes)];

    [Fact]
    public void The_score_is_the_number_of_classes_if_all_are_predicted_with_certainty() =>
        InceptionScore.Of(Certain(AllInTurn)).ShouldBe(Classes, 1e-9);

    [Fact]
    public void The_score_counts_only_the_classes_that_occur() =>
        InceptionScore.Of(Certain([.. AllInTurn.Select(label => label % 2)])).ShouldBe(InTwo(), 1e-9);

    [Fact]
    public void The_score_is_1_if_all_samples_look_alike()
    {
        InceptionScore.Of(Certain(new int[20])).ShouldBe(1, 1e-12);
        InceptionScore.Of(Tensor.Zeros([20, Classes])).ShouldBe(1, 1e-12);
    }

    [Fact]
    public void Repetitions_count_as_samples()
    {
        var logits = Vectors.Normal(4, Classes);
        new InceptionScore.Probabilities(logits).Score([0, 2, 1, 4])
            .ShouldBe(InceptionScore.Of(logits.Embedding([1, 1, 2, 3, 3, 3, 3])), 1e-12);
    }

    /// <summary>exp of the entropy of 4/7 and 3/7, the shares of even and odd labels.</summary>
    private static double InTwo() => Math.Exp(-(4 / 7d * Math.Log(4 / 7d) + 3 / 7d * Math.Log(3 / 7d)));

    private static Tensor Certain(int[] labels) => Tensor.OneHot(labels, Classes) * 1000;
}
