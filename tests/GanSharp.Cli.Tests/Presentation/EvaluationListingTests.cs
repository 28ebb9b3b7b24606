using GanSharp.Cli.Presentation;

namespace GanSharp.Cli.Tests.Presentation;

public class EvaluationListingTests
{
    [Theory]
    [InlineData(0, "0")]
    [InlineData(10, "10")]
    [InlineData(1, "1")]
    [InlineData(123456.7, "123457")]
    [InlineData(12.3456, "12.35")]
    [InlineData(-0.00123456, "-0.001235")]
    [InlineData(0.000000123456, "0.00000012")]
    public void Numbers_have_four_digits_and_no_exponent(double value, string text) => EvaluationListing.Text(value).ShouldBe(text);
}
