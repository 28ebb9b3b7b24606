using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data.Pictures;

[Trait("Instructions", "any")]
public sealed class DecodedPicturesTests : IDisposable
{
    private static readonly ImageSelection Selection = new() { ImageSize = 4, SkipDamaged = true };
    private readonly TemporaryFolder _folder = new();

    public DecodedPicturesTests()
    {
        for (var i = 0; i < 6; i++)
            Save($"pictures/{"ab"[i % 2]}/{i}.png", (byte)(i * 40));
    }

    private string[] Files => Directory.Exists(_folder["cache/decoded"])
        ? Directory.GetFiles(_folder["cache/decoded"])
        : [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_next_start_decodes_nothing_and_has_the_same_images()
    {
        File.WriteAllText(_folder["pictures/a/4.png"], "damaged");
        var decoded = Load();
        Files.ShouldHaveSingleItem();
        Spoil("pictures/a/0.png");
        var known = Load();
        known.Images.ShouldBe(decoded.Images);
        known.Fingerprint.ShouldBe(decoded.Fingerprint);
        known.LeftOut.ShouldBe(decoded.LeftOut);
        known.LeftOut.ShouldBe(["1 damaged picture left out: a/4.png"]);
        Load(most: 10).Images.ShouldNotBe(decoded.Images, "too large for the memory now, so it is decoded to the disk");
    }

    [Fact]
    public void Changed_added_and_removed_pictures_are_noticed()
    {
        var images = Load().Images;
        Spoil("pictures/a/0.png");
        File.SetLastWriteTimeUtc(_folder["pictures/a/0.png"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Load().LeftOut.ShouldBe(["1 damaged picture left out: a/0.png"]);
        Save("pictures/a/6.png", 99);
        Load().Count.ShouldBe(6);
        File.Delete(_folder["pictures/a/0.png"]);
        Load().LeftOut.ShouldBeEmpty();
        File.Move(_folder["pictures/a/6.png"], _folder["pictures/a/0.png"]);
        Load().Images.ShouldNotBe(images);
        Load(Selection with { Crop = Crop.Fit });
        Files.Length.ShouldBe(6, "one for each set of pictures and way to decode them");
    }

    [Fact]
    public void A_picture_that_a_link_leads_to_is_noticed_when_it_changes()
    {
        Save("elsewhere.png", 10);
        File.Delete(_folder["pictures/a/0.png"]);
        File.CreateSymbolicLink(_folder["pictures/a/0.png"], _folder["elsewhere.png"]);
        var images = Load().Images;
        Save("elsewhere.png", 200);
        File.SetLastWriteTimeUtc(_folder["elsewhere.png"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Load().Images.ShouldNotBe(images);
    }

    [Fact]
    public void Images_are_kept_if_their_decoding_took_a_second()
    {
        Load(_folder["cache"], TimeSpan.FromSeconds(0.9));
        Load(null, TimeSpan.FromSeconds(1));
        Files.ShouldBeEmpty();
        Load(_folder["cache"], TimeSpan.FromSeconds(1));
        Files.ShouldHaveSingleItem();

        void Load(string? cache, TimeSpan each) => Datasets.Load(
            "folder", DatasetPart.Training, _folder["pictures"], cache, Selection,
            new() { MostBytes = long.MaxValue, Cache = cache, Time = new StridingClock(each) });
    }

    [Fact]
    public void A_file_that_is_damaged_is_made_again()
    {
        var images = Load().Images;
        var file = Files.ShouldHaveSingleItem();
        var whole = File.ReadAllBytes(file);
        byte[][] damages =
        [
            [], whole[..20], whole[..^1], [.. whole, 0], [.. whole[..^38], .. new byte[38]],
            [(byte)(whole[0] ^ 1), .. whole[1..]],
        ];
        foreach (var damaged in damages)
        {
            File.WriteAllBytes(file, damaged);
            Load().Images.ShouldBe(images);
            File.ReadAllBytes(file).ShouldBe(whole);
        }
    }

    [Fact]
    public void A_cache_that_cannot_be_written_changes_nothing()
    {
        File.WriteAllText(_folder["cache"], "a file");
        Load().Count.ShouldBe(6);
        File.ReadAllText(_folder["cache"]).ShouldBe("a file");
    }

    [Fact]
    public void Files_that_were_not_used_for_the_longest_time_are_deleted()
    {
        Load();
        var length = new FileInfo(Files[0]).Length;
        var (first, second) = (Selection, Selection with { Crop = Crop.Fit });
        Age(1);
        Load(second, kept: 2 * length);
        Age(1);
        Load(first, kept: 2 * length);
        Age(1);
        Files.Length.ShouldBe(2);
        Load(Selection with { Crop = Crop.Pad }, kept: 2 * length);
        Files.Length.ShouldBe(2);
        Spoil("pictures/a/0.png");
        Load(first, kept: 2 * length).Count.ShouldBe(6, "it was used again before the third was made");
        Load(second, kept: 0).Count.ShouldBe(5, "it was deleted");
    }

    /// <summary>Makes every file some days older.</summary>
    private void Age(int days)
    {
        foreach (var file in Files)
            File.SetLastWriteTimeUtc(file, File.GetLastWriteTimeUtc(file).AddDays(-days));
    }

    /// <summary>Replaces a picture, but not its length and time.</summary>
    private void Spoil(string name)
    {
        var time = File.GetLastWriteTimeUtc(_folder[name]);
        File.WriteAllBytes(_folder[name], new byte[new FileInfo(_folder[name]).Length]);
        File.SetLastWriteTimeUtc(_folder[name], time);
    }

    private ImageDataset Load(
        ImageSelection? selection = null, long most = long.MaxValue, long kept = long.MaxValue) => Datasets.Load(
        "folder", DatasetPart.Training, _folder["pictures"], _folder["cache"], selection ?? Selection,
        new() { MostBytes = most, Cache = _folder["cache"], LeastKept = TimeSpan.Zero, MostKept = kept });

    private void Save(string name, byte first) => PngWriter.Save(
        _folder[name], new(4, 5, 3, [.. Enumerable.Range(0, 60).Select(i => (byte)(first + i))]));

    /// <summary>A clock that goes on by a step whenever it is read.</summary>
    private sealed class StridingClock(TimeSpan step) : TimeProvider
    {
        private long _ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, step.Ticks);
    }
}
