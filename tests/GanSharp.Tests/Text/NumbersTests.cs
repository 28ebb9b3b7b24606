using GanSharp.Text;

namespace GanSharp.Tests.Text;

public class NumbersTests
{
    [Theory]
    [InlineData("0.5", 0.5)]
    [InlineData("-2e-4", -2e-4)]
    [InlineData("10", 10d)]
    [InlineData("0,2", null)]
    [InlineData("1,000", null)]
    [InlineData("NaN", null)]
    [InlineData("1e999", null)]
    [InlineData("many", null)]
    public void Only_a_point_stands_before_decimals(string word, double? number) => Numbers.Parse(word).ShouldBe(number);

    [Fact]
    public void A_comma_is_no_point_in_a_recipe()
    {
        Should.Throw<GanSharpException>(() => Latent.Parse("8 uniform 0 1,5"));
        Should.Throw<GanSharpException>(() => GanSharp.Optim.OptimizerText.Parse("adam 0,1"));
        Should.Throw<GanSharpException>(() => GanSharp.Init.InitializerText.Parse("normal 0,02"));
    }
}
