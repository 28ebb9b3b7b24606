using GanSharp.Reports.Languages;
using GanSharp.Training.Records;

namespace GanSharp.Reports.Tests;

public class WordsTests
{
    [Theory]
    [InlineData(0.4, "under 1 s")]
    [InlineData(4.2, "4 s")]
    [InlineData(119, "119 s")]
    [InlineData(600, "10 min")]
    [InlineData(12_030, "3 h 20 min")]
    [InlineData(360_000, "100 h 0 min")]
    public void Durations_are_rounded_to_what_matters(double seconds, string expected) =>
        Words.Duration(Phrases.English, seconds).ShouldBe(expected);

    [Theory]
    [InlineData(null, "–")]
    [InlineData(0.123456, "0.1235")]
    [InlineData(1.0, "1")]
    [InlineData(double.NaN, "NaN")]
    public void Figures_have_four_digits(double? number, string expected) => Words.Figure(number).ShouldBe(expected);

    [Theory]
    [InlineData("digits", "en", "digits: 5,000 images of 28×28×1")]
    [InlineData("folder", "en", "own pictures: 5,000 images of 28×28×1")]
    [InlineData("folder", "zh", "自己的图片：5,000 张 28×28×1 的图像")]
    public void Pictures_of_ones_own_are_called_so(string name, string language, string expected) =>
        new DataDescription(name, 5000, "28×28×1", [], []).InWords(Phrases.In(language)).ShouldBe(expected);
}
