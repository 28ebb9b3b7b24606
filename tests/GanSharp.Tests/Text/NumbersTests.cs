using System.Text.RegularExpressions;
using GanSharp.Models;
using GanSharp.PublicApi;
using GanSharp.Text;

namespace GanSharp.Tests.Text;

public partial class NumbersTests
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
    public void Only_a_point_is_a_decimal_separator(string word, double? number) =>
        Numbers.Parse(word).ShouldBe(number);

    [Theory]
    [InlineData(0, "0")]
    [InlineData(0.5, "0.5")]
    [InlineData(-0.0002, "-0.0002")]
    [InlineData(1.7e-5, "1.7e-5")]
    [InlineData(-1e-300, "-1e-300")]
    [InlineData(1.25e20, "1.25e20")]
    [InlineData(1234567, "1234567")]
    [InlineData(0.1 + 0.2, "0.30000000000000004")]
    public void The_shortest_text_parses_to_the_same_number(double number, string text)
    {
        Numbers.Format(number).ShouldBe(text);
        Numbers.Parse(text).ShouldBe(number);
    }

    [Theory]
    [InlineData(0, 3, "0")]
    [InlineData(10, 4, "10")]
    [InlineData(2970.4, 3, "2,970")]
    [InlineData(123456.7, 4, "123,457")]
    [InlineData(12.3456, 4, "12.35")]
    [InlineData(99.96, 3, "100")]
    [InlineData(0.06, 3, "0.06")]
    [InlineData(-0.00123456, 4, "-0.001235")]
    [InlineData(0.00045, 3, "4.5e-4")]
    [InlineData(0.0000170, 3, "1.7e-5")]
    [InlineData(2.97e12, 2, "3e12")]
    [InlineData(double.NaN, 3, "NaN")]
    [InlineData(double.NegativeInfinity, 3, "-Infinity")]
    public void A_measured_number_is_rounded_to_few_digits(double number, int digits, string text) =>
        Numbers.Rounded(number, digits).ShouldBe(text);

    [Fact]
    public void Only_Numbers_formats_numbers_of_any_size()
    {
        var source = Path.Combine(Repository.Root, "src");
        var own = Directory.EnumerateFiles(source, "*.*", SearchOption.AllDirectories)
            .Where(path =>
                Path.GetExtension(path) is ".cs" or ".razor"
                && !path.Contains("/obj/")
                && !path.Contains("GanSharp.Tensors"))
            .Where(path => Path.GetFileName(path) is not
                ("Numbers.cs" or "TrainingState.cs" or "TickMarks.cs"
                // a log keeps the numbers themselves; PyTorch's "G" is a name
                or "TrainingLog.cs" or "StateDictChoice.cs"))
            .Where(path => AnySize().IsMatch(File.ReadAllText(path)))
            .Select(path => Path.GetRelativePath(source, path));

        own.ShouldBeEmpty("Numbers.Format and Numbers.Rounded say how");
    }

    [GeneratedRegex("""(:|")[GREe]\d?[}"]|#e0(?![0-9a-f])""")]
    private static partial Regex AnySize();

    [Fact]
    public void A_comma_is_not_a_decimal_point_in_a_recipe()
    {
        Should.Throw<GanSharpException>(() => Latent.Parse("8 uniform 0 1,5"));
        Should.Throw<GanSharpException>(() => GanSharp.Optim.OptimizerText.Parse("adam 0,1"));
        Should.Throw<GanSharpException>(() => GanSharp.Init.InitializerText.Parse("normal 0,02"));
    }
}
