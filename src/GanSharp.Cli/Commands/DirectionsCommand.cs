using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.IO;
using GanSharp.Sampling;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary>
/// <c>gansharp directions</c>: lists and draws the directions of the noise, or of the styles, along which images
/// change most.
/// </summary>
internal sealed class DirectionsCommand : GeneratorCommand
{
    private const int DefaultCount = 8, DefaultSteps = 9, MostImages = 10_000;
    private const double DefaultStrength = 3, MostStrength = 100;

    private readonly Option<int?> _count = NewOption.Number(
        "--count", "directions to draw, strongest first; 8 by default", 1, 1000);
    private readonly Option<int?> _steps = NewOption.Number("--steps", "images per row; 9 by default", 2, 1000);
    private readonly Option<double?> _strength = NewOption.Positive(
        "--strength", "K", "move from -K to +K standard deviations of the noise or styles; 3 by default", MostStrength);

    private readonly Option<string?> _label = NewOption.Label();
    private readonly Option<string?> _out = NewOption.Text(
        "--out", "FILE", "picture to write, one row per direction; directions.png by default");

    public DirectionsCommand(CliEnvironment environment) : base(
        "directions", "List and draw the main directions of a generator's noise, or of its styles.",
        environment,
        "gansharp directions",
        "gansharp directions 3 --count 5 --label 7 --zoom 2",
        "gansharp directions latest --json")
    {
        _label.CompletionSources.Add(ClassesOfGenerator);
        AddSymbols([_count, _steps, _strength, _label, _out]);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var output = new PngOutput(Environment.At(parsed.GetValue(_out) ?? "directions.png"), 1);
        output.Check();
        var (source, sampler) = Load(parsed);
        var label = sampler.LabelOf(parsed.GetValue(_label), orFirst: true);
        var (steps, strength) = (
            parsed.GetValue(_steps) ?? DefaultSteps, parsed.GetValue(_strength) ?? DefaultStrength);
        var directions = LatentDirections.Of(sampler).Take(parsed.GetValue(_count) ?? DefaultCount).ToArray();
        if (directions.Length * steps > MostImages)
            throw new GanSharpException(
                $"{directions.Length} rows of {steps} images are too many; ask for at most {MostImages} images");
        var samples = LatentDirections.Draw(
            sampler, directions, steps, strength, label, Seed(parsed), cancellation);
        PngWriter.Save(output.Path, samples.Picture(Zoom(parsed) ?? 1));
        if (IsJson(parsed))
            Environment.WriteJson(new
            {
                Generator = source,
                Picture = output.Path,
                Label = label is { } one ? sampler.ClassNames[one] : null,
                Strength = strength,
                Space = sampler.HasStyles ? "style" : "noise",
                Directions = directions,
            });
        else
            Show(directions, sampler.HasStyles ? "style" : "noise", output.Path, strength, source);
        return ExitCode.Success;
    }

    private void Show(
        LatentDirection[] directions, string space, string picture, double strength, string source)
    {
        Listing.Write(
            Environment, ["direction", "eigenvalue", "share"],
            directions.Select((direction, i) => new[]
            {
                $"{i + 1}", Numbers.Rounded(direction.Eigenvalue, 4),
                $"{Numbers.Rounded(100 * direction.Share, 3)} %",
            }));
        Environment.Out.WriteLine(
            $"{picture}: {Plural.Of(directions.Length, "direction")} of {source}, one per row, "
            + $"from -{Numbers.Format(strength)} to +{Numbers.Format(strength)} standard deviations of the {space}");
    }
}
