using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class DatasetsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_embedded_digits_are_five_thousand_in_ten_equal_classes()
    {
        var digits = Datasets.Load("digits");

        digits.ToString().ShouldBe("digits: 5000 images of 28×28×1, 10 classes");
        digits.Labels!.CountBy(label => label).ShouldAllBe(found => found.Value == 500);
        // Strokes are white on black, in the middle of the image.
        digits.Images.Average(pixel => pixel).ShouldBeInRange(15, 60);
        digits.Image(0)[..28].ToArray().ShouldAllBe(pixel => pixel == 0);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", "train-labels-idx1-ubyte")]
    [InlineData("train-images-idx3-ubyte.gz", "train-labels-idx1-ubyte.gz")]
    [InlineData("train-images.idx3-ubyte", "train-labels.idx1-ubyte")]
    public void A_folder_of_MNIST_files_loads_raw_and_compressed(string images, string labels)
    {
        Write(images, [3, 2, 2], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12]);
        Write(labels, [3], [9, 0, 4]);

        var data = Datasets.Load("fashion-mnist", _folder.Path);

        data.ImageShape.ShouldBe(new ImageShape(1, 2, 2));
        data.Image(1).ToArray().ShouldBe([5, 6, 7, 8]);
        data.Labels.ShouldBe([2, 0, 1]);
        data.ClassNames.ShouldBe(["T-shirt/top", "Coat", "Ankle boot"]);
    }

    [Theory]
    [InlineData("balanced", 47, "t")]
    [InlineData("byclass", 62, "z")]
    [InlineData("bymerge", 47, "t")]
    [InlineData("digits", 10, "9")]
    [InlineData("letters", 26, "Z")]
    [InlineData("mnist", 10, "9")]
    public void Images_of_EMNIST_are_transposed_and_named_by_their_characters(
        string part, int classes, string last)
    {
        var label = (byte)(part == "letters" ? classes : classes - 1);
        Write($"emnist-{part}-train-images-idx3-ubyte.gz", [2, 3, 2], [1, 2, 3, 4, 5, 6, 10, 20, 30, 40, 50, 60]);
        Write($"emnist-{part}-train-labels-idx1-ubyte", [2], [label, 1]);

        var data = Datasets.Load($"emnist-{part}", _folder.Path);

        data.ImageShape.ShouldBe(new ImageShape(1, 2, 3));
        data.Image(0).ToArray().ShouldBe([1, 3, 5, 2, 4, 6]);
        data.Image(1).ToArray().ShouldBe([10, 30, 50, 20, 40, 60]);
        data.ClassNames.ShouldBe([part == "letters" ? "A" : "1", last]);
        data.Labels.ShouldBe([1, 0]);
        data.LeftOut.ShouldHaveSingleItem().ShouldStartWith($"there is no image of {classes - 2} classes: ");
        Datasets.Find($"emnist-{part}").ClassNames.Distinct().Count().ShouldBe(classes);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(27)]
    public void The_labels_of_EMNIST_letters_begin_at_one(byte label)
    {
        Write("emnist-letters-train-images-idx3-ubyte", [2, 1, 1], [1, 2]);
        Write("emnist-letters-train-labels-idx1-ubyte", [2], [26, label]);
        Refusal("emnist-letters", _folder.Path).ShouldBe(
            $"{_folder["emnist-letters-train-labels-idx1-ubyte"]}: image 1 has label {label}, "
            + "but labels run from 1 to 26; check the labels");
    }

    [Fact]
    public void A_file_of_zero_huge_images_is_refused()
    {
        Write("emnist-letters-train-images-idx3-ubyte", [0, 65_536, 65_535], []);
        Refusal("emnist-letters", _folder.Path).ShouldBe(
            $"{_folder["emnist-letters-train-images-idx3-ubyte"]}: holds no image; write or fetch the file again");
    }

    [Fact]
    public void Classes_and_sizes_can_be_selected()
    {
        var data = Datasets.Load("digits", selection: new() { Classes = ["4", "9"], Limit = 600, ImageSize = 32 });
        data.ToString().ShouldBe("digits: 600 images of 32×32×1, 2 classes");
        data.ClassNames.ShouldBe(["4", "9"]);

        Write("kmnist/train-images-idx3-ubyte", [3, 1, 1], [1, 2, 3]);
        Write("kmnist/train-labels-idx1-ubyte", [3], [3, 9, 3]);
        Datasets
            .Load("kmnist", DatasetPart.Training, null, _folder.Path, new() { Classes = ["tsu"] })
            .Images.ShouldBe([1, 3]);
    }

    [Fact]
    public void The_cache_is_searched_when_no_folder_is_given()
    {
        Write("mnist/train-images-idx3-ubyte", [1, 1, 2], [5, 6]);
        var data = Datasets.Load("mnist", DatasetPart.Training, null, _folder.Path);
        data.Images.ShouldBe([5, 6]);
        data.Labels.ShouldBeNull();
    }

    [Fact]
    public void The_folder_of_a_data_set_can_be_queried()
    {
        var mnist = Datasets.All.Single(info => info.Name == "mnist");
        Datasets.FolderOf(mnist, _folder.Path).ShouldBeNull();
        Write("mnist/train-images-idx3-ubyte", [1, 1, 2], [5, 6]);
        Datasets.FolderOf(mnist, _folder.Path).ShouldBe(_folder["mnist"]);
        Datasets.All.Where(info => info.IsBuiltIn).Select(info => info.Name).ShouldBe(["digits"]);
    }

    [Fact]
    public void Images_of_every_class_are_counted() =>
        new ImageDataset("few", [1, 2, 3], new(1, 1, 1), [2, 0, 2]).CountPerClass().ShouldBe([1, 0, 2]);

    [Fact]
    public void Any_pair_of_IDX_files_loads_by_its_shape()
    {
        Write("birds-images-idx4-ubyte", [1, 3, 1, 2], [1, 2, 3, 4, 5, 6]);
        Write("birds-labels-idx1-ubyte.gz", [1], [2]);

        var data = Datasets.Load("idx", _folder.Path);

        data.ImageShape.ShouldBe(new ImageShape(3, 1, 2));
        data.ClassNames.ShouldBe(["2"]);
    }

    [Fact]
    public void Different_numbers_of_images_and_labels_name_both_files()
    {
        Write("train-images-idx3-ubyte", [2, 1, 1], [1, 2]);
        Write("train-labels-idx1-ubyte", [3], [1, 2, 3]);
        Refusal("mnist", _folder.Path).ShouldBe(
            $"{_folder["train-images-idx3-ubyte"]} holds 2 images, but {_folder["train-labels-idx1-ubyte"]} 3 labels; "
            + "choose two files that belong together");
    }

    [Fact]
    public void Files_that_were_swapped_are_recognised()
    {
        Write("train-images-idx3-ubyte", [2], [1, 2]);
        Refusal("mnist", _folder.Path)
            .ShouldEndWith("1 dimensions, but images have 3 (N, H, W) or 4 (N, C, H, W); is it a label file?");

        Write("train-images-idx3-ubyte", [2, 1, 1], [1, 2]);
        Write("train-labels-idx1-ubyte", [2, 1, 1], [1, 2]);
        Refusal("mnist", _folder.Path).ShouldEndWith("3 dimensions, but labels have 1; is it an image file?");
    }

    [Theory]
    [InlineData(8, 8, 3)]
    [InlineData(4, 2, 2)]
    [InlineData(1, 0, 5)]
    public void Extents_that_are_not_images_are_refused_with_the_file(params int[] extents)
    {
        Write("some-images.idx", [2, .. extents], new byte[2 * extents.Aggregate((all, extent) => all * extent)]);
        Refusal("idx", _folder.Path).ShouldStartWith(
            $"{_folder["some-images.idx"]}: images of {string.Join('×', extents)} are neither (H, W) nor (C, H, W)");
    }

    [Fact]
    public void Labels_beyond_the_known_classes_are_refused()
    {
        Write("train-images-idx3-ubyte", [1, 1, 1], [1]);
        Write("train-labels-idx1-ubyte", [1], [10]);
        Refusal("mnist", _folder.Path).ShouldContain("image 0 has label 10, but labels run from 0 to 9");
    }

    [Fact]
    public void Missing_files_are_named_with_a_remedy()
    {
        const string files = "no train-images-idx3-ubyte[.gz] (and train-labels-idx1-ubyte[.gz])",
            remedy = "put the files there, or name their folder with --data DIR";
        const string fetch = "fetch them with gansharp data download mnist, ";
        Refusal("mnist", _folder.Path).ShouldBe($"mnist: {files} in {_folder.Path} (empty); {fetch}{remedy}");
        Refusal("mnist", null).ShouldBe($"mnist: {files} in {_folder["mnist"]} (no such folder); {fetch}{remedy}");
        Refusal("idx", _folder.Path)
            .ShouldBe($"idx: no *images*idx* (and *labels*idx*) in {_folder.Path} (empty); {remedy}");
        Refusal("idx", null).ShouldContain("--data DIR");
    }

    [Theory]
    [InlineData("mnist", "train-images-idx3-ubyte", "t10k-images-idx3-ubyte.gz")]
    [InlineData("emnist-letters", "emnist-letters-train-images-idx3-ubyte", "emnist-letters-test-images-idx3-ubyte.gz")]
    public void The_test_part_has_its_own_files(string name, string training, string test)
    {
        Write(training, [1, 1, 1], [5]);
        Refusal(name, _folder.Path, DatasetPart.Test).ShouldStartWith($"{name}: no {test[..^3]}[.gz] (and ");
        Write(test, [2, 1, 1], [6, 7]);
        Write(test.Replace("images-idx3", "labels-idx1"), [2], [2, 1]);

        var data = Datasets.Load(name, DatasetPart.Test, _folder.Path, new ImageSelection { Limit = 1 });

        data.Images.ShouldHaveSingleItem().ShouldBe((byte)7);
        Datasets.Load(name, _folder.Path).Images.ShouldBe([5]);
        var recipe = new Recipe { Name = "any", Dataset = name, Selection = new() { Limit = 1, ImageSize = 4 } };
        recipe.LoadTestData(_folder.Path).ToString().ShouldStartWith($"{name}: 2 images of 4×4×1");
    }

    [Theory]
    [InlineData("digits")]
    [InlineData("idx")]
    [InlineData("folder")]
    public void A_missing_test_part_is_reported(string name)
    {
        Refusal(name, null, DatasetPart.Test).ShouldBe($"{name}: has no test part; hold out some of its images");
        Datasets.All.Single(info => info.Name == name).HasTestPart.ShouldBeFalse();
        Datasets.All.Count(info => !info.HasTestPart).ShouldBe(3);
    }

    [Fact]
    public void A_built_in_data_set_is_not_read_from_a_folder()
    {
        Write("train-images-idx3-ubyte", [1, 1, 1], [5]);
        Write("train-labels-idx1-ubyte", [1], [2]);

        Refusal("digits", _folder.Path)
            .ShouldBe(
                $"digits: is built in and reads no files; leave out {_folder.Path}, or name the data set in it");
    }

    [Fact]
    public void The_data_set_at_a_path_is_recognised_by_its_files()
    {
        Datasets.At(_folder.Path).Name.ShouldBe("folder", "loading says that it is empty");
        PngWriter.Save(_folder["pictures/1.png"], new(2, 2, 1, new byte[4]));
        Datasets.At(_folder["pictures"]).Name.ShouldBe("folder");
        Idx.Write(_folder["own/some-images.idx"], new([2, 1, 1], [1, 2]));
        Datasets.At(_folder["own"]).Name.ShouldBe("idx");

        Write("train-images-idx3-ubyte", [1, 1, 1], [5]);
        Should.Throw<GanSharpException>(() => Datasets.At(_folder.Path)).Message.ShouldBe(
            $"{_folder.Path}: has the files of mnist, fashion-mnist, kmnist; name the data set with --dataset");
    }

    [Theory]
    [InlineData("fasion-mnist", "; did you mean fashion-mnist?")]
    [InlineData("imagenet", "idx, folder")]
    public void Unknown_names_are_refused_with_the_nearest(string name, string ending)
    {
        Refusal(name, null).ShouldStartWith($"there is no data set '{name}' among digits, mnist, ");
        Refusal(name, null).ShouldEndWith(ending);
    }

    private string Refusal(string name, string? directory, DatasetPart part = DatasetPart.Training) =>
        Should.Throw<GanSharpException>(() => Datasets.Load(name, part, directory, cache: _folder.Path)).Message;

    private void Write(string name, int[] extents, byte[] data) => Idx.Write(_folder[name], new(extents, data));
}
