using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Training;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class IdxImagesTests : IDisposable
{
    private const int Count = 24, Height = 8, Width = 12;

    private readonly TemporaryFolder _folder = new();

    private string[] Cached => Directory.Exists(_folder["cache/pictures"])
        ? Directory.GetFiles(_folder["cache/pictures"])
        : [];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("mnist", "train", "")]
    [InlineData("mnist", "train", ".gz")]
    [InlineData("emnist-letters", "emnist-letters-train", "")]
    [InlineData("emnist-letters", "emnist-letters-train", ".gz")]
    [InlineData("mnist", "train", "", ".gz", "")]
    [InlineData("emnist-letters", "emnist-letters-train", ".gz", "", ".gz")]
    [InlineData("idx", "own", ".gz", ".gz")]
    public async Task Images_on_a_disk_give_the_bits_of_images_in_memory(
        string dataset, string begin, params string[] ends)
    {
        Write($"whole/{begin}", "");
        Write(begin, ends);
        var classes = Load(dataset, new(), long.MaxValue).ClassNames;
        foreach (var selection in (ImageSelection[])
            [
                new(), new() { Classes = [classes[0], classes[2]] }, new() { Limit = 10 }, new() { ImageSize = 8 },
                new() { ImageSize = 16, Crop = Crop.Pad, Classes = [classes[1], classes[2]], Limit = 9 },
            ])
        {
            var whole = Datasets.Load(dataset, _folder["whole"], selection);
            var (memory, disk) = (Load(dataset, selection, long.MaxValue), Load(dataset, selection, 0));
            (memory.IsInMemory, disk.IsInMemory).ShouldBe((true, false));
            disk.Labels.ShouldBe(whole.Labels);
            memory.Fingerprint.ShouldBe(whole.Fingerprint);
            disk.Fingerprint.ShouldBe(whole.Fingerprint);
            Batches(disk).ShouldBe(Batches(memory));
            (await Weights(disk)).ShouldBe(await Weights(memory));
        }
    }

    [Fact]
    public void Raw_files_are_read_in_place_and_packed_ones_are_unpacked_once()
    {
        Write("train", "");
        Load("mnist", new(), 0).Image(23).ToArray().ShouldBe(ImageOf(23));
        Cached.ShouldBeEmpty();
        File.Delete(_folder["train-images-idx3-ubyte"]);

        Write("train", ".gz");
        var (from, data) = (_folder["train-images-idx3-ubyte.gz"], Load("mnist", new(), 0));
        data.Image(23).ToArray().ShouldBe(ImageOf(23));
        var kept = Cached.ShouldHaveSingleItem();
        var pixel = (byte)(ImageOf(0)[0] ^ 1);
        using (var stream = new FileStream(kept, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            stream.WriteByte(pixel);
        Load("mnist", new(), 0).Image(0)[0].ShouldBe(pixel, "the next run unpacks nothing");

        File.SetLastWriteTimeUtc(from, File.GetLastWriteTimeUtc(from).AddSeconds(2));
        Load("mnist", new(), 0);
        Cached.Length.ShouldBe(2, "another file, another time");
    }

    [Fact]
    public void Images_beyond_two_gigabytes_are_read_with_little_memory()
    {
        const int count = 4_100_000, far = 3_900_000, side = 28 * 28;
        using (var file = File.Create(_folder["train-images-idx3-ubyte"]))
        {
            var start = new MemoryStream();
            Idx.Write(start, new([0, 28, 28], []));
            var header = start.ToArray();
            (header[4], header[5], header[6], header[7]) = (0, count >> 16, count >> 8 & 0xFF, count & 0xFF);
            file.Write(header);
            file.SetLength(header.Length + (long)count * side);
            file.Position = header.Length + (long)far * side;
            file.Write([.. Enumerable.Range(0, side).Select(i => (byte)i)]);
        }
        var before = GC.GetAllocatedBytesForCurrentThread();
        var data = Datasets.Load("mnist", _folder.Path);
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(64 << 20);

        data.Count.ShouldBe(count);
        data.Image(far)[..3].ToArray().ShouldBe([0, 1, 2]);
        data.Slice(far - 1, 3)[(side - 2)..(side + 2)].ToArray().ShouldBe([0, 0, 0, 1]);
        Should.Throw<GanSharpException>(() => data.Images).Message.ShouldContain("do not fit into one array");
    }

    [Fact]
    public void Progress_runs_once_from_0_to_1_and_the_work_can_be_stopped()
    {
        Write("train", ".gz", "", ".gz");
        var shares = new Shares();
        Load("mnist", new() { ImageSize = 4 }, 0, shares);
        shares.Count.ShouldBe(2 + Count, "two packed files, and then every image is scaled");
        shares.Take(2).Last().ShouldBe(0.5);
        shares.ShouldAllBe(share => share > 0 && share <= 1);
        shares.Max().ShouldBe(1);

        foreach (var file in Cached)
            File.Delete(file);
        Should.Throw<OperationCanceledException>(() =>
            Load("mnist", new(), 0, cancellation: new CancellationToken(canceled: true)));
        Cached.ShouldBeEmpty();
    }

    [Fact]
    public void A_damaged_file_or_a_full_disk_leaves_nothing()
    {
        Write("train", ".gz");
        var path = _folder["train-images-idx3-ubyte.gz"];
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^5]);
        Should.Throw<GanSharpException>(() => Load("mnist", new(), 0)).Message
            .ShouldStartWith($"{path}: damaged gzip data (");
        Cached.ShouldBeEmpty();

        File.WriteAllBytes(path, bytes);
        Directory.Delete(_folder["cache"], recursive: true);
        File.WriteAllText(_folder["cache"], "a file where the folder should be");
        Should.Throw<GanSharpException>(() => Load("mnist", new(), 0)).Message
            .ShouldContain("cannot be written (");
    }

    [Fact]
    public void A_file_that_became_shorter_is_named()
    {
        Write("train", "");
        var (path, data) = (_folder["train-images-idx3-ubyte"], Load("mnist", new(), 0));
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite))
            file.SetLength(500);
        Should.Throw<GanSharpException>(() => data.Image(23).Length).Message
            .ShouldBe($"{path}: ends early; fetch the file again");
        Should.Throw<GanSharpException>(() => Load("mnist", new(), 0)).Message
            .ShouldBe($"{path}: ends after 484 of {Count * Height * Width} bytes of data; fetch the file again");
    }

    private sealed class Shares : List<double>, IProgress<double>
    {
        public void Report(double value)
        {
            lock (this)
                Add(value);
        }
    }

    private static byte[] ImageOf(int index) =>
        [.. Enumerable.Range(0, Height * Width).Select(i => (byte)(i * (index % 5 + 1) + 3 * index))];

    private static float[] Batches(ImageDataset data)
    {
        using var loader = new DataLoader(data, 4, PixelRange.SignedUnit, new RandomStream("data", 1));
        return [.. Enumerable.Range(0, 3 * loader.BatchesPerEpoch).SelectMany(_ => loader.Next().Pixels.ToArray())];
    }

    private static async Task<double[]> Weights(ImageDataset data)
    {
        using var trainer = new Trainer(Tiny.Recipe with { Steps = 3 }, data);
        await trainer.RunAsync().ToArrayAsync();
        return
        [
            .. trainer.Model.Generator.Parameters.Concat(trainer.Model.Discriminator.Parameters)
                .SelectMany(parameter => parameter.Values()),
        ];
    }

    private ImageDataset Load(
        string dataset, ImageSelection selection, long most, IProgress<double>? progress = null,
        CancellationToken cancellation = default) =>
        Datasets.Load(
            dataset, DatasetPart.Training, _folder.Path, _folder["cache"], selection,
            new() { MostBytes = most, Cache = _folder["cache"], Progress = progress, Cancellation = cancellation });

    /// <summary>Writes the images and labels in a file for each ending, of different lengths.</summary>
    private void Write(string begin, params string[] ends)
    {
        int[] starts = [.. Enumerable.Range(0, ends.Length).Select(i => i * (i + 9)), Count];
        foreach (var (i, end) in ends.Index())
        {
            var shard = ends.Length > 1 ? $"-{i:d5}-of-{ends.Length:d5}" : "";
            int[] images = [.. Enumerable.Range(starts[i], starts[i + 1] - starts[i])];
            Idx.Write(
                _folder[$"{begin}-images{shard}-idx3-ubyte{end}"],
                new([images.Length, Height, Width], [.. images.SelectMany(ImageOf)]));
            Idx.Write(
                _folder[$"{begin}-labels{shard}-idx1-ubyte{end}"],
                new([images.Length], [.. images.Select(index => (byte)(1 + index % 3))]));
        }
    }
}
