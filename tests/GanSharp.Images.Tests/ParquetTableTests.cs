using System.Runtime.CompilerServices;
using GanSharp.Data;
using GanSharp.IO;
using Parquet;
using Parquet.Schema;

namespace GanSharp.Images.Tests;

/// <summary>Reads files that Arrow's own library wrote, with the schema of Hugging Face and without.</summary>
public sealed class ParquetTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public ParquetTableTests() => PictureSupport.Add();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Groups_of_bytes_and_numbered_labels_are_read_with_their_names()
    {
        var table = new ParquetPictures().Open(Put("structs.parquet", "x.parquet"));
        table.Count.ShouldBe(4);
        table.Labels.ShouldBe(["dog", "cat", "dog", "cat"]);
        table.ClassNames.ShouldBe(["cat", "dog", "fish"]);
        foreach (var (row, name) in ((string[])["baseline.jpg", "grey.jpg", "lossless.webp", "colour.gif"]).Index())
            table.Read(row).ShouldBe(Fixture.Bytes(name));
        table.Read(0).ShouldBe(Fixture.Bytes("baseline.jpg"), "after the other group");
    }

    [Fact]
    public void Tables_that_are_open_together_keep_the_pictures_of_two_groups()
    {
        var reader = new ParquetPictures();
        IPictureTable[] tables =
            [.. Enumerable.Range(0, 3).Select(i => reader.Open(Put("structs.parquet", $"{i}.parquet")))];
        var first = WeaklyRead(tables[0]);
        GC.Collect();
        first.IsAlive.ShouldBeTrue("its group was read last");
        foreach (var table in tables[1..])
            table.Read(0).ShouldBe(Fixture.Bytes("baseline.jpg"));
        GC.Collect();
        first.IsAlive.ShouldBeFalse("two other groups were read since");
        tables[0].Read(0).ShouldBe(Fixture.Bytes("baseline.jpg"));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference WeaklyRead(IPictureTable table) => new(table.Read(0));

    [Fact]
    public void Plain_bytes_and_text_labels_are_read()
    {
        var table = new ParquetPictures().Open(Put("bytes.parquet", "x.parquet"));
        table.Labels.ShouldBe(["b", "a"]);
        table.ClassNames.ShouldBeEmpty();
        table.Read(1).ShouldBe(Fixture.Bytes("baseline.jpg"));
    }

    [Fact]
    public void A_table_is_a_data_set()
    {
        var data = Load(Put("structs.parquet", "x.parquet"), new() { ImageSize = 8 });
        data.ToString().ShouldBe("folder: 4 images of 8×8×3, 2 classes");
        data.Labels.ShouldBe([1, 0, 1, 0]);
        data.LeftOut.ShouldBe(["there is no image of class fish; left out"]);
        Load(_folder["x.parquet"], new() { ImageSize = 8, Classes = ["cat"] }).Count.ShouldBe(2);
    }

    [Fact]
    public void The_training_part_of_a_folder_is_read_and_missing_files_are_counted()
    {
        foreach (var name in (string[])["train-00000-of-00003", "train-00002-of-00003", "test-00000-of-00001"])
            Put("structs.parquet", $"{name}.parquet");
        var data = Load(_folder.Path, new() { ImageSize = 8 });
        data.Count.ShouldBe(8);
        data.LeftOut.Take(2).ShouldBe([
            "1 table of other parts left out: test-00000-of-00001.parquet",
            "1 of 3 tables are missing beside train-00000-of-00003.parquet"]);
    }

    [Fact]
    public void A_damaged_picture_in_a_table_is_named()
    {
        var path = Put("structs.parquet", "x.parquet");
        var file = File.ReadAllBytes(path);
        file[file.AsSpan().IndexOf("GIF8"u8)] ^= 0xFF;
        File.WriteAllBytes(path, file);
        Should.Throw<GanSharpException>(() => Load(path, new() { ImageSize = 8 }))
            .Message.ShouldStartWith($"{path}:3: ");
        Load(path, new() { ImageSize = 8, SkipDamaged = true })
            .LeftOut[0].ShouldBe("1 damaged picture left out: x.parquet:3");
    }

    [Fact]
    public async Task Rows_without_a_picture_or_a_label_are_named()
    {
        var (path, jpeg) = (_folder["x.parquet"], Fixture.Bytes("baseline.jpg"));
        await Write(path, [jpeg, null, [], jpeg], ["a", "b", "b", "a"]);
        Should.Throw<GanSharpException>(() => Load(path, new() { ImageSize = 8 })).Message.ShouldBe(
            $"{path}:1: has no picture; remove the row; or leave damaged pictures out with --skip-damaged");
        Load(path, new() { ImageSize = 8, SkipDamaged = true }).LeftOut.ShouldBe(
            ["2 damaged pictures left out: x.parquet:1, x.parquet:2", "there is no image of class b; left out"]);
        await Write(path, [jpeg, jpeg], ["a", null]);
        Should.Throw<GanSharpException>(() => Load(path, new() { ImageSize = 8 })).Message
            .ShouldBe($"{path}:1: has no label; remove the row");
        await Write(path, [], []);
        Should.Throw<GanSharpException>(() => Load(path, new() { ImageSize = 8 })).Message
            .ShouldBe($"{path}: has no rows; name another file");
    }

    [Fact]
    public void A_damaged_table_is_refused()
    {
        var path = Put("structs.parquet", "x.parquet");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^100]);
        Should.Throw<GanSharpException>(() => Load(path, new())).Message.ShouldStartWith($"{path}: is damaged (");
    }

    [Fact]
    public void A_page_that_claims_to_expand_too_far_is_refused_before_it_is_unpacked()
    {
        var path = Put("bytes.parquet", "x.parquet");
        var file = File.ReadAllBytes(path);
        file[4].ShouldBe((byte)0x15, "a page header starts with the number of its kind");
        // The header's second number becomes 2³⁰, which takes the bytes of the third and of some that follow.
        ((byte[])[0x15, 0x80, 0x80, 0x80, 0x80, 0x08, 0x15, 0x02, 0x00]).CopyTo(file, 6);
        File.WriteAllBytes(path, file);
        Should.Throw<GanSharpException>(() => Load(path, new() { ImageSize = 8 })).Message
            .ShouldStartWith($"{path}: is damaged (1 bytes cannot hold 1073741824); fetch the file again");
    }

    private static async Task Write(string path, byte[]?[] images, string?[] labels)
    {
        var (image, label) = (new DataField<byte[]>("image"), new DataField<string>("label"));
        await using var stream = File.Create(path);
        await using var writer = await ParquetWriter.CreateAsync(new ParquetSchema(image, label), stream);
        using var group = writer.CreateRowGroup();
        await group.WriteAsync(image, images!);
        await group.WriteAsync(label, labels!);
    }

    private static ImageDataset Load(string path, ImageSelection selection) =>
        Datasets.Load("folder", path, selection);

    private string Put(string fixture, string name) => _folder.Write(name, Fixture.Bytes(fixture));
}
