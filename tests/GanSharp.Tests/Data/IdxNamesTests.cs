using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class IdxNamesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("._train-images-idx3-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz")]
    [InlineData("train-images-idx3-ubyte.gz.part")]
    [InlineData("train-images-idx3-ubyte.bak")]
    public void Files_with_similar_names_are_not_confused_with_the_real_file(string other)
    {
        Write("train-images-idx3-ubyte", [2, 1, 1], 7, 8);
        Write("train-labels-idx1-ubyte", [2], 0, 1);
        File.WriteAllText(_folder[other], "something else");

        var data = Datasets.Load("idx", _folder.Path);

        data.Images.ShouldBe([7, 8]);
        data.Labels.ShouldBe([0, 1]);
        data.LeftOut.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("idx")]
    [InlineData("mnist")]
    public void Labels_that_are_a_folder_are_refused(string name)
    {
        Write("train-images-idx3-ubyte", [1, 1, 1], 7);
        var labels = Directory.CreateDirectory(_folder["train-labels-idx1-ubyte"]).FullName;
        Should.Throw<GanSharpException>(() => Datasets.Load(name, _folder.Path)).Message
            .ShouldBe($"{labels}: is a folder with the name of an expected file; rename it");
    }

    [Theory]
    [InlineData("idx", "Train-Images-IDX3-ubyte", "TRAIN-LABELS-IDX1-UBYTE.GZ")]
    [InlineData("mnist", "Train-Images-IDX3-ubyte", "train-labels.IDX1-ubyte")]
    [InlineData("emnist-digits", "EMNIST-digits-train-images-idx3-ubyte", "emnist-DIGITS-train-labels-idx1-ubyte.GZ")]
    public void Letter_case_does_not_matter(string name, string images, string labels)
    {
        Write(images, [2, 1, 1], 7, 8);
        Write(labels, [2], 3, 4);

        var data = Datasets.Load(name, _folder.Path);

        data.Images.ShouldBe([7, 8]);
        data.ClassNames.ShouldBe(["3", "4"]);
    }

    [Fact]
    public void The_exact_name_wins_over_one_that_differs_only_in_case()
    {
        Write("Train-images-idx3-ubyte", [1, 1, 1], 1);
        if (File.Exists(_folder["train-images-idx3-ubyte"]))
            return; // this file system ignores letter case
        Write("train-images-idx3-ubyte", [1, 1, 1], 2);
        Datasets.Load("mnist", _folder.Path).Images.ShouldBe([2]);
    }

    [Fact]
    public void The_training_part_is_read_and_the_other_is_named()
    {
        Write("train-images-idx3-ubyte", [1, 1, 1], 1);
        Write("train-labels-idx1-ubyte", [1], 5);
        Write("t10k-images-idx3-ubyte", [1, 1, 1], 2);
        Write("t10k-labels-idx1-ubyte", [1], 6);

        var data = Datasets.Load("idx", _folder.Path);

        data.Images.ShouldBe([1]);
        data.ClassNames.ShouldBe(["5"]);
        data.LeftOut.ShouldBe(["t10k-images-idx3-ubyte left out: train-images-idx3-ubyte is read"]);
    }

    [Fact]
    public void Labels_of_another_part_are_not_used()
    {
        Write("train-images-idx3-ubyte", [1, 1, 1], 1);
        Write("t10k-images-idx3-ubyte", [1, 1, 1], 2);
        Write("t10k-labels-idx1-ubyte", [1], 6);
        Datasets.Load("idx", _folder.Path).Labels.ShouldBeNull();
    }

    [Fact]
    public void Several_candidates_are_named()
    {
        Write("a-images-idx3-ubyte", [1, 1, 1], 1);
        Write("b-images-idx3-ubyte", [1, 1, 1], 1);
        Should.Throw<GanSharpException>(() => Datasets.Load("idx", _folder.Path)).Message.ShouldBe(
            $"{_folder.Path}: several files of images (a-images-idx3-ubyte, b-images-idx3-ubyte); "
            + "keep one in the folder");
    }

    [Theory]
    [InlineData("fake-images.idx", "fake-labels.idx")]
    [InlineData("T10k-Images-IDX3-ubyte", "t10k-labels-idx1-ubyte.gz")]
    public void Labels_next_to_a_file_of_images_are_found(string images, string labels)
    {
        Write(images, [1, 1, 1], 1);
        Write("other-labels.idx", [1], 9);
        IdxNames.LabelsOf(_folder[images]).ShouldBeNull();
        Write(labels, [1], 2);
        IdxNames.LabelsOf(_folder[images]).ShouldBe(_folder[labels]);
    }

    [Fact]
    public void Unused_labels_do_not_become_classes()
    {
        Write("images.idx", [3, 1, 1], 1, 2, 3);
        Write("labels.idx", [3], 1, 4, 1);

        var data = Datasets.Load("idx", _folder.Path);

        data.ToString().ShouldBe("idx: 3 images of 1×1×1, 2 classes");
        data.ClassNames.ShouldBe(["1", "4"]);
        data.Labels.ShouldBe([0, 1, 0]);
        data.WithClasses(["1"]).Count.ShouldBe(2);
    }

    private void Write(string name, int[] extents, params byte[] data)
    {
        Idx.Write(_folder[$"{name}.new"], new(extents, data));
        if (name.EndsWith(".gz", StringComparison.OrdinalIgnoreCase))
            Idx.Write(_folder[$"{name}.new.gz"], new(extents, data));
        File.Move(_folder[File.Exists(_folder[$"{name}.new.gz"]) ? $"{name}.new.gz" : $"{name}.new"], _folder[name]);
        File.Delete(_folder[$"{name}.new"]);
    }
}
