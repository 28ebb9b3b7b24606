using System.Text.Json;
using GanSharp.IO;

namespace GanSharp.Cli.Tests.Commands;

public sealed class DirectionsCommandTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe("plain", "none").WithTinyRecipe();

    public DirectionsCommandTests()
    {
        foreach (var recipe in (string[])["plain", "tiny"])
            _cli.Run("train", $"{recipe}.yaml", "--data", "data", "--steps", "2").Exit.ShouldBe(0);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Directions_are_listed_and_drawn_one_per_row()
    {
        var result = _cli.Run("directions", "1", "--count", "3", "--steps", "5");
        result.Error.ShouldBeEmpty();
        result.Lines[0].ShouldBe("direction  eigenvalue  share");
        result.Lines[1..4].Select(line => line.Split(' ')[0]).ShouldBe(["1", "2", "3"]);
        result.Lines[4].ShouldStartWith($"{_cli["directions.png"]}: 3 directions of ");
        result.Lines[4].ShouldEndWith("from -3 to +3 standard deviations of the noise");
        var picture = PngReader.Read(_cli["directions.png"]);
        (picture.Width, picture.Height).ShouldBe((5 * 6 + 2, 3 * 6 + 2));
    }

    [Fact]
    public void The_JSON_has_all_shares_and_vectors()
    {
        var json = JsonDocument.Parse(_cli.Run("directions", "2", "--json", "--label", "1").Out).RootElement;
        json.GetProperty("label").GetString().ShouldBe("1");
        var directions = json.GetProperty("directions").EnumerateArray().ToArray();
        directions.Length.ShouldBe(5, "the noise has five numbers; the labels are left out");
        directions.Sum(direction => direction.GetProperty("share").GetDouble()).ShouldBe(1, tolerance: 1e-9);
        directions.Select(direction => direction.GetProperty("eigenvalue").GetDouble())
            .ShouldBeInOrder(SortDirection.Descending);
        directions[0].GetProperty("vector").GetArrayLength().ShouldBe(5);
        json.GetProperty("space").GetString().ShouldBe("noise");
    }

    [Theory]
    [InlineData("1 --label 1", "trained without classes")]
    [InlineData("2 --label 7", "'7' is not one of the 3 classes")]
    [InlineData("1 --out plain.yaml", "plain.yaml: pictures are PNG files")]
    [InlineData("1 --strength 0", "--strength: '0' is not a number above 0 and at most 100")]
    [InlineData("9", "there is no run 9")]
    public void An_impossible_request_is_refused(string options, string message)
    {
        var before = _cli.Entries;
        var result = _cli.Run(["directions", .. options.Split(' ')]);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(message);
        _cli.Entries.ShouldBe(before);
    }
}
