using GanSharp.Images;
using GanSharp.IO;
using GanSharp.Mpi;
using GanSharp.Sampling;

namespace GanSharp.Cli.Commands;

/// <summary>A file that samples are written to part by part, as they are drawn: NumPy arrays or a table.</summary>
/// <param name="path">The file.</param>
/// <param name="format">One of <see cref="Formats"/>.</param>
internal sealed class StreamedOutput(string path, string format) : SampleOutput
{
    public const string Npy = "npy", Npz = "npz", Parquet = "parquet";

    /// <summary>The formats, which are also the extensions of their files.</summary>
    public static IReadOnlyList<string> Formats { get; } = [Npy, Npz, Parquet];

    public override void Check()
    {
        var kind = format == Npy ? IO.Npy.Kind : format == Npz ? NpzWriter.Kind : ParquetSamples.Kind;
        kind.CheckReplaceable(path);
    }

    protected override Func<WrittenSamples> Draw(
        SamplePlan plan, ProcessGroup processes, CancellationToken cancellation)
    {
        var (labels, saturated) = (new List<int>(), true);
        SampleSet? first = null;
        var parts = plan.DrawParts(processes, cancellation).Select(Counted);
        if (processes.IsFirst)
            AtomicFile.Write(path, stream => Write(stream, plan, parts));
        else
            foreach (var _ in parts) { }
        return () => new(first! with { Labels = plan.ClassNames.Count > 0 ? [.. labels] : null }, [path], path)
        {
            Count = plan.Count,
            AreSaturated = saturated,
        };

        SampleSet Counted(SampleSet part)
        {
            first ??= part;
            labels.AddRange(part.Labels ?? []);
            saturated &= WrittenSamples.IsSaturated(part);
            return part;
        }
    }

    private void Write(Stream stream, SamplePlan plan, IEnumerable<SampleSet> parts)
    {
        if (format == Npy)
            SampleArrays.WriteNpy(stream, plan.Count, plan.Image, parts);
        else if (format == Npz)
            SampleArrays.WriteNpz(stream, plan.Count, plan.Image, parts);
        else
            ParquetSamples.Write(stream, parts, plan.ClassNames);
    }
}
