using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Export;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp export</c>: writes a trained network in the format of other programs.</summary>
internal sealed class ExportCommand : ToolCommand
{
    private readonly Argument<string> _run = NewOption.Generator();
    private readonly Option<string?> _onnx = NewOption.Text("--onnx", "FILE", "write an ONNX file");
    private readonly Option<bool> _discriminator = NewOption.Flag(
        "--discriminator", "export the discriminator of the newest checkpoint instead of the generator");

    private readonly Option<bool> _fp16 = NewOption.Flag(
        "--fp16", "with --onnx: weights and products in half precision; inputs and outputs stay single");

    private readonly Option<bool> _fold = NewOption.Flag(
        "--fold-batch-norm", "with --onnx: fold batch norms into the layers before them");

    private readonly Option<bool> _json = NewOption.Flag("--json", "print one JSON object and nothing else");

    public ExportCommand(CliEnvironment environment) : base(
        "export", "Write a trained network as a file for other programs.", environment,
        "gansharp export latest --onnx digits.onnx",
        "gansharp export 3 --onnx digits.onnx --fp16 --fold-batch-norm",
        "gansharp export runs/0003-cgan --discriminator --onnx critic.onnx")
    {
        _run.CompletionSources.Add(Runs);
        _run.DefaultValueFactory = null;
        Add(_run);
        foreach (var option in (Option[])[_onnx, _discriminator, _fp16, _fold, _json])
            Add(option);
        SetAction(parsed => Run(parsed));
    }

    private int Run(ParseResult parsed)
    {
        var path = Environment.At(
            parsed.GetValue(_onnx) ?? throw new GanSharpException("there is nothing to write; add --onnx FILE"));
        CheckReplaceable(path);
        var network = parsed.GetValue(_discriminator) ? DiscriminatorOf(parsed) : GeneratorOf(parsed);
        WriteOnnx(network, path, parsed);
        var (kind, bytes) = (network.Generator is null ? "discriminator" : "generator", new FileInfo(path).Length);
        if (parsed.GetValue(_json))
            Environment.WriteJson(new { network.Source, Network = kind, File = path, Bytes = bytes });
        else
            Environment.Out.WriteLine($"{path}: the {kind} of {network.Source}, {DownloadView.Size(bytes)}");
        return ExitCode.Success;
    }

    private void WriteOnnx(LoadedNetwork network, string path, ParseResult parsed)
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
    }

    private LoadedNetwork GeneratorOf(ParseResult parsed)
    {
        var file = RunFolders.GeneratorOf(PathOf(parsed.GetRequiredValue(_run)));
        if (!CheckpointNetworks.IsCheckpoint(file))
            return new(file, GeneratorFile.LoadRecipe(file)) { Generator = GeneratorFile.Load(file) };
        var networks = CheckpointNetworks.Load(file);
        return new(file, networks.Recipe) { Generator = networks.Generator };
    }

    private LoadedNetwork DiscriminatorOf(ParseResult parsed)
    {
        var run = PathOf(parsed.GetRequiredValue(_run));
        if (!Directory.Exists(run) && !CheckpointNetworks.IsCheckpoint(RunFolders.GeneratorOf(run)))
            throw new GanSharpException(
                $"{run}: holds a generator alone; name the folder of its run, or a checkpoint in it");
        var networks = CheckpointNetworks.Load(
            run, onDamaged: line => Environment.Error.WriteLine($"warning: {line}"));
        return new(run, networks.Recipe) { Discriminator = networks.Discriminator };
    }

    /// <summary>Checks that the file can be written, and that a mistyped name costs no training.</summary>
    private static void CheckReplaceable(string path)
    {
        if (path.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            throw new GanSharpException($"{path}: ends like the files of trainings; end the name in .onnx");
        AtomicFile.CheckWritable(path);
    }

    /// <summary>One network, the file or run that it is from, and the recipe that made it.</summary>
    private sealed record LoadedNetwork(string Source, Recipe Recipe)
    {
        public Sampler? Generator { get; init; }

        public TrainedDiscriminator? Discriminator { get; init; }
    }
}
