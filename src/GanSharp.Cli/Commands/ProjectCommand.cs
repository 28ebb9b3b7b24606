using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.IO;
using GanSharp.Sampling;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp project</c>: finds the noise whose image is nearest to a picture.</summary>
internal sealed class ProjectCommand : GeneratorCommand
{
    private readonly Argument<string> _picture = new("PICTURE")
    {
        Description = "the picture to find; its central square is scaled to the size of the generator's images",
    };

    private readonly Option<int?> _steps = NewOption.Number(
        "--steps", "steps of the search; 400 by default", 1, 100_000);

    private readonly Option<string?> _label = NewOption.Text(
        "--label", "L", "class of the image, by name or number; by default all classes are tried");

    private readonly Option<string?> _out = NewOption.Text(
        "--out", "DIR", "new or empty folder for the results; by default PICTURE's name with -projected");

    public ProjectCommand(CliEnvironment environment) : base(
        "project", "Find the noise of a trained generator whose image is nearest to a picture.", environment,
        "gansharp project latest seven.png",
        "gansharp project 3 photo.jpg --steps 1000 --out found --zoom 2")
    {
        _label.CompletionSources.Add(ClassesOfGenerator);
        AddSymbols([_picture, _steps, _label, _out], isRequired: true);
        SetAction((parsed, cancellation) => Task.FromResult(Run(parsed, cancellation)));
    }

    private int Run(ParseResult parsed, CancellationToken cancellation)
    {
        var (path, zoom) = (Environment.At(parsed.GetRequiredValue(_picture)), Zoom(parsed) ?? 1);
        var folder = Environment.At(parsed.GetValue(_out) ?? $"{Path.GetFileNameWithoutExtension(path)}-projected");
        SampleSet.CheckFolder(folder);
        var (source, sampler) = Load(parsed);
        var target = ProjectionTarget.Read(path, sampler.Image);
        var defaults = new LatentProjection();
        var search = defaults with
        {
            Steps = parsed.GetValue(_steps) ?? defaults.Steps,
            Label = sampler.LabelOf(parsed.GetValue(_label)),
            Seed = Seed(parsed),
        };
        var found = LoadingView.Watch(
            Environment, IsJson(parsed), progress => search.Find(sampler, target, progress, cancellation),
            "searching");
        var (pair, way, latent) = (
            Path.Combine(folder, "pair.png"), Path.Combine(folder, "way.png"),
            Path.Combine(folder, "latent.safetensors"));
        PngWriter.Save(pair, found.Pair.Picture(zoom));
        PngWriter.Save(way, found.Way.Picture(zoom));
        var name = found.Label is { } label ? sampler.ClassNames[label] : null;
        SafeTensors.Save(latent, [new("latent", found.Latent)], Metadata(source, path, name, found));
        if (IsJson(parsed))
            Environment.WriteJson(new
            {
                Generator = source,
                Picture = path,
                Label = name,
                ErrorOfMean = found.Start,
                found.Error,
                Pair = pair,
                Way = way,
                Latent = latent,
            });
        else
            Show(found, name, pair, way, latent);
        return ExitCode.Success;
    }

    private static Dictionary<string, string> Metadata(
        string generator, string picture, string? label, Projection found)
    {
        var metadata = new Dictionary<string, string>
        {
            ["generator"] = generator,
            ["picture"] = picture,
            ["error"] = Numbers.Format(found.Error),
        };
        if (label is not null)
            metadata["label"] = label;
        return metadata;
    }

    private void Show(Projection found, string? label, string pair, string way, string latent)
    {
        if (Environment.Terminal is { } terminal)
            terminal.Write(new TerminalImage(found.Pair.Picture()));
        Environment.Out.WriteLine(
            $"mean squared pixel error {Numbers.Rounded(found.Error)}; "
            + $"{Numbers.Rounded(found.Start)} for the mean noise{(label is null ? "" : $"; class {label}")}");
        Environment.Out.WriteLine($"{pair}: the picture and the nearest image");
        Environment.Out.WriteLine($"{way}: the images on the way");
        Environment.Out.WriteLine($"{latent}: the noise");
    }
}
