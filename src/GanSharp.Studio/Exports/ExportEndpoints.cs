using System.IO.Compression;
using System.Text;
using GanSharp.Export;
using GanSharp.IO;
using GanSharp.PyTorch;
using GanSharp.Reports;
using GanSharp.Sampling;
using GanSharp.Studio.Play;
using GanSharp.Studio.Runs;
using GanSharp.Training;
using GanSharp.Training.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Exports;

/// <summary>Files to download from a run.</summary>
internal static class ExportEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var run = app.MapGroup("/api/runs/{name}");
        run.MapGet("export/onnx", OnnxAsync);
        run.MapGet("export/safetensors", (string name, RunCatalogue catalogue) => Results.File(
            InputFile.ReadBytes(RunFolders.GeneratorOf(catalogue.OpenFolderOf(name))), "application/octet-stream",
            $"{NameOf(name, catalogue)}.safetensors"));
        run.MapGet("export/pytorch", PyTorchAsync);
        run.MapGet("recipe.yaml", (string name, RunCatalogue catalogue) => Results.File(
            InputFile.ReadBytes(Path.Combine(catalogue.OpenFolderOf(name), RunFolder.RecipeName)), "application/yaml",
            $"{NameOf(name, catalogue)}.yaml"));
        run.MapGet("film.{format}", FilmAsync);
    }

    private static Task<IResult> OnnxAsync(
        string name, RunCatalogue catalogue, DrawLimiter limiter, CancellationToken cancellation)
    {
        var (path, title) = (RunFolders.GeneratorOf(catalogue.OpenFolderOf(name)), NameOf(name, catalogue));
        return limiter.LongAsync(
            () => File("application/octet-stream", $"{title}.onnx", stream => OnnxExport.Write(
                GeneratorFile.Load(path), stream, new() { Recipe = GeneratorFile.LoadRecipe(path) })),
            cancellation);
    }

    private static Task<IResult> PyTorchAsync(
        string name, RunCatalogue catalogue, DrawLimiter limiter, CancellationToken cancellation)
    {
        var (path, title) = (RunFolders.GeneratorOf(catalogue.OpenFolderOf(name)), NameOf(name, catalogue));
        return limiter.LongAsync(
            () => File("application/zip", $"{title}-pytorch.zip", stream =>
                WriteZip(stream, PyTorchModel.Of(GeneratorFile.Load(path)))),
            cancellation);
    }

    /// <summary>The samples of a run through time.</summary>
    private static Task<IResult> FilmAsync(
        string name, string format, RunCatalogue catalogue, DrawLimiter limiter, CancellationToken cancellation)
    {
        var (folder, write) = (catalogue.OpenFolderOf(name), PictureFiles.WriterOf(format));
        var title = NameOf(name, catalogue);
        return limiter.LongAsync(
            () =>
            {
                var animation = RunAnimation.Of(RunRecord.Load(folder))
                    ?? throw new NotFoundException($"{name} has no samples yet");
                return File($"image/{format}", $"{title}.{format}", stream => write(stream, animation));
            },
            cancellation);
    }

    private static string NameOf(string run, RunCatalogue catalogue) =>
        FileTitle.Of(catalogue.CardOf(run).Title, run);

    /// <summary>Writes the weights and the class that loads them.</summary>
    private static void WriteZip(Stream stream, PyTorchModel model)
    {
        using var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true);
        using (var weights = zip.CreateEntry("generator.safetensors", CompressionLevel.NoCompression).Open())
            SafeTensors.Save(weights, model.Tensors);
        using var source = zip.CreateEntry("generator.py").Open();
        source.Write(Encoding.UTF8.GetBytes(model.Source));
    }

    private static IResult File(string type, string name, Action<Stream> write)
    {
        var stream = new MemoryStream();
        write(stream);
        stream.Position = 0;
        return Results.File(stream, type, name);
    }
}
