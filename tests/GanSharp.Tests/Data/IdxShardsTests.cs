using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class IdxShardsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mnist")]
    [InlineData("idx")]
    public void The_files_are_read_in_the_order_of_their_numbers(string dataset)
    {
        foreach (var number in (int[])[10, 2, 0, 1, 3, 4, 5, 6, 7, 8, 9])
        {
            Write($"Train-Images-{number}-of-11-idx3-ubyte", [1, 1, 1], (byte)number);
            Write($"train-labels-{number:d2}-of-11-IDX1-ubyte.gz", [1], (byte)(number % 2));
        }
        Write("train-images-3-of-11-idx3-ubyte.gz", [1, 1, 1], 99);

        var data = Datasets.Load(dataset, _folder.Path);

        data.Images.ShouldBe([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "a raw file wins over a compressed one");
        data.Labels.ShouldBe([0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0]);
        data.Slice(4, 3).ToArray().ShouldBe([4, 5, 6]);
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("idx")]
    public void Missing_files_are_named(string dataset)
    {
        Write("train-images-00001-of-00003-idx3-ubyte.gz", [1, 1, 1], 7);
        Refusal(dataset).ShouldBe(Missing("train-images-00000-of-00003-idx3-ubyte.gz", 1, "images", 3, ".gz"));
        Write("train-images-00000-of-00003-idx3-ubyte.gz", [1, 1, 1], 7);
        Refusal(dataset).ShouldBe(Missing("train-images-00002-of-00003-idx3-ubyte.gz", 0, "images", 3, ".gz"));
        Write("train-images-00002-of-00003-idx3-ubyte.gz", [1, 1, 1], 7);
        Datasets.Load(dataset, _folder.Path).Count.ShouldBe(3);

        Write("train-labels-00000-of-00003-idx1-ubyte", [1], 1);
        Write("train-labels-00002-of-00003-idx1-ubyte", [1], 1);
        Refusal(dataset).ShouldBe(Missing("train-labels-00001-of-00003-idx1-ubyte", 0, "labels", 1, ""));
    }

    [Fact]
    public void Numbers_out_of_range_and_two_sets_are_refused()
    {
        Write("train-images-1-of-2-idx3-ubyte", [1, 1, 1], 7);
        Write("train-images-2-of-2-idx3-ubyte", [1, 1, 1], 7);
        Refusal("mnist").ShouldBe(
            $"{_folder["train-images-0-of-2-idx3-ubyte"]}: is missing beside train-images-1-of-2-idx3-ubyte; "
            + "put it there");
        Write("train-images-0-of-2-idx3-ubyte", [1, 1, 1], 7);
        Refusal("mnist").ShouldBe(
            $"{_folder["train-images-2-of-2-idx3-ubyte"]}: the numbers of 2 files run from 0 to 1; rename it");
        File.Move(_folder["train-images-2-of-2-idx3-ubyte"], _folder["train-images-2-of-3-idx3-ubyte"]);
        Refusal("mnist").ShouldBe(
            $"{_folder["train-images-2-of-3-idx3-ubyte"]}: is one of 3 files, but train-images-0-of-2-idx3-ubyte is "
            + "one of 2; keep one set of files in the folder");
    }

    [Fact]
    public void Files_that_do_not_belong_together_are_refused()
    {
        Write("train-images-0-of-2-idx3-ubyte", [2, 1, 2], 1, 2, 3, 4);
        Write("train-images-1-of-2-idx3-ubyte", [1, 2, 1], 1, 2);
        Refusal("mnist").ShouldBe(
            $"{_folder["train-images-1-of-2-idx3-ubyte"]}: images of 2×1×1, but "
            + $"{_folder["train-images-0-of-2-idx3-ubyte"]} has 1×2×1; choose files that belong together");

        Write("train-images-1-of-2-idx3-ubyte", [1, 1, 2], 1, 2);
        Write("train-labels-idx1-ubyte", [3], 1, 2, 3);
        Refusal("mnist").ShouldBe(
            $"{_folder["train-labels-idx1-ubyte"]}: 1 file of labels, but 2 files of images; "
            + "give every file of images its own labels");

        File.Delete(_folder["train-labels-idx1-ubyte"]);
        Write("train-labels-0-of-2-idx1-ubyte", [1], 1);
        Write("train-labels-1-of-2-idx1-ubyte", [2], 1, 2);
        Refusal("mnist").ShouldBe(
            $"{_folder["train-images-0-of-2-idx3-ubyte"]} holds 2 images, but "
            + $"{_folder["train-labels-0-of-2-idx1-ubyte"]} 1 label; choose two files that belong together");
    }

    [Theory]
    [InlineData("mnist")]
    [InlineData("idx")]
    public void A_whole_file_wins_and_the_others_are_named(string dataset)
    {
        Write("train-images-0-of-2-idx3-ubyte", [1, 1, 1], 1);
        Write("train-images-1-of-2-idx3-ubyte", [1, 1, 1], 2);
        Write("train-images-idx3-ubyte", [1, 1, 1], 3);
        var data = Datasets.Load(dataset, _folder.Path);
        data.Images.ShouldBe([3]);
        data.LeftOut.ShouldBe([
            "train-images-0-of-2-idx3-ubyte to train-images-1-of-2-idx3-ubyte left out: "
            + "train-images-idx3-ubyte is read"]);
    }

    [Fact]
    public void One_of_several_files_can_be_read_alone_with_its_labels()
    {
        Write("fake-images-1-of-2.idx", [1, 1, 1], 5);
        Write("fake-labels-0-of-2.idx", [1], 8);
        Write("fake-labels-1-of-2.idx", [1], 9);
        var data = ImageFiles.Load(_folder["fake-images-1-of-2.idx"]);
        data.Images.ShouldBe([5]);
        data.ClassNames.ShouldBe(["9"]);
    }

    private string Missing(string name, int there, string kind, int rank, string end) =>
        $"{_folder[name]}: is missing beside train-{kind}-{there:d5}-of-00003-idx{rank}-ubyte{end}; put it there";

    private string Refusal(string dataset) =>
        Should.Throw<GanSharpException>(() => Datasets.Load(dataset, _folder.Path)).Message;

    private void Write(string name, int[] extents, params byte[] data) => Idx.Write(_folder[name], new(extents, data));
}
