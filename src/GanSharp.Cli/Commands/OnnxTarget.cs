using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Export;
using GanSharp.IO;

namespace GanSharp.Cli.Commands;

/// <summary>ONNX, for its runtimes and for browsers.</summary>
internal sealed class OnnxTarget() : ExportTarget(NewOption.Text("--onnx", "FILE.onnx", "write an ONNX file"))
{
    private readonly Option<bool> _fp16 = NewOption.Flag(
        "--fp16", "with --onnx: weights and products in half precision; inputs and outputs stay single");

    private readonly Option<bool> _fold = NewOption.Flag(
        "--fold-batch-norm", "with --onnx: fold batch norms into the layers before them");

    public override IReadOnlyList<Option> Options => [_fp16, _fold];

    public override bool TakesDiscriminator => true;

    public override void Check(string path)
    {
        if (path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            throw new GanSharpException($"{path}: ends like the files of trainings; end the name in .onnx");
        AtomicFile.CheckWritable(path);
    }

    public override void Write(
        CliEnvironment environment, ExportedNetwork network, string path, ParseResult parsed, bool json)
    {
        var options = new OnnxOptions
        {
            Float16 = parsed.GetValue(_fp16),
            FoldBatchNorm = parsed.GetValue(_fold),
            Recipe = network.Recipe,
        };
        if (network.Generator is { } generator)
            OnnxExport.Save(path, generator, options);
        else
            OnnxExport.Save(path, network.Discriminator!, options);
        var (kind, bytes) = (network.Generator is null ? "discriminator" : "generator", new FileInfo(path).Length);
        if (json)
            environment.WriteJson(new { network.Source, Network = kind, Files = (string[])[path], Bytes = bytes });
        else
            environment.Out.WriteLine($"{path}: the {kind} of {network.Source}, {DownloadView.Size(bytes)}");
    }
}
