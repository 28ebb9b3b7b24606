using GanSharp.IO;
using GanSharp.Sampling;

namespace GanSharp.Cli.Commands;

/// <summary>Where samples go.</summary>
internal abstract class SampleOutput
{
    private const int MostInTerminal = 256;

    /// <summary>Whether samples are few enough to be drawn on a screen.</summary>
    public static bool FitsTerminal(SampleSet samples) => samples.Count <= MostInTerminal;

    /// <summary>Checks that nothing else would be lost.</summary>
    public abstract void Check();

    /// <summary>Checks that the format can hold what is planned.</summary>
    public virtual void Check(SamplePlan plan) { }

    /// <summary>Writes the samples and returns the files.</summary>
    public abstract IReadOnlyList<string> Write(SampleSet samples);
}

/// <summary>One picture.</summary>
internal sealed class PngOutput(string path, int zoom) : SampleOutput
{
    public override void Check()
    {
        if (Path.GetExtension(path).ToLowerInvariant() is not ("" or ".png"))
            throw new GanSharpException($"{path}: pictures are PNG files, so end the name in .png");
        FileKind.Png.CheckReplaceable(path);
    }

    public override void Check(SamplePlan plan) => plan.CheckPicture(zoom);

    public override IReadOnlyList<string> Write(SampleSet samples)
    {
        PngWriter.Save(path, samples.Picture(zoom));
        return [path];
    }
}

/// <summary>A data set: images and labels.</summary>
internal sealed class IdxOutput(string path) : SampleOutput
{
    private readonly string _prefix = path.EndsWith(".idx", StringComparison.OrdinalIgnoreCase)
        ? path[..^".idx".Length]
        : path;

    public override void Check()
    {
        var (images, labels) = SampleSet.IdxPaths(_prefix);
        FileKind.Idx.CheckReplaceable(images);
        FileKind.Idx.CheckReplaceable(labels);
    }

    public override IReadOnlyList<string> Write(SampleSet samples) => samples.WriteIdx(_prefix);
}
