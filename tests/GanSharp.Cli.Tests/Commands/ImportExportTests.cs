using System.IO.Compression;
using System.Text.Json;
using GanSharp.IO;
using GanSharp.Sampling;

namespace GanSharp.Cli.Tests.Commands;

public sealed class ImportExportTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe("plain", "none").WithTinyRecipe();

    public ImportExportTests()
    {
        foreach (var recipe in (string[])["plain", "tiny"])
            _cli.Run("train", $"{recipe}.yaml", "--data", "data", "--steps", "2").Exit.ShouldBe(0);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void An_exported_generator_is_imported_and_draws_the_same_images()
    {
        var exported = _cli.Run("export", "2", "--pytorch", "g.safetensors");
        exported.Exit.ShouldBe(0, exported.Error);
        exported.Out.ShouldStartWith($"{_cli["g.safetensors"]} and {_cli["g.py"]}: 2 tensors of ");
        exported.Out.ShouldEndWith(File.ReadAllText(_cli["g.py"]));
        var imported = _cli.Run(
            "import", "g.safetensors", "--recipe", "tiny.yaml", "--image-size", "4", "--classes", "0,1,2");
        imported.Exit.ShouldBe(0, imported.Error);
        imported.Lines[0].ShouldStartWith("file ");
        imported.Lines[^2].ShouldEndWith("2 tensors by name, for images of 4×4×1 of the classes 0, 1, 2");
        _cli.Run("sample", "2", "--out", "a.png").Exit.ShouldBe(0);
        _cli.Run("sample", "imported.safetensors", "--out", "b.png").Exit.ShouldBe(0);
        File.ReadAllBytes(_cli["b.png"]).ShouldBe(File.ReadAllBytes(_cli["a.png"]));
    }

    [Fact]
    public void Json_lists_the_tensors()
    {
        _cli.Run("export", "1", "--pytorch", "g.safetensors", "--json").Exit.ShouldBe(0);
        var result = _cli.Run(
            "import", "g.safetensors", "--recipe", "plain.yaml", "--image-size", "4", "--out", "new/", "--json");
        var json = JsonDocument.Parse(result.Out).RootElement;
        json.GetProperty("match").GetString().ShouldBe("names");
        json.GetProperty("tensors")[0].GetProperty("target").GetString().ShouldBe("0.linear.weight");
        json.GetProperty("generator").GetString().ShouldBe(_cli[Path.Combine("new", "generator.safetensors")]);
        GeneratorFile.Load(_cli["new/generator.safetensors"]).Image.ShouldBe(new ImageShape(1, 4, 4));
    }

    [Theory]
    [InlineData("import g.pt", "which recipe has the layers of these weights?")]
    [InlineData("import g.pt --recipe plain.yaml", "g.pt: no such file")]
    [InlineData("import g.pt --recipe plain.yaml --out data.txt", "end the name in .safetensors")]
    [InlineData("import g.pt --recipe plain.yaml --out runs/0001-plain", "exists; choose another name with --out")]
    [InlineData("export 1", "name the file to write: --onnx FILE.onnx or --pytorch FILE.safetensors or --half")]
    [InlineData("export 1 --pytorch g.pt", "end the name in .safetensors")]
    [InlineData("export 1 --pytorch plain.yaml", "end the name in .safetensors")]
    public void Bad_usage_is_explained(string command, string complaint)
    {
        var result = _cli.Run(command.Split(' '));
        result.Exit.ShouldNotBe(0);
        result.Error.ShouldContain(complaint);
    }

    [Fact]
    public void Samples_are_written_as_arrays_and_as_a_table()
    {
        foreach (var format in (string[])["npy", "npz", "parquet"])
        {
            var result = _cli.Run("sample", "2", "--labels", "2,0", "--count", "3", "--out", $"x.{format}");
            result.Exit.ShouldBe(0, result.Error);
            result.Out.ShouldStartWith($"{_cli[$"x.{format}"]}: 6 images from ");
        }
        byte[] header = Npy.Header<byte>(6, 4, 4, 1);
        var images = File.ReadAllBytes(_cli["x.npy"]);
        images[..header.Length].ShouldBe(header);
        images.Length.ShouldBe(header.Length + 96);
        using var zip = ZipFile.OpenRead(_cli["x.npz"]);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["images.npy", "labels.npy"]);
        var table = _cli.Run("data", "info", "folder", "--data", "x.parquet");
        table.Lines[0].ShouldBe("folder: 6 images of 4×4×1, 2 classes", table.Error);
        _cli.Run("sample", "2", "--format", "npz", "--out", "plain.yaml")
            .Error.ShouldContain("is not a zip or NPZ file");
        _cli.Run("sample", "2", "--format", "npy", "--zoom", "2").Error.ShouldContain("leave it out for npy");
    }
}
