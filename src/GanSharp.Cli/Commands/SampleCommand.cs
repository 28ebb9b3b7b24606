using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Sampling;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp sample</c>: draws samples from a trained generator into a picture or a data set.</summary>
internal sealed class SampleCommand : GeneratorCommand
{
    private const string Saturation =
        "every pixel of the samples is 0 or 255, so the generator has probably collapsed; "
        + "look at the warnings in the report of its run";

    private readonly Option<int?> _count = NewOption.Number(
        "--count", "images to draw, for each label or row; 16 by default, 10 with --codes", 1,
        SampleRequest.MostImages);

    private readonly Option<string?> _labels = NewOption.Names(
        "--labels", "L[,L...]", "classes to draw, one row each, by name or number");
    private readonly Option<string?> _text = NewOption.Text(
        "--text", "TEXT", "draw one image per character, such as 2026");

    private readonly Option<int?> _rows = NewOption.Number(
        "--rows", "draw a table: N noise vectors as rows, the labels or characters as columns", 1,
        SampleRequest.MostImages);

    private readonly Option<bool> _interpolate = NewOption.Flag(
        "--interpolate", "interpolate between two noise vectors, one row per label");

    private readonly Option<bool> _codes = NewOption.Flag(
        "--codes", "vary one code of the noise per row, such as those of infogan");

    private readonly Option<bool> _mix = NewOption.Flag(
        "--mix", "mix the styles of 6 (--count) noise vectors: coarse layers by row, fine ones by column");

    private readonly Option<int?> _fineSide = NewOption.Number(
        "--fine-side", "with --mix: fine layers have images of this side or more; a quarter of the whole by default", 1,
        4096);

    private readonly Option<double?> _truncation = NewOption.Positive(
        "--truncation", "PSI", "scale the noise by PSI, 0 to 1: more typical, less varied images; 1 by default", 1);

    private readonly Option<string?> _out = NewOption.Text(
        "--out", "FILE|DIR/",
        "picture, samples.png by default; DIR/ for a file per image; with idx, a prefix");

    private readonly Option<string?> _format = NewOption.Choice(
        "--format", "NAME", "png, idx, npy, npz or parquet; by default the one that --out ends in, else png",
        () => ["png", "idx", "npy", "npz", "parquet"]);

    private readonly Option<bool> _noNames = NewOption.Flag(
        "--no-names", "do not write the names of classes over the columns of --rows");

    private readonly Option<string?> _film = NewOption.Text(
        "--film", "FILE",
        "write a film of a walk instead: .mp4 (needs ffmpeg), .gif, .webp or .apng");

    private readonly Option<int?> _frames = NewOption.Number(
        "--frames", "pictures of the film; 180 by default", 2, FilmRequest.MostFrames);

    private readonly Option<int?> _fps = NewOption.Number(
        "--fps", "pictures per second of the film, 1 to 50; 30 by default", 1, FilmRequest.MostRate);

    private readonly Option<int?> _keys = NewOption.Number(
        "--keys", "noise vectors that each walk of the film passes; 6 by default", 2, FilmRequest.MostFrames);

    public SampleCommand(CliEnvironment environment) : base(
        "sample", "Draw images from a trained generator. The same seed draws the same images.", environment,
        "gansharp sample",
        "gansharp sample latest --labels 7 --count 16 --out sevens.png",
        "gansharp sample runs/0003-cgan --text 2026 --rows 4 --zoom 2",
        "gansharp sample latest --interpolate --count 12",
        "gansharp sample runs/0007-infogan --codes",
        "gansharp sample runs/0009-stylegan2 --mix --count 5",
        "gansharp sample latest --count 100 --out drawn/",
        "gansharp sample latest --labels 3,5,8 --count 4 --film walk.webp --zoom 2",
        "gansharp sample latest --count 10000 --format idx --out fake",
        "gansharp sample latest --count 10000 --out fake.npz")
    {
        _labels.CompletionSources.Add(ClassesOfGenerator);
        AddSymbols(
        [
            _count, _labels, _text, _rows, _interpolate, _codes, _mix, _fineSide, _truncation, _out, _format,
            _noNames, _film, _frames, _fps, _keys,
        ]);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    public override bool SharesWork => true;

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var request = RequestOf(parsed);
        request.Validate();
        var output = OutputOf(parsed);
        output.Check();
        var (source, sampler) = Load(parsed);
        var plan = request.Plan(sampler);
        output.Check(plan);
        if (output.Write(plan, Environment.Processes, cancellation) is not { } written)
            return ExitCode.Success;
        var samples = written.Samples;
        var warning = written.AreSaturated ? Saturation : null;
        if (IsJson(parsed))
            Environment.WriteJson(new
            {
                Generator = source,
                written.Files,
                Images = written.Count,
                samples.Columns,
                request.Seed,
                Labels = samples.Labels?.Select(label => sampler.ClassNames[label]),
                Warning = warning,
            });
        else
            Show(written, source);
        if (warning is not null && !IsJson(parsed))
            Environment.Error.WriteLine($"warning: {warning}");
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
        Mix = parsed.GetValue(_mix),
        FineSide = parsed.GetValue(_fineSide),
        Truncation = parsed.GetValue(_truncation) ?? 1,
        Seed = Seed(parsed),
    };

    private SampleOutput OutputOf(ParseResult parsed)
    {
        Option[] ofFilm = [_frames, _fps, _keys], ofPicture = [_out, _format, _interpolate, _codes, _mix, _noNames];
        if (parsed.GetValue(_film) is not { } film)
        {
            return ofFilm.FirstOrDefault(IsGiven) is { } stray
                ? throw new GanSharpException($"{stray.Name} is only for films; add --film FILE, or leave it out")
                : SampleOutput.Of(
                    parsed.GetValue(_out), parsed.GetValue(_format), Zoom(parsed),
                    !parsed.GetValue(_noNames), path => Environment.At(path));
        }
        if (ofPicture.FirstOrDefault(IsGiven) is { } other)
            throw new GanSharpException($"--film and {other.Name} exclude each other; leave one out");
        var defaults = new FilmRequest();
        return new FilmOutput(
            Environment.At(film),
            new()
            {
                Keys = parsed.GetValue(_keys) ?? defaults.Keys,
                Frames = parsed.GetValue(_frames) ?? defaults.Frames,
                Rate = parsed.GetValue(_fps) ?? defaults.Rate,
            },
            Zoom(parsed) ?? 1);

        bool IsGiven(Option option) => parsed.GetResult(option) is { Implicit: false };
    }

    private void Show(WrittenSamples written, string source)
    {
        var samples = written.Samples;
        if (Environment.Terminal is { } terminal && written.FitTerminal)
            terminal.Write(new TerminalImage(samples.Picture()));
        Environment.Out.WriteLine(
            $"{written.Place}: {written.Film ?? Plural.Of(written.Count, "image")} from {source}");
    }
}
