using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data.Pictures;

[Trait("Instructions", "any")]
public sealed class PictureCacheTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public PictureCacheTests()
    {
        for (var i = 0; i < 12; i++)
            Save($"pictures/{"ab"[i % 2]}/{i:d2}.png", 3, (byte)(i * 20));
    }

    private string[] Files => Directory.Exists(_folder["cache/pictures"])
        ? Directory.GetFiles(_folder["cache/pictures"])
        : [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Batches_from_the_file_are_those_from_the_memory(bool isDamaged)
    {
        if (isDamaged)
            File.WriteAllText(_folder["pictures/a/04.png"], "damaged");
        var selection = new ImageSelection { ImageSize = 4, SkipDamaged = true };
        var (memory, disk) = (Load(selection, long.MaxValue), Load(selection, 100));
        Files.ShouldHaveSingleItem();
        disk.LeftOut.ShouldBe(memory.LeftOut);
        disk.Labels.ShouldBe(memory.Labels);
        disk.Fingerprint.ShouldBe(memory.Fingerprint);
        Batches(disk).ShouldBe(Batches(memory));

        var ((kept, heldOut), (keptInMemory, heldOutInMemory)) = (disk.HoldOut(), memory.HoldOut());
        kept.Images.ShouldBe(keptInMemory.Images);
        heldOut.Slice(0, 2).ToArray().ShouldBe(heldOutInMemory.Slice(0, 2).ToArray());
        disk.WithClasses(["b"]).Subsample(3).Images.ShouldBe(memory.WithClasses(["b"]).Subsample(3).Images);
        disk.Resized(8).Images.ShouldBe(memory.Resized(8).Images);
    }

    [Fact]
    public void Grey_pictures_have_one_channel()
    {
        Directory.Delete(_folder["pictures"], recursive: true);
        Save("pictures/1.png", 1, 7);
        Load(new() { ImageSize = 4 }, 0).Images.ShouldBe([.. Enumerable.Repeat((byte)7, 16)]);
    }

    [Fact]
    public void The_next_run_decodes_nothing_and_changed_pictures_are_decoded_again()
    {
        var selection = new ImageSelection { ImageSize = 4 };
        var images = Load(selection, 0).Images;
        var time = File.GetLastWriteTimeUtc(_folder["pictures/a/00.png"]);
        File.WriteAllBytes(_folder["pictures/a/00.png"], new byte[new FileInfo(_folder["pictures/a/00.png"]).Length]);
        File.SetLastWriteTimeUtc(_folder["pictures/a/00.png"], time);
        Load(selection, 0).Images.ShouldBe(images, "size and time are those of the decoded picture");

        Save("pictures/a/00.png", 3, 99);
        File.SetLastWriteTimeUtc(_folder["pictures/a/00.png"], time.AddSeconds(2));
        Load(selection, 0).Images.ShouldNotBe(images);
        Files.Length.ShouldBe(2);
        Load(selection with { Crop = Crop.Pad }, 0);
        Files.Length.ShouldBe(3, "the other crop has another file");
    }

    [Fact]
    public void A_failure_leaves_no_file()
    {
        File.WriteAllText(_folder["pictures/a/04.png"], "damaged");
        Should.Throw<GanSharpException>(() => Load(new() { ImageSize = 4 }, 0)).Message
            .ShouldStartWith(_folder["pictures/a/04.png"]);
        Files.ShouldBeEmpty();
        Should.Throw<GanSharpException>(() => Load(new() { ImageSize = 4, SkipDamaged = true }, 0, cache: null))
            .Message.ShouldContain("GANSHARP_DATA");
    }

    [Fact]
    public void A_damaged_file_is_refused()
    {
        var selection = new ImageSelection { ImageSize = 4 };
        var data = Load(selection, 0);
        var file = Files.ShouldHaveSingleItem();
        foreach (var length in (int[])[0, 10, 500, (int)new FileInfo(file).Length - 1])
        {
            using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
                stream.SetLength(length);
            Should.Throw<GanSharpException>(() => Load(selection, 0)).Message
                .ShouldBe($"{file}: is damaged; delete it, and it is made again");
        }
        using (var stream = new FileStream(file, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            stream.SetLength(0);
        Should.Throw<GanSharpException>(() => data.Images).Message
            .ShouldBe($"{file}: ends early; delete it, and it is made again");
    }

    private static float[] Batches(ImageDataset data)
    {
        using var loader = new DataLoader(data, 3, PixelRange.SignedUnit, new RandomStream("data", 1));
        return [.. Enumerable.Range(0, 7).SelectMany(_ => loader.Next().Pixels.ToArray())];
    }

    private ImageDataset Load(ImageSelection selection, long most) => Load(selection, most, _folder["cache"]);

    private ImageDataset Load(ImageSelection selection, long most, string? cache) => Datasets.Load(
        "folder", DatasetPart.Training, _folder["pictures"], cache, selection,
        new() { MostBytes = most, Cache = cache });

    private void Save(string name, int channels, byte first) => PngWriter.Save(
        _folder[name],
        new(6, 5, channels, [.. Enumerable.Range(0, 30 * channels).Select(i => (byte)(first + i * (channels / 2)))]));
}
