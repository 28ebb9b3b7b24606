using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class SequentialTests
{
    [Fact]
    public void Layers_run_one_after_the_other_and_are_named_by_number_and_kind()
    {
        var chain = new Sequential([("double", new Activation(x => x * 2)), ("linear", new Linear(2, 1)), ("add", new Activation(x => x + 3))]);
        InPlace.Copy(chain.Parameters[0], Tensor.From([10f, 100], [1, 2]));

        chain.Forward(Tensor.From([1f, 2], [1, 2]), Pass.Evaluate).Item().ShouldBe(10 * 2 + 100 * 4 + 3);
        chain.NamedParameters.Select(parameter => parameter.Name).ShouldBe(["1.linear.weight", "1.linear.bias"]);
        chain.Layers.Count.ShouldBe(3);
    }

    [Fact]
    public void Without_layers_it_is_the_identity()
    {
        var x = Tensor.Ones([2, 3]);
        new Sequential([]).Forward(x, Pass.Evaluate).ShouldBeSameAs(x);
        new Sequential([]).OutputShape([3]).ShouldBe([3]);
    }
}
