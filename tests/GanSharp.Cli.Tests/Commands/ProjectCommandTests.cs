using System.Text.Json;
using GanSharp.IO;

namespace GanSharp.Cli.Tests.Commands;

public sealed class ProjectCommandTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public ProjectCommandTests()
    {
        _cli.Run("train", "tiny.yaml", "--data", "data", "--steps", "2").Exit.ShouldBe(0);
        PngWriter.Save(_cli["seven.png"], new(6, 8, 1, [.. Enumerable.Range(0, 48).Select(i => (byte)(5 * i))]));
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_results_are_a_pair_the_way_and_the_noise()
    {
        var result = _cli.Run("project", "latest", "seven.png", "--steps", "20");
        result.Error.ShouldBeEmpty();
        result.Lines[0].ShouldStartWith("mean squared pixel error ");
        Directory.GetFiles(_cli["seven-projected"]).Select(Path.GetFileName).Order()
            .ShouldBe(["latent.safetensors", "pair.png", "way.png"]);
        PngReader.Read(_cli["seven-projected/pair.png"]).Width.ShouldBe(2 * 6 + 2);
        PngReader.Read(_cli["seven-projected/way.png"]).Width.ShouldBe(10 * 6 + 2);
        SafeTensors.Load(_cli["seven-projected/latent.safetensors"]).Tensors["latent"].Shape.ShouldBe([1, 5]);
    }

    [Fact]
    public void The_JSON_has_the_errors_and_the_class()
    {
        var json = JsonDocument.Parse(
            _cli.Run("project", "1", "seven.png", "--label", "2", "--out", "found", "--json").Out).RootElement;
        json.GetProperty("label").GetString().ShouldBe("2");
        json.GetProperty("error").GetDouble().ShouldBeLessThan(json.GetProperty("errorOfMean").GetDouble());
        File.Exists(json.GetProperty("pair").GetString()).ShouldBeTrue();
    }

    [Theory]
    [InlineData("latest none.png", "none.png: no such file; check the path")]
    [InlineData("latest tiny.yaml", "tiny.yaml: is not a picture in a format that is read")]
    [InlineData("latest seven.png --out data", "data: is not empty; name a new folder")]
    [InlineData("latest seven.png --label 9", "'9' is not one of the 3 classes")]
    [InlineData("latest seven.png --steps 0", "--steps: '0' is not a whole number from 1 to 100000")]
    [InlineData("7 seven.png", "there is no run 7")]
    [InlineData("latest", "(see gansharp project --help)")]
    public void An_impossible_request_is_refused(string options, string message)
    {
        var before = _cli.Entries;
        var result = _cli.Run(["project", .. options.Split(' ')]);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(message);
        _cli.Entries.ShouldBe(before);
    }
}
