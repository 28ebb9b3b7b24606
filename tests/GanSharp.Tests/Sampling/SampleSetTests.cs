using GanSharp.IO;
using GanSharp.Sampling;

namespace GanSharp.Tests.Sampling;

public sealed class SampleSetTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Writing_images_without_classes_deletes_labels_of_other_images()
    {
        var labelled = new SampleSet([1, 2], new ImageShape(1, 1, 1), [0, 1], 1);
        labelled.WriteIdx(_folder["fake"]).ShouldBe([_folder["fake-images.idx"], _folder["fake-labels.idx"]]);
        _folder.Names.ShouldBe(["fake-images.idx", "fake-labels.idx"]);

        (labelled with { Labels = null, Pixels = [3, 4] })
            .WriteIdx(_folder["fake"])
            .ShouldBe([_folder["fake-images.idx"]]);

        _folder.Names.ShouldBe(["fake-images.idx"]);
        Idx.Read(_folder["fake-images.idx"]).Data.ShouldBe([3, 4]);
    }
}
