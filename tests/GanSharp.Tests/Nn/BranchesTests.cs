using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class BranchesTests
{
    [Fact]
    public void Every_branch_reads_the_input_and_the_mean_is_the_output()
    {
        var branches = new Branches(
            new Activation(x => x * 3), new Activation(x => x + 1), new Activation(x => x.Square()));
        branches.Forward(Tensor.From([2.0, 4], [2, 1], DType.F64), Pass.Evaluate).Values().ShouldBeNear(
            [(6 + 3 + 4) / 3.0, (12 + 5 + 16) / 3.0], 1e-15, "mean");
    }

    [Fact]
    public void Parameters_are_named_by_the_number_of_their_branch() =>
        new Branches(new PRelu(1), new PRelu(1)).NamedParameters.Select(parameter => parameter.Name)
            .ShouldBe(["0.weight", "1.weight"]);
}
