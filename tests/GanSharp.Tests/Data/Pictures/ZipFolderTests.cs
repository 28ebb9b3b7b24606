using System.Buffers.Binary;
using System.IO.Compression;
using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data.Pictures;

[Trait("Instructions", "any")]
public sealed class ZipFolderTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Path => _folder["pictures.zip"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Folders_in_a_zip_are_classes()
    {
        Pack("dog/2.png", "cat/B.PNG", "dog/more/1.png", "__MACOSX/dog/._2.png", "dog/.DS_Store", "cat/x.heic", "cat/");
        var data = Load();
        data.ToString().ShouldBe("folder: 3 images of 1×1×1, 2 classes");
        data.ClassNames.ShouldBe(["cat", "dog"]);
        data.Images.ShouldBe([1, 0, 2]);
        var place = System.IO.Path.Combine("cat", "x.heic");
        data.LeftOut.ShouldBe([$"1 .heic file left out: not a format that is read ({place})"]);
        Load(new() { Classes = ["dog"], Limit = 1 }).Images.ShouldBe([0]);
    }

    [Fact]
    public void A_zip_may_hold_one_folder_with_everything()
    {
        Pack("flowers/rose/1.png", "flowers\\tulip\\2.png");
        Load().ClassNames.ShouldBe(["rose", "tulip"]);
        Pack("1.png", "2.png");
        Load().Labels.ShouldBeNull();
        ImageFiles.Load(Path).Count.ShouldBe(2);
    }

    [Fact]
    public void Labels_may_be_in_a_table_in_the_zip()
    {
        Pack("in/1.png", "in/2.png");
        using (var zip = System.IO.Compression.ZipFile.Open(Path, ZipArchiveMode.Update))
        {
            using var writer = new StreamWriter(zip.CreateEntry("in/labels.csv").Open());
            writer.Write("file,label\n1.png,b\n2.png,a");
        }
        Load().Labels.ShouldBe([1, 0]);
    }

    [Theory]
    [InlineData("../1.png", ": its entry ../1.png has no usable path; pack it again")]
    [InlineData("/etc/1.png", ": its entry /etc/1.png has no usable path; pack it again")]
    [InlineData("a/..\\1.png", @": its entry a/..\1.png has no usable path; pack it again")]
    [InlineData("a/ok.png", ": has two entries a/ok.png; pack it again")]
    public void Names_that_are_ambiguous_or_lead_out_are_refused(string name, string complaint)
    {
        Pack("a/ok.png", name);
        Refusal().ShouldBe($"{Path}{complaint}");
    }

    [Fact]
    public void A_zip_without_pictures_is_refused()
    {
        Pack("a/notes.txt");
        Refusal().ShouldBe(
            $"folder: no pictures (or a folder of them for each class) in {Path}; "
            + "it contains no pictures that are read");
    }

    [Fact]
    public void A_damaged_zip_is_refused()
    {
        File.WriteAllText(Path, "no zip");
        Refusal().ShouldStartWith($"{Path}: is damaged (");
        File.WriteAllText(Path, "");
        Refusal().ShouldBe($"{Path}: is empty; fetch or pack it again");
    }

    [Fact]
    public void A_damaged_picture_is_named_or_left_out()
    {
        Pack(CompressionLevel.NoCompression, "1.png", "2.png");
        var bytes = File.ReadAllBytes(Path);
        bytes[bytes.AsSpan().IndexOf("IDAT"u8)] ^= 1;
        File.WriteAllBytes(Path, bytes);
        Refusal().ShouldStartWith($"{System.IO.Path.Combine(Path, "1.png")}: is damaged (its checksum differs)");
        Load(new() { SkipDamaged = true }).LeftOut.ShouldBe(["1 damaged picture left out: 1.png"]);
    }

    [Fact]
    public void An_entry_that_claims_to_expand_too_far_is_refused_before_it_is_unpacked()
    {
        Pack("1.png");
        var bytes = File.ReadAllBytes(Path);
        var header = bytes.AsSpan(bytes.AsSpan().IndexOf("PK\u0001\u0002"u8));
        BinaryPrimitives.WriteInt32LittleEndian(header[24..], 1 << 30);
        File.WriteAllBytes(Path, bytes);
        Refusal().ShouldContain("bytes cannot hold 1073741824)");
    }

    [Fact]
    public void An_encrypted_zip_is_refused()
    {
        Pack("1.png");
        var bytes = File.ReadAllBytes(Path);
        bytes[bytes.AsSpan().IndexOf("PK\u0001\u0002"u8) + 8] |= 1;
        File.WriteAllBytes(Path, bytes);
        Refusal().ShouldBe($"{Path}: is encrypted; unpack it with its password and name the folder");
    }

    private void Pack(params string[] names) => Pack(CompressionLevel.Optimal, names);

    private void Pack(CompressionLevel level, params string[] names)
    {
        using var zip = new ZipArchive(File.Create(Path), ZipArchiveMode.Create);
        foreach (var (i, name) in names.Index())
        {
            using var stream = zip.CreateEntry(name, level).Open();
            if (!name.EndsWith('/'))
                PngWriter.Write(stream, new(1, 1, 1, [(byte)i]));
        }
    }

    private ImageDataset Load(ImageSelection? selection = null) => Datasets.Load("folder", Path, selection);

    private string Refusal() => Should.Throw<GanSharpException>(() => Load()).Message;
}
