using GanSharp.IO;
using GanSharp.Sampling;

namespace GanSharp.Cli.Commands;

/// <summary>The files that samples are written to.</summary>
internal abstract class SampleOutput
{
    private const int MostInTerminal = 256;

    /// <summary>Whether there are few enough samples to draw them in the terminal.</summary>
    public static bool FitsTerminal(SampleSet samples) => samples.Count <= MostInTerminal;

    /// <summary>Checks that the output does not replace other files.</summary>
    public abstract void Check();

    /// <summary>Checks that the format can hold the planned samples.</summary>
    public virtual void Check(SamplePlan plan) { }

    /// <summary>Writes the samples and returns the paths of the files.</summary>
    public abstract IReadOnlyList<string> Write(SampleSet samples);
}

/// <summary>A single picture.</summary>
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

/// <summary>A data set of images and labels.</summary>
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
