using GanSharp.IO;
using GanSharp.Sampling;

namespace GanSharp.Images.Tests;

public sealed class ParquetSamplesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_table_of_samples_is_read_with_their_classes()
    {
        SampleSet[] parts =
        [
            new([10, 20, 30, 40], new(1, 1, 2), [1, 0], 2), new([50, 60], new(1, 1, 2), [1], 2),
        ];
        AtomicFile.Write(_folder["x.parquet"], stream => ParquetSamples.Write(stream, parts, ["cat", "dog"]));
        ParquetSamples.Kind.CheckReplaceable(_folder["x.parquet"]);
        var table = new ParquetPictures().Open(_folder["x.parquet"]);
        table.Labels.ShouldBe(["dog", "cat", "dog"]);
        table.ClassNames.ShouldBe(["cat", "dog"]);
        Enumerable.Range(0, 3).SelectMany(row => PngReader.Read(new MemoryStream(table.Read(row)), "x").Pixels)
            .ShouldBe(new byte[] { 10, 20, 30, 40, 50, 60 });
    }

    [Fact]
    public void Without_classes_there_is_no_column_of_labels()
    {
        var part = new SampleSet([1, 2, 3], new(3, 1, 1), null, 1);
        AtomicFile.Write(_folder["x.parquet"], stream => ParquetSamples.Write(stream, [part], []));
        var table = new ParquetPictures().Open(_folder["x.parquet"]);
        (table.Count, table.Labels).ShouldBe((1, null));
    }
}
