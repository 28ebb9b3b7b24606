using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data.Pictures;

[Trait("Instructions", "any")]
public sealed class PictureFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Every_folder_is_a_class_in_the_order_of_names()
    {
        foreach (var (name, pixel) in new[] { ("dog/2", 4), ("dog/10", 3), ("cat/b", 2), ("cat/B", 1), ("Zebra/x", 0) })
            Grey($"{name}.png", (byte)pixel);
        File.WriteAllText(_folder["cat/notes.txt"], "no picture");
        File.WriteAllText(_folder["cat/.hidden.png"], "no picture");
        foreach (var name in (string[])[".git", "__MACOSX", "lost+found", "@eaDir"])
            Directory.CreateDirectory(_folder[name]);

        var data = Load();

        data.ToString().ShouldBe("folder: 5 images of 1×1×1, 3 classes");
        data.ClassNames.ShouldBe(["Zebra", "cat", "dog"]);
        data.Images.ShouldBe([0, 1, 2, 3, 4]);
        data.LeftOut.ShouldBe(["1 .txt file left out: not a format that is read (cat/notes.txt)"]);
        data.Labels.ShouldBe([0, 1, 1, 2, 2]);
    }

    [Fact]
    public void Links_to_the_folder_or_one_above_are_no_classes()
    {
        foreach (var (name, pixel) in new[] { ("all/dog/1", 1), ("all/cat/2", 2), ("elsewhere/3", 3) })
            Grey($"{name}.png", (byte)pixel);
        Directory.CreateSymbolicLink(_folder["all/here"], ".");
        Directory.CreateSymbolicLink(_folder["all/above"], "..");
        Directory.CreateSymbolicLink(_folder["all/cat/up"], _folder["all"]);
        Directory.CreateSymbolicLink(_folder["all/bird"], _folder["elsewhere"]);
        var data = Datasets.Load("folder", _folder["all"]);
        data.ClassNames.ShouldBe(["bird", "cat", "dog"]);
        data.Images.ShouldBe([3, 2, 1]);
        data.LeftOut.ShouldBeEmpty();
    }

    [Fact]
    public void Pictures_without_folders_have_no_labels()
    {
        Grey("b.PNG", 2);
        Grey("a.png", 1);
        var data = Load();
        data.Labels.ShouldBeNull();
        data.Images.ShouldBe([1, 2]);
        Refusal(new() { Classes = ["a"] })
            .ShouldBe("folder: there are no labels, so there are no classes to choose from; leave the classes out");
    }

    [Fact]
    public void Files_that_are_not_selected_are_not_read()
    {
        Grey("cat/1.png", 1);
        Grey("cat/2.png", 2);
        Grey("dog/1.png", 3);
        File.WriteAllText(_folder["dog/2.png"], "damaged");

        Load(new() { Classes = ["cat"] }).ToString().ShouldBe("folder: 2 images of 1×1×1, 1 class");
        var limited = Load(new() { Limit = 3 });
        limited.Labels.ShouldBe([0, 0, 1]);
        limited.ClassNames.ShouldBe(["cat", "dog"]);
        Directory.CreateDirectory(_folder["empty"]);
        Load(new() { Classes = ["1"], Limit = 1 }).Images.ShouldBe([3], "the class of that number");
        Refusal(new() { Classes = ["cat", "empty"] }).ShouldBe(
            $"{_folder["empty"]}: there is no picture in it; put the pictures of class empty there, "
            + "or leave that class out");
        Refusal(new() { Classes = ["dgo"] })
            .ShouldBe("'dgo' is not one of the 3 classes: cat, dog, empty; did you mean dog?");
    }

    [Fact]
    public void Pictures_of_any_size_become_squares_of_one_size()
    {
        Save(
            "wide.png",
            new(8, 4, 1, [.. Enumerable.Range(0, 32).Select(i => (byte)(i % 8 is >= 2 and < 6 ? 100 : 0))]));
        Save("large.png", new(100, 90, 1, [.. Enumerable.Repeat((byte)50, 9000)]));

        var data = Load(new() { ImageSize = 4 });
        data.ImageShape.ShouldBe(new ImageShape(1, 4, 4));
        data.Image(0).ToArray().ShouldAllBe(pixel => pixel == 50);
        data.Image(1).ToArray().ShouldAllBe(pixel => pixel == 100);
        Refusal().ShouldBe(
            $"{_folder["wide.png"]} has 4×8 pixels, but {_folder["large.png"]} 90×100; "
            + "set image-size to scale them all");
    }

    [Fact]
    public void Folders_that_cannot_be_a_data_set_are_refused()
    {
        Refusal().ShouldStartWith($"folder: no pictures (or a folder of them for each class) in {_folder.Path}");
        Grey("cat/1.png", 1);
        Grey("1.png", 1);
        Refusal()
            .ShouldBe(
                $"{_folder.Path}: holds pictures (1.png) and folders (cat); keep one folder per class, or no folder");
        Should.Throw<GanSharpException>(() => Datasets.Load("folder")).Message.ShouldContain("--data DIR");
    }

    [Fact]
    public void More_classes_than_a_label_can_count_are_refused()
    {
        for (var i = 0; i < 257; i++)
            Grey($"class-{i:d3}/1.png", 1);
        Refusal().ShouldContain("257 classes, but at most 256 are possible");
    }

    [Fact]
    public void A_folder_without_pictures_is_not_a_class_and_is_reported()
    {
        Grey("cat/1.png", 1);
        Grey("dog/1.png", 2);
        foreach (var name in (string[])["ant", "bee", "crab", "eel"])
            Directory.CreateDirectory(_folder[name]);

        var data = Load();

        data.ClassNames.ShouldBe(["cat", "dog"]);
        data.Labels.ShouldBe([0, 1]);
        data.LeftOut.ShouldBe(["no class for 4 folders without pictures: ant, bee, crab and 1 more"]);
    }

    [Fact]
    public void Two_folders_with_equal_names_in_Unicode_are_refused()
    {
        Grey("\u00c9t\u00e9/1.png", 1);
        Grey("E\u0301te\u0301/1.png", 1);
        if (Directory.GetDirectories(_folder.Path).Length == 1)
            return; // this file system treats both names as one
        Refusal()
            .ShouldContain(
                "have the same name in two Unicode forms (\"E\\u0301te\\u0301\", \"\\u00C9t\\u00E9\")");
    }

    [Fact]
    public void Classes_emptied_by_a_limit_are_reported()
    {
        foreach (var name in (string[])["a", "b", "c", "d"])
            Grey($"{name}/1.png", 1);

        var data = Load(new() { Limit = 2 });

        data.ClassNames.ShouldBe(["a", "c"]);
        data.LeftOut.ShouldBe(["a limit of 2 leaves no image of 2 classes: b, d; left out"]);
    }

    [Fact]
    public void Files_in_other_formats_are_counted_and_named()
    {
        Grey("1.png", 1);
        foreach (var name in (string[])["a.heic", "b.HEIC", "c.tif", "README", ".DS_Store", "._1.png", "Thumbs.db"])
            File.WriteAllText(_folder[name], "");

        Load().LeftOut.ShouldBe([
            "2 .heic files left out: not a format that is read (a.heic)",
            "1 file without an extension left out: not a format that is read (README)",
            "1 .tif file left out: not a format that is read (c.tif)"]);
    }

    [Fact]
    public void What_another_package_would_read_is_said()
    {
        Grey("1.png", 1);
        File.WriteAllText(_folder["a.jpg"], "");
        Load().LeftOut.ShouldBe([
            "1 .jpg file left out: add GanSharp.Images and call PictureSupport.Add() to read them (a.jpg)"]);
    }

    [Fact]
    public void Pictures_in_a_folder_inside_a_class_belong_to_the_class()
    {
        foreach (var name in (string[])["a/1.png", "a/more/2.png", "b/few/3.png", "b/many/4.png"])
            Grey(name, (byte)(name[^5] - '0'));
        File.WriteAllText(_folder["a/more/5.heic"], "");

        var data = Load();

        data.Images.ShouldBe([1, 2, 3, 4]);
        data.Labels.ShouldBe([0, 0, 1, 1]);
        var place = Path.Combine("a", "more", "5.heic");
        data.LeftOut.ShouldBe([$"1 .heic file left out: not a format that is read ({place})"]);
    }

    [Fact]
    public void Folders_that_may_be_classes_themselves_are_named()
    {
        foreach (var name in (string[])["a/x/1.png", "a/y/2.png", "b/z/3.png"])
            Grey(name, 1);
        Load().LeftOut.ShouldBe([
            $"no class for folders inside classes: {Path.Combine("a", "x")}, {Path.Combine("a", "y")}, "
            + $"{Path.Combine("b", "z")}; if those are the classes, "
            + $"name the folder above them: --data {_folder["a"]}"]);
        Directory.Delete(_folder["b"], recursive: true);
        Refusal().ShouldEndWith($"; they are in a subfolder; name it: --data {_folder["a"]}");
    }

    [Fact]
    public void Pictures_in_deeper_folders_are_counted_and_their_folders_named()
    {
        foreach (var name in (string[])["a/1.png", "a/more/still/2.png", "a/more/still/3.png", "b/1.png"])
            Grey(name, 1);
        File.WriteAllText(_folder["a/more/still/4.heic"], "");
        File.WriteAllText(_folder["a/more/still/._4.jpg"], "");

        var place = Path.Combine("a", "more", "still");
        Load().LeftOut.ShouldBe([$"3 pictures are one folder too deep: {place}; left out"]);
        Load(new() { Classes = ["b"] }).LeftOut.ShouldBeEmpty("the other class is not wanted");
        Grey("a/more/still/deeper/5.png", 1);
        Load().LeftOut.ShouldHaveSingleItem().ShouldStartWith("4 pictures are several folders too deep: ");
    }

    [Fact]
    public void Notes_about_left_out_files_survive_every_operation()
    {
        Save("1.png", new(8, 8, 1, new byte[64]));
        Save("2.png", new(8, 8, 1, new byte[64]));
        File.WriteAllText(_folder["3.jpg"], "");
        var note = Load().LeftOut.ShouldHaveSingleItem();
        Load(new() { ImageSize = 4, Limit = 1 }).LeftOut.ShouldBe([note]);
        Load().Subsample(1).Resized(4).LeftOut.ShouldBe([note]);
    }

    [Fact]
    public void Folders_without_pictures_may_be_next_to_pictures()
    {
        Grey("1.png", 1);
        Directory.CreateDirectory(_folder["notes"]);
        Load().Count.ShouldBe(1);
    }

    [Fact]
    public void Damaged_pictures_are_counted_named_and_left_out_if_that_is_wanted()
    {
        foreach (var name in (string[])["a/1.png", "a/2.png", "b/1.png", "b/2.png"])
            Grey(name, 1);
        foreach (var name in (string[])["a/2.png", "b/1.png", "b/2.png"])
            File.WriteAllText(_folder[name], "damaged");

        Refusal().ShouldStartWith($"{_folder["a/2.png"]}: ");
        Load(new() { SkipDamaged = true }).LeftOut.ShouldBe([
            "3 damaged pictures left out: a/2.png, b/1.png, b/2.png", "there is no image of class b; left out"]);
    }

    private ImageDataset Load(ImageSelection? selection = null) => Datasets.Load("folder", _folder.Path, selection);

    private string Refusal(ImageSelection? selection = null) =>
        Should.Throw<GanSharpException>(() => Load(selection)).Message;

    private void Grey(string name, byte pixel) => Save(name, new(1, 1, 1, [pixel]));

    private void Save(string name, Bitmap picture) => PngWriter.Save(_folder[name], picture);
}
