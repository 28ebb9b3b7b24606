using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

public class ParameterLimitTests
{
    [Fact]
    public void All_modules_that_are_made_while_it_is_open_share_it()
    {
        using (new ParameterLimit(25, "the file"))
        {
            _ = new Linear(3, 4);
            _ = new PRelu(9);
            Should
                .Throw<TensorException>(() => new PRelu(1))
                .Message.ShouldBe("[parameters] a tensor of (1) is more than the file can hold");
        }
        _ = new Linear(3, 400);
    }

    [Fact]
    public void The_error_says_what_to_do()
    {
        using var limit = new ParameterLimit(1, "a network", "use fewer");
        Should.Throw<TensorException>(() => new PRelu(2)).Message
            .ShouldBe("[parameters] a tensor of (2) is more than a network can hold; use fewer");
    }

    [Fact]
    public void All_nested_limits_apply()
    {
        using var outer = new ParameterLimit(10, "the file");
        using (new ParameterLimit(100, "a network"))
            Should.Throw<TensorException>(() => new PRelu(11)).Message.ShouldContain("the file");
        using var inner = new ParameterLimit(1, "a network");
        Should.Throw<TensorException>(() => new PRelu(2)).Message.ShouldContain("a network");
    }
}
