using System.Text.Json;
using GanSharp.Export;
using GanSharp.Sampling;

namespace GanSharp.Cli.Tests.Commands;

public sealed class ExportCommandTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe(also: "ema: 0.9");

    public ExportCommandTests() =>
        _cli.Run("train", "tiny.yaml", "--data", "data", "--steps", "2").Exit.ShouldBe(0);

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("latest")]
    [InlineData("1")]
    [InlineData("runs/0001-tiny")]
    [InlineData("runs/0001-tiny/generator.safetensors")]
    [InlineData("runs/0001-tiny/checkpoints/step-0000002.safetensors")]
    public void A_generator_is_exported(string run)
    {
        var result = _cli.Run("export", run, "--onnx", "tiny.onnx");
        result.Error.ShouldBeEmpty();
        result.Lines.ShouldHaveSingleItem().ShouldStartWith($"{_cli["tiny.onnx"]}: the generator of ");
        var file = _cli["runs/0001-tiny/generator.safetensors"];
        using var expected = new MemoryStream();
        OnnxExport.Write(
            GeneratorFile.Load(file), expected, new() { Recipe = GeneratorFile.LoadRecipe(file) });
        File.ReadAllBytes(_cli["tiny.onnx"]).ShouldBe(expected.ToArray());
    }

    [Fact]
    public void A_discriminator_is_exported_from_the_newest_checkpoint()
    {
        _cli.Run("export", "latest", "--discriminator", "--onnx", "critic.onnx").Lines
            .ShouldHaveSingleItem().ShouldStartWith($"{_cli["critic.onnx"]}: the discriminator of ");
        var checkpoint = _cli.Run(
            "export", "runs/0001-tiny/checkpoints/step-0000002.safetensors", "--discriminator", "--onnx", "2.onnx");
        checkpoint.Error.ShouldBeEmpty();
        File.ReadAllBytes(_cli["2.onnx"]).ShouldBe(File.ReadAllBytes(_cli["critic.onnx"]));
    }

    [Fact]
    public void The_JSON_has_the_file_and_its_size()
    {
        var json = JsonDocument.Parse(_cli.Run("export", "1", "--onnx", "tiny.onnx", "--fp16", "--json").Out)
            .RootElement;
        json.GetProperty("network").GetString().ShouldBe("generator");
        json.GetProperty("files")[0].GetString().ShouldBe(_cli["tiny.onnx"]);
        json.GetProperty("bytes").GetInt64().ShouldBe(new FileInfo(_cli["tiny.onnx"]).Length);
    }

    [Theory]
    [InlineData("latest", "name the file to write: --onnx FILE.onnx or --pytorch FILE.safetensors or --half")]
    [InlineData("latest --onnx x.onnx --pytorch x.safetensors", "write one file at a time: --onnx FILE.onnx or ")]
    [InlineData("latest --discriminator --pytorch x.safetensors", "writes generators only; leave out --discriminator")]
    [InlineData("7 --onnx x.onnx", "there is no run 7")]
    [InlineData("latest --onnx x.safetensors", "ends like the files of trainings; end the name in .onnx")]
    [InlineData("latest --onnx data", "data")]
    [InlineData("tiny.yaml --onnx x.onnx", "tiny.yaml: ")]
    [InlineData(
        "runs/0001-tiny/generator.safetensors --discriminator --onnx x.onnx",
        "holds a generator alone; name the folder of its run, or a checkpoint in it")]
    public void An_impossible_request_is_refused(string options, string message)
    {
        var before = _cli.Entries;
        var result = _cli.Run(["export", .. options.Split(' ')]);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(message);
        _cli.Entries.ShouldBe(before);
    }
}
