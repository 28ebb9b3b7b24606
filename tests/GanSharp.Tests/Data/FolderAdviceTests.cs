using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class FolderAdviceTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_training_part_is_advised_when_parts_contain_classes()
    {
        foreach (var name in (string[])["test/cat/1", "train/cat/1", "train/dog/1"])
            Picture(name);
        Refusal("folder").ShouldBe(
            $"{_folder.Path}: test and train are parts of a data set, not classes; "
            + $"name the one to read: --data {_folder["train"]}");
    }

    [Fact]
    public void Parts_of_a_data_set_are_not_classes()
    {
        Picture("test/1");
        Picture("train/1");
        Refusal("folder").ShouldBe(
            $"{_folder.Path}: test and train are parts of a data set, not classes; "
            + $"name the one to read: --data {_folder["train"]}");
        Picture("truck/1");
        Datasets
            .Load("folder", _folder.Path)
            .ClassNames.ShouldBe(["test", "train", "truck"], "next to another class these are classes");
    }

    [Fact]
    public void Files_in_a_subfolder_are_found()
    {
        Idx.Write(_folder["MNIST/raw/train-images-idx3-ubyte"], new([1, 1, 1], [1]));
        Refusal("mnist").ShouldEndWith($"; they are in a subfolder; name it: --data {_folder["MNIST/raw"]}");
    }

    [Fact]
    public void Pictures_in_other_formats_are_counted()
    {
        File.WriteAllText(_folder["1.heic"], "");
        File.WriteAllText(_folder["2.heic"], "");
        Refusal("folder")
            .ShouldEndWith(
                $" in {_folder.Path}; 2 .heic files left out: not a format that is read (1.heic); convert them to PNG");
    }

    [Fact]
    public void A_file_or_an_archive_instead_of_a_folder_is_recognised()
    {
        File.WriteAllText(_folder["data.tar"], "");
        Picture("1");
        Refusal("folder", "data.tar")
            .ShouldEndWith($" in {_folder["data.tar"]}; it is an archive; unpack it and name the folder");
        Refusal("folder", "1.png")
            .ShouldEndWith($" in {_folder["1.png"]}; it is a file; name its folder: --data {_folder.Path}");
        File.WriteAllText(_folder["notes.txt"], "");
        Refusal("folder", "notes.txt").ShouldEndWith(
            $" in {_folder["notes.txt"]}; it is not a picture; name a folder, or a .zip or .parquet file of pictures");
    }

    [Fact]
    public void An_archive_in_a_zip_is_named()
    {
        using (var zip = System.IO.Compression.ZipFile.Open(
            _folder["all.zip"], System.IO.Compression.ZipArchiveMode.Create))
            zip.CreateEntry("in/pictures.zip");
        Refusal("folder", "all.zip").ShouldEndWith(
            $" in {_folder["all.zip"]}; there is {Path.Combine("in", "pictures.zip")} in it, an archive; "
            + "unpack both, and name the folder");
    }

    [Fact]
    public void Unpacking_an_archive_in_the_folder_is_advised()
    {
        File.WriteAllText(_folder["data.tar.gz"], "");
        Refusal("folder").ShouldEndWith("; there is data.tar.gz, an archive; unpack it there");
    }

    [Fact]
    public void Files_of_another_data_set_are_recognised()
    {
        Picture("1");
        Refusal("idx").ShouldEndWith("; the files there belong to the data set folder; name that data set");
    }

    [Theory]
    [InlineData("run")]
    [InlineData("run/samples")]
    [InlineData("")]
    public void Grids_of_a_run_are_not_data(string named)
    {
        Picture("run/samples/epoch-0001");
        Picture("run/grid");
        File.Delete(_folder[named is "run" ? "run/grid.png" : "none"]);
        File.WriteAllText(_folder["run/run.json"], "{}");
        Refusal("folder", named)
            .ShouldContain(": belongs to a run, whose pictures are grids of samples; name a folder of single images");
    }

    [Fact]
    public void An_empty_folder_is_reported_as_empty()
    {
        File.WriteAllText(_folder[".DS_Store"], "");
        Refusal("folder").ShouldContain($" in {_folder.Path} (empty); put the files there");
    }

    private string Refusal(string name, string folder = "") =>
        Should
            .Throw<GanSharpException>(() => Datasets.Load(name, folder.Length > 0 ? _folder[folder] : _folder.Path))
            .Message;

    private void Picture(string name) => PngWriter.Save(_folder[$"{name}.png"], new(1, 1, 1, [0]));
}
