using GanSharp.IO.Charts;

namespace GanSharp.Tests.IO.Charts;

[Trait("Instructions", "any")]
public class TickMarksTests
{
    [Theory]
    [InlineData(0, 1, 5, "0 0.2 0.4 0.6 0.8 1.0")]
    [InlineData(0.3, 0.9, 3, "0.2 0.4 0.6 0.8 1.0")]
    [InlineData(-1.2, 3, 5, "−2 −1 0 1 2 3")]
    [InlineData(0, 50_000, 5, "0 10k 20k 30k 40k 50k")]
    [InlineData(0, 9000, 5, "0 2k 4k 6k 8k 10k")]
    [InlineData(0, 8000, 5, "0 2000 4000 6000 8000")]
    [InlineData(0, 2_500_000, 5, "0 0.5M 1.0M 1.5M 2.0M 2.5M")]
    [InlineData(1e-5, 3e-5, 4, "1e−5 1.5e−5 2e−5 2.5e−5 3e−5")]
    [InlineData(0.69312, 0.69316, 2, "0.69312 0.69314 0.69316")]
    public void Even_ticks_are_round_numbers_that_span_the_range(double low, double high, int most, string expected) =>
        string.Join(' ', TickMarks.Labels(TickMarks.Even(low, high, most, areWhole: false))).ShouldBe(expected);

    [Fact]
    public void Whole_numbers_have_whole_ticks() => TickMarks.Even(1, 3, 10, areWhole: true).ShouldBe([1, 2, 3]);

    [Theory]
    [InlineData(0.002, 300, 8, "0.001 0.01 0.1 1 10 100 1000")]
    [InlineData(0.002, 300, 3, "0.001 0.1 10 1000")]
    [InlineData(1e-9, 1e9, 5, "1e−9 1e−5 0.1 1000 1e7 1e11")]
    [InlineData(3, 40, 5, "2 5 10 20 50")]
    [InlineData(1, 1.1, 5, "1 2")]
    public void Logarithmic_ticks_are_powers_of_ten_or_parts_of_them(
        double low, double high, int most,
        string expected) =>
        string.Join(' ', TickMarks.LogarithmicLabels(TickMarks.Logarithmic(Math.Log10(low), Math.Log10(high), most)))
            .ShouldBe(expected);

    [Theory]
    [InlineData(6012, "6,012")]
    [InlineData(-3, "−3")]
    [InlineData(0.123456, "0.123")]
    [InlineData(double.NaN, "no number")]
    public void Numbers_are_formatted_for_people(double value, string expected) =>
        TickMarks.Text(value).ShouldBe(expected);
}
