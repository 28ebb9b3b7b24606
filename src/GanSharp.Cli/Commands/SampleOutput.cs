using GanSharp.IO;
using GanSharp.Mpi;
using GanSharp.Sampling;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary>Where samples are written to.</summary>
internal abstract class SampleOutput
{
    public const string Png = "png", Idx = "idx";

    /// <summary>Returns the output of the options.</summary>
    /// <param name="path">The value of <c>--out</c>, resolved; null if the option is omitted.</param>
    /// <param name="format">The value of <c>--format</c>; null if it is omitted.</param>
    /// <param name="zoom">The value of <c>--zoom</c>; null if it is omitted.</param>
    /// <param name="named">Whether the classes of columns are named in a picture.</param>
    /// <param name="at">Resolves a path.</param>
    public static SampleOutput Of(string? path, string? format, int? zoom, bool named, Func<string, string> at)
    {
        string[] arrays = [Idx, .. StreamedOutput.Formats];
        format ??= arrays.FirstOrDefault(
            known => path?.EndsWith($".{known}", StringComparison.OrdinalIgnoreCase) == true) ?? Png;
        if (format != Png && !arrays.Contains(format))
            throw new GanSharpException(
                $"--format: '{format}' is not {Png}, {string.Join(", ", arrays[..^1])} or {arrays[^1]}");
        if (format != Png && zoom is not null)
            throw new GanSharpException($"--zoom is only for pictures; leave it out for {format}");
        if (format != Png)
            return format == Idx
                ? new IdxOutput(at(path ?? "samples"))
                : new StreamedOutput(at(path ?? $"samples.{format}"), format);
        path = at(path ?? "samples.png");
        return Path.EndsInDirectorySeparator(path) || Directory.Exists(path)
            ? new FolderOutput(path, zoom ?? 1)
            : new PngOutput(path, zoom ?? 1, named);
    }

    /// <summary>Checks that the output does not replace other files.</summary>
    public abstract void Check();

    /// <summary>Checks that the format can hold the planned samples.</summary>
    public virtual void Check(SamplePlan plan) { }

    /// <summary>Draws the samples, a part in each process, and writes them in the first; the others get null.</summary>
    public WrittenSamples? Write(SamplePlan plan, ProcessGroup processes, CancellationToken cancellation)
    {
        var save = Draw(plan, processes, cancellation);
        return processes.IsFirst ? save() : null;
    }

    /// <summary>Draws the samples; returns what writes them.</summary>
    protected abstract Func<WrittenSamples> Draw(
        SamplePlan plan, ProcessGroup processes, CancellationToken cancellation);
}

/// <summary>Samples and their files.</summary>
/// <param name="Samples">The samples.</param>
/// <param name="Files">The paths of the files.</param>
/// <param name="Place">The files or their folder, for people.</param>
internal sealed record WrittenSamples(SampleSet Samples, IReadOnlyList<string> Files, string Place)
{
    private const int MostInTerminal = 256;

    /// <summary>The length of the film, for people; null if it is none.</summary>
    public string? Film { get; init; }

    /// <summary>The number of images, of which <see cref="Samples"/> may be only the first.</summary>
    public int Count { get; init; } = Samples.Count;

    /// <summary>Whether there are few enough samples to draw them in the terminal.</summary>
    public bool FitTerminal => Count <= MostInTerminal && Samples.Count == Count;

    /// <summary>Whether every pixel is at a limit of its range.</summary>
    public bool AreSaturated { get; init; } = IsSaturated(Samples);

    /// <summary>Whether every pixel of some samples is at a limit of its range.</summary>
    public static bool IsSaturated(SampleSet samples) =>
        !samples.Pixels.AsSpan().ContainsAnyExcept(byte.MinValue, byte.MaxValue);
}

/// <summary>A single picture.</summary>
internal sealed class PngOutput(string path, int zoom, bool named = false) : SampleOutput
{
    public string Path => path;

    public override void Check()
    {
        if (System.IO.Path.GetExtension(path).ToLowerInvariant() is not ("" or ".png"))
            throw new GanSharpException($"{path}: pictures are PNG files, so end the name in .png");
        FileKind.Png.CheckReplaceable(path);
    }

    public override void Check(SamplePlan plan) => plan.CheckPicture(zoom);

    protected override Func<WrittenSamples> Draw(
        SamplePlan plan, ProcessGroup processes, CancellationToken cancellation)
    {
        var samples = plan.Draw(processes, cancellation);
        return () =>
        {
            PngWriter.Save(path, named ? samples.NamedPicture(zoom) : samples.Picture(zoom));
            return new(samples, [path], path);
        };
    }
}

/// <summary>A folder with one picture per sample.</summary>
internal sealed class FolderOutput(string path, int zoom) : SampleOutput
{
    public override void Check() => SampleSet.CheckFolder(path);

    protected override Func<WrittenSamples> Draw(
        SamplePlan plan, ProcessGroup processes, CancellationToken cancellation)
    {
        var samples = plan.Draw(processes, cancellation);
        return () => new(samples, samples.WriteFiles(path, plan.ClassNames, zoom, cancellation), path);
    }
}

/// <summary>A film in which the noise of each sample moves.</summary>
internal sealed class FilmOutput(string path, FilmRequest film, int zoom) : SampleOutput
{
    private readonly FilmFormat _format = FilmFormat.Of(path);

    public override void Check()
    {
        film.Validate();
        _format.Check(path);
    }

    public override void Check(SamplePlan plan) => plan.CheckFilm(film, zoom);

    protected override Func<WrittenSamples> Draw(
        SamplePlan plan, ProcessGroup processes, CancellationToken cancellation)
    {
        var drawn = plan.DrawFilm(film, processes, cancellation);
        return () =>
        {
            _format.Save(path, drawn.Animation(zoom), cancellation);
            return new(drawn.Frames[0], [path], path)
            {
                Film = $"{film.Frames} pictures, {Numbers.Rounded((double)film.Frames / film.Rate)} s",
            };
        };
    }
}

/// <summary>A data set of images and labels.</summary>
internal sealed class IdxOutput(string path) : SampleOutput
{
    private readonly string _prefix = path.EndsWith(".idx", StringComparison.OrdinalIgnoreCase)
        ? path[..^".idx".Length]
        : path;

    public override void Check()
    {
        if (Path.EndsInDirectorySeparator(path))
            throw new GanSharpException(
                $"{path}: is a folder; for idx, name the beginning of the files, such as {path}samples");
        var (images, labels) = SampleSet.IdxPaths(_prefix);
        FileKind.Idx.CheckReplaceable(images);
        FileKind.Idx.CheckReplaceable(labels);
    }

    protected override Func<WrittenSamples> Draw(
        SamplePlan plan, ProcessGroup processes, CancellationToken cancellation)
    {
        var samples = plan.Draw(processes, cancellation);
        return () =>
        {
            var files = samples.WriteIdx(_prefix);
            return new(samples, files, string.Join(" and ", files));
        };
    }
}
