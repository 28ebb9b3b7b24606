using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Text;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp sample</c>: draws from a trained generator into a picture, or into a data set.</summary>
internal sealed class SampleCommand : ToolCommand
{
    private const string Png = "png", IdxFormat = "idx";

    private readonly Argument<string> _run = new("RUN")
    {
        Description =
            "a run folder, its number or name under runs/, a .safetensors file, or latest: the run with the highest number",
        DefaultValueFactory = _ => RunFolders.LatestName,
    };

    private readonly Option<int?> _count = NewOption.Number(
        "--count", "images, of each label if labels are given, or steps of the walk; 16 by default", 1,
        SampleRequest.MostImages);

    private readonly Option<string?> _labels = NewOption.Names(
        "--labels", "L[,L...]", "classes, by name or number, a row for each");
    private readonly Option<string?> _text = NewOption.Text(
        "--text", "TEXT", "write a text, one image for each character, such as 2026");

    private readonly Option<int?> _rows = NewOption.Number(
        "--rows", "noise vectors of a table with a row for each, and a column for each label or character", 1,
        SampleRequest.MostImages);

    private readonly Option<bool> _interpolate = NewOption.Flag(
        "--interpolate", "walk from one noise vector to another");

    private readonly Option<bool> _codes = NewOption.Flag(
        "--codes", "walk along each code of the noise, such as infogan's");

    private readonly Option<long?> _seed = NewOption.Number(
        "--seed", "what the noise is derived from; 1 by default", long.MinValue, long.MaxValue);

    private readonly Option<string?> _out = NewOption.Text(
        "--out", "FILE",
        "the picture, samples.png by default; for idx what PREFIX-images.idx and PREFIX-labels.idx begin with");

    private readonly Option<string?> _format = NewOption.Text(
        "--format", "png|idx", "png, or idx, the default where --out ends in .idx");
    private readonly Option<int?> _zoom = NewOption.Number(
        "--zoom", "enlarge pixels, 1 to 16; 1 by default", 1, SampleSet.MostZoom);
    private readonly Option<int?> _threads = NewOption.Threads();
    private readonly Option<bool> _json = NewOption.Flag("--json", "print a line of JSON, and nothing else");

    public SampleCommand(CliEnvironment environment) : base(
        "sample", "Draw images from a trained generator. The same seed gives the same bytes.", environment,
        "gansharp sample",
        "gansharp sample latest --labels 7 --count 16 --out sevens.png",
        "gansharp sample runs/0003-cgan --text 2026 --rows 4 --zoom 2",
        "gansharp sample latest --interpolate --count 12",
        "gansharp sample runs/0007-infogan --codes",
        "gansharp sample latest --count 10000 --format idx --out fake")
    {
        _run.CompletionSources.Add(Runs);
        Add(_run);
        IEnumerable<Option> options =
        [
            _count, _labels, _text, _rows, _interpolate, _codes, _seed, _out, _format, _zoom, _threads, _json,
        ];
        foreach (var option in options)
            Add(option);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var request = RequestOf(parsed);
        request.Validate();
        var output = OutputOf(parsed);
        output.Check();
        Compute.Threads = parsed.GetValue(_threads) ?? Compute.Threads;
        var source = RunFolders.GeneratorOf(PathOf(parsed.GetRequiredValue(_run)));
        var sampler = GeneratorFile.Load(source);
        var plan = request.Plan(sampler);
        output.Check(plan);
        var samples = plan.Draw(cancellation);
        var files = output.Write(samples);
        if (parsed.GetValue(_json))
            Environment.WriteJson(new
            {
                Generator = source,
                Files = files,
                Images = samples.Count,
                samples.Columns,
                request.Seed,
                Labels = samples.Labels?.Select(label => sampler.ClassNames[label]),
            });
        else
            Show(samples, files, source);
        return ExitCode.Success;
    }

    private SampleRequest RequestOf(ParseResult parsed) => new()
    {
        Count = parsed.GetValue(_count),
        Labels =
            parsed.GetValue(_labels) is not { } labels ? []
            : NameList.Parse(labels) is { Length: > 0 } names ? names
            : [labels],
        Text = parsed.GetValue(_text),
        Rows = parsed.GetValue(_rows),
        Interpolate = parsed.GetValue(_interpolate),
        Codes = parsed.GetValue(_codes),
        Seed = parsed.GetValue(_seed) ?? 1,
    };

    private SampleOutput OutputOf(ParseResult parsed)
    {
        var path = parsed.GetValue(_out);
        var format =
            parsed.GetValue(_format)
            ?? (path?.EndsWith(".idx", StringComparison.OrdinalIgnoreCase) == true ? IdxFormat : Png);
        if (format is not (Png or IdxFormat))
            throw new GanSharpException($"--format: '{format}' is not {Png} or {IdxFormat}");
        if (format == IdxFormat && parsed.GetValue(_zoom) is not null)
            throw new GanSharpException("--zoom goes with pictures only; leave it out for idx");
        path = Environment.At(path ?? (format == Png ? "samples.png" : "samples"));
        return format == Png ? new PngOutput(path, parsed.GetValue(_zoom) ?? 1) : new IdxOutput(path);
    }

    private void Show(SampleSet samples, IReadOnlyList<string> files, string source)
    {
        if (Environment.Terminal is { } terminal && SampleOutput.FitsTerminal(samples))
            terminal.Write(new TerminalImage(samples.Picture()));
        Environment.Out.WriteLine($"{string.Join(" and ", files)}: {Plural.Of(samples.Count, "image")} from {source}");
    }
}
