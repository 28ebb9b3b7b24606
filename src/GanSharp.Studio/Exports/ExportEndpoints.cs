using System.IO.Compression;
using System.Text;
using GanSharp.Export;
using GanSharp.IO;
using GanSharp.PyTorch;
using GanSharp.Reports;
using GanSharp.Sampling;
using GanSharp.Studio.Runs;
using GanSharp.Training;
using GanSharp.Training.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Exports;

/// <summary>What can be taken from a run.</summary>
internal static class ExportEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var run = app.MapGroup("/api/runs/{name}");
        run.MapGet("export/onnx", Onnx);
        run.MapGet("export/safetensors", (string name, RunShelf shelf) => Results.File(
            InputFile.ReadBytes(RunFolders.GeneratorOf(shelf.FolderOf(name))), "application/octet-stream",
            $"{name}.safetensors"));
        run.MapGet("export/pytorch", PyTorch);
        run.MapGet("recipe.yaml", (string name, RunShelf shelf) => Results.File(
            InputFile.ReadBytes(Path.Combine(shelf.FolderOf(name), RunFolder.RecipeName)), "application/yaml",
            $"{name}.yaml"));
        run.MapGet("film.gif", (string name, RunShelf shelf) =>
            Film(name, shelf, "image/gif", "gif", GifWriter.Write));
        run.MapGet("film.webp", (string name, RunShelf shelf) =>
            Film(name, shelf, "image/webp", "webp", WebPWriter.Write));
    }

    private static IResult Onnx(string name, RunShelf shelf)
    {
        var path = RunFolders.GeneratorOf(shelf.FolderOf(name));
        var stream = new MemoryStream();
        OnnxExport.Write(
            GeneratorFile.Load(path), stream, new() { Recipe = GeneratorFile.LoadRecipe(path) });
        return Results.File(stream.ToArray(), "application/octet-stream", $"{name}.onnx");
    }

    /// <summary>The weights and the class that loads them, in a zip file.</summary>
    private static IResult PyTorch(string name, RunShelf shelf)
    {
        var model = PyTorchModel.Of(GeneratorFile.Load(RunFolders.GeneratorOf(shelf.FolderOf(name))));
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            using (var weights = zip.CreateEntry("generator.safetensors", CompressionLevel.NoCompression).Open())
                SafeTensors.Save(weights, model.Tensors);
            using var source = zip.CreateEntry("generator.py").Open();
            source.Write(Encoding.UTF8.GetBytes(model.Source));
        }
        return Results.File(stream.ToArray(), "application/zip", $"{name}-pytorch.zip");
    }

    private static IResult Film(
        string name, RunShelf shelf, string type, string ending, Action<Stream, Animation> write)
    {
        var animation = RunAnimation.Of(RunRecord.Load(shelf.FolderOf(name)))
            ?? throw new NotFoundException($"{name} has no samples yet");
        var stream = new MemoryStream();
        write(stream, animation);
        return Results.File(stream.ToArray(), type, $"{name}.{ending}");
    }
}
