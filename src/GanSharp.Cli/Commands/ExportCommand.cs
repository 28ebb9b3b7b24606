using System.CommandLine;
using GanSharp.Sampling;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp export</c>: writes a trained network as a file for other programs.</summary>
internal sealed class ExportCommand : ToolCommand
{
    private readonly Argument<string> _run = NewOption.Generator();
    private readonly Option<string?> _from = NewOption.BuiltIn();
    private readonly Option<bool> _discriminator = NewOption.Flag(
        "--discriminator", "with --onnx: the discriminator of the newest checkpoint instead of the generator");

    private readonly Option<bool> _json = NewOption.Flag("--json", "print one JSON object and nothing else");
    private readonly ExportTarget[] _targets = [new OnnxTarget(), new PyTorchTarget(), new HalfTarget()];

    public ExportCommand(CliEnvironment environment) : base(
        "export", "Write a trained network as a file for other programs.", environment,
        "gansharp export latest --onnx digits.onnx",
        "gansharp export --from digits --onnx digits.onnx",
        "gansharp export 3 --onnx digits.onnx --fp16 --fold-batch-norm",
        "gansharp export runs/0003-cgan --discriminator --onnx critic.onnx",
        "gansharp export latest --pytorch generator-pytorch.safetensors",
        "gansharp export latest --half small.safetensors")
    {
        _run.CompletionSources.Add(Runs);
        Add(_run);
        Add(_from);
        foreach (var option in _targets.SelectMany(target => (Option[])[target.File, .. target.Options]))
            Add(option);
        Add(_discriminator);
        Add(_json);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var wanted = _targets.Where(target => parsed.GetValue(target.File) is not null).ToArray();
        if (wanted is not [var target])
            throw new GanSharpException(
                (wanted.Length == 0 ? "name the file to write: " : "write one file at a time: ")
                + string.Join(" or ", _targets.Select(each => $"{each.File.Name} {each.File.HelpName}")));
        var isDiscriminator = parsed.GetValue(_discriminator);
        if (isDiscriminator && !target.TakesDiscriminator)
            throw new GanSharpException($"{target.File.Name} writes generators only; leave out --discriminator");
        var path = Environment.At(parsed.GetValue(target.File)!);
        target.Check(path);
        var network = isDiscriminator ? DiscriminatorOf(parsed) : GeneratorOf(parsed);
        target.Write(Environment, network, path, parsed, parsed.GetValue(_json));
        return ExitCode.Success;
    }

    private ExportedNetwork GeneratorOf(ParseResult parsed)
    {
        if (BuiltIn(parsed, _from, _run) is { } builtIn)
            return new(builtIn.Name, builtIn.Recipe) { Generator = builtIn.Load() };
        var file = RunFolders.GeneratorOf(PathOf(parsed.GetRequiredValue(_run)));
        if (!CheckpointNetworks.IsCheckpoint(file))
            return new(file, GeneratorFile.LoadRecipe(file)) { Generator = GeneratorFile.Load(file) };
        var networks = CheckpointNetworks.Load(file);
        return new(file, networks.Recipe) { Generator = networks.Generator };
    }

    private ExportedNetwork DiscriminatorOf(ParseResult parsed)
    {
        if (parsed.GetValue(_from) is { } name)
            throw new GanSharpException($"{name} is a generator alone; leave out --discriminator");
        var run = PathOf(parsed.GetRequiredValue(_run));
        if (!Directory.Exists(run) && !CheckpointNetworks.IsCheckpoint(RunFolders.GeneratorOf(run)))
            throw new GanSharpException(
                $"{run}: holds a generator alone; name the folder of its run, or a checkpoint in it");
        var networks = CheckpointNetworks.Load(
            run, onDamaged: line => Environment.Error.WriteLine($"warning: {line}"));
        return new(run, networks.Recipe) { Discriminator = networks.Discriminator };
    }
}
