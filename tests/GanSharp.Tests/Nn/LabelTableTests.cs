using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class LabelTableTests
{
    private static readonly Tensor X = Tensor.From([1.0, 2, 3, 4], [2, 2], DType.F64);
    private static readonly Pass Labelled = new(Mode.Train, [2, 0]);

    [Fact]
    public void An_embedding_product_multiplies_every_element_by_that_of_the_class() =>
        With(new EmbeddingProduct(3, 2, DType.F64)).Forward(X, Labelled).Values().ShouldBe([5, 12, 9, 16]);

    [Fact]
    public void A_label_projection_is_the_inner_product_with_the_vector_of_the_class()
    {
        var projection = With(new LabelProjection(3, 2, dtype: DType.F64));
        projection.Forward(X, Labelled).Values().ShouldBe([5 + 12, 9 + 16]);
        projection.Forward(X.Reshape([2, 1, 1, 2]), Labelled).Shape.ShouldBe([2, 1]);
    }

    [Fact]
    public void Vectors_are_drawn_from_the_standard_normal_distribution_whatever_the_initialiser()
    {
        var table = new EmbeddingProduct(20, 100, DType.F64);
        table.Initialize(new NormalInit(0.02), new RandomStream("init", 1));
        table.Weight.Values().Average().ShouldBe(0, tolerance: 0.1);
        table.Weight.Values().Average(value => value * value).ShouldBe(1, tolerance: 0.1);
    }

    [Fact]
    public void Labels_are_needed() =>
        Should
            .Throw<TensorException>(() => new EmbeddingProduct(3, 2, DType.F64).Forward(X, new Pass(Mode.Train)))
        .Message.ShouldBe("[embedding-product] the pass over (2, 2) has no labels");

    /// <summary>The vectors of the classes are (3, 4), (0, 0) and (5, 6).</summary>
    private static T With<T>(T table) where T : LabelTable
    {
        InPlace.Copy(table.Weight, Tensor.From([3.0, 4, 0, 0, 5, 6], [3, 2], DType.F64));
        return table;
    }
}
