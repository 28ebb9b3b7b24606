using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data.Pictures;

[Trait("Instructions", "any")]
public sealed class PictureLabelsTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PictureLabelsTests()
    {
        foreach (var (name, pixel) in new[] { ("3.png", 3), ("1.png", 1), ("more/2.png", 2) })
            PngWriter.Save(_folder[name], new(1, 1, 1, [(byte)pixel]));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Labels_come_from_the_table_beside_the_pictures()
    {
        Write("labels.csv", "File,Label\n./1.png,dog\nmore\\2.png,cat\n3.png,dog");
        var data = Load();
        data.Images.ShouldBe([1, 3, 2]);
        data.ClassNames.ShouldBe(["cat", "dog"]);
        data.Labels.ShouldBe([1, 1, 0]);
        data.LeftOut.ShouldBeEmpty();
        Load(new() { Classes = ["cat"] }).Images.ShouldBe([2]);
        Load(new() { Limit = 2 }).Images.ShouldBe([1, 2], "one of each class");
    }

    [Theory]
    [InlineData(";", "semicolons")]
    [InlineData("\t", "tabs")]
    public void Columns_that_are_not_divided_by_commas_are_named(string divider, string name)
    {
        Write("labels.csv", $"file{divider}label\n1.png{divider}a\n");
        Should.Throw<GanSharpException>(() => Load()).Message
            .ShouldBe($"{_folder["labels.csv"]}: divides its columns by {name}; save it with commas");
    }

    [Fact]
    public void Numbers_are_sorted_as_numbers()
    {
        Write("any.csv", "filename,class\n1.png,10\nmore/2.png,9\n3.png,10");
        Load().ClassNames.ShouldBe(["9", "10"]);
    }

    [Fact]
    public void Missing_files_and_pictures_without_a_line_are_named()
    {
        Write("labels.csv", "file,label\n1.png,a\n4.png,b\n5.png,b");
        Write("notes.txt", "");
        Load().LeftOut.ShouldBe([
            "2 lines of labels.csv left out: there is no such picture (4.png, 5.png)",
            "2 pictures left out: labels.csv has no line for it (3.png, more/2.png)",
            "1 .txt file left out: not a format that is read (notes.txt)",
            "there is no image of class b; left out"]);
    }

    [Theory]
    [InlineData(
        "name,label\n1.png,a", ": has no columns file and label; write them into its first line, or rename the file")]
    [InlineData("file,label\n1.png,", ":2: has no file or no label; fill in both")]
    [InlineData("file,label\n1.png,a\n1.png,b", ":3: gives 1.png the label b, but a line above a; keep one of them")]
    [InlineData("file,label\n9.png,a", ": names no picture that is there; name files relative to its folder")]
    public void A_wrong_table_is_refused(string text, string complaint)
    {
        Write("labels.csv", text);
        Should.Throw<GanSharpException>(() => Load()).Message.ShouldBe($"{_folder["labels.csv"]}{complaint}");
    }

    [Fact]
    public void A_table_of_something_else_is_left_out()
    {
        File.Delete(_folder["more/2.png"]);
        Write("prices.csv", "product,price\n1,2");
        var data = Load();
        data.Labels.ShouldBeNull();
        data.LeftOut.ShouldBe(["1 .csv file left out: not a format that is read (prices.csv)"]);
    }

    private void Write(string name, string text) => File.WriteAllText(_folder[name], text);

    private ImageDataset Load(ImageSelection? selection = null) => Datasets.Load("folder", _folder.Path, selection);
}
