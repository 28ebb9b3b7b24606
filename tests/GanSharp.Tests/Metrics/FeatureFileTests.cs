using System.IO.Compression;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

[Trait("Instructions", "any")]
public sealed partial class FeatureFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_distance_can_be_computed_again_from_the_file()
    {
        var digits = Datasets.Load("digits");
        var (real, samples) = (digits.Subsample(400), digits.Subsample(333));
        var evaluator = new Evaluator(new FakeNetwork(real), null, real, new() { Resamples = 0 })
        {
            Compared = (ofReal, ofSamples) => FeatureFile.Save(_folder["f.npz"], ofReal, ofSamples),
        };
        var fid = evaluator.Evaluate(samples).Figures["fid"].Value;
        var (readReal, readSamples) = (Read("real"), Read("samples"));
        (readReal.Shape.ToString(), readSamples.Shape.ToString()).ShouldBe(("(400, 24)", "(333, 24)"));
        FrechetDistance.Between(readSamples, readReal).ShouldBe(fid, 1e-9 * fid);
        using var zip = ZipFile.OpenRead(_folder["f.npz"]);
        zip.Entries.Select(entry => entry.FullName)
            .ShouldBe(["real.npy", "samples.npy", "real_labels.npy", "sample_labels.npy"]);
    }

    private Tensor Read(string name)
    {
        using var zip = ZipFile.OpenRead(_folder["f.npz"]);
        using var stream = zip.GetEntry($"{name}.npy")!.Open();
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var bytes = copy.ToArray();
        var end = Array.IndexOf(bytes, (byte)'\n') + 1;
        var shape = Extents().Match(Encoding.ASCII.GetString(bytes, 0, end)).Groups;
        return Tensor.From(
            MemoryMarshal.Cast<byte, float>(bytes.AsSpan(end)),
            [int.Parse(shape[1].Value), int.Parse(shape[2].Value)]);
    }

    [GeneratedRegex(@"'<f4'.*\((\d+), (\d+)\)")]
    private static partial Regex Extents();
}
