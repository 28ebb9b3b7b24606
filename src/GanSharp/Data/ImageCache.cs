using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GanSharp.IO;
using GanSharp.Tensors;

namespace GanSharp.Data;

/// <summary>Puts the bytes of images into a cache file.</summary>
/// <param name="at">The place of the first byte.</param>
/// <param name="bytes">The bytes.</param>
internal delegate void PutBytes(long at, ReadOnlySpan<byte> bytes);

/// <summary>Images that were read.</summary>
/// <param name="Images">The bytes of the images.</param>
/// <param name="Shape">The size of one.</param>
/// <param name="Kept">The indices of those that could be read.</param>
/// <param name="Damaged">The indices of the others.</param>
internal sealed record LoadedImages(ImageStore Images, ImageShape Shape, int[] Kept, int[] Damaged);

/// <summary>
/// Files with decoded, unpacked or scaled images, for data sets that do not fit into the memory. A file appears whole
/// or not at all, and the next run on the same data finds it. Its name is a hash of a key: what the images are made of,
/// and how. Of several processes that need a file at once, one makes it, and the others wait.
/// </summary>
/// <remarks>
/// A file has a record for each image, the indices of the damaged images (32 bits each), their number, the number of
/// channels, the number of images, and the signature. Numbers are little-endian.
/// </remarks>
/// <param name="context">The folder, progress and cancellation.</param>
internal sealed class ImageCache(LoadContext context)
{
    private const string Signature = "GanSharp images 1";
    private const int FooterBytes = 12 + 17;

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>Returns the images of a file, which <paramref name="write"/> fills if there is none.</summary>
    /// <param name="key">What identifies the images.</param>
    /// <param name="count">The number of images.</param>
    /// <param name="record">The size of a record: an image, or one of three channels if it may have fewer.</param>
    /// <param name="write">Puts all images, and returns their channels and the indices of damaged ones.</param>
    /// <exception cref="GanSharpException">The file cannot be written, or an image cannot be read.</exception>
    public LoadedImages Load(
        IEnumerable<string> key, int count, ImageShape record, Func<PutBytes, (int Channels, int[] Damaged)> write)
    {
        var cache = context.Cache ?? throw CacheFolder.Missing();
        var path = ImageCacheFiles.PathOf(cache, ImageCacheFiles.OfDisk, key);
        for (; ; Wait())
        {
            var isNew = !File.Exists(path);
            if (isNew)
                Make(path, count, record, write);
            if (TryOpen(path) is not { } file)
                continue;
            var images = Parse(file, path, count, record);
            ImageCacheFiles.Use(path, context.Time);
            if (isNew)
                new ImageCacheFiles(cache).Limit(context.MostKept, context.Time);
            return images;
        }
    }

    /// <summary>Returns the images of a file, which is filled from another store if there is none.</summary>
    /// <inheritdoc cref="Load" path="/exception"/>
    public ImageStore Keep(IEnumerable<string> key, ImageStore images, ImageShape shape) =>
        Load(key, images.Count, shape, put =>
        {
            var done = 0;
            Parallel.For(
                0, images.Count,
                new() { MaxDegreeOfParallelism = Compute.Threads, CancellationToken = context.Cancellation },
                index =>
                {
                    put((long)index * shape.Count, images.Slice(index, 1));
                    context.Progress?.Report((double)Interlocked.Increment(ref done) / images.Count);
                });
            return (shape.Channels, []);
        }).Images;

    private void Make(
        string path, int count, ImageShape record, Func<PutBytes, (int Channels, int[] Damaged)> write)
    {
        using var turn = Turn(path);
        if (!File.Exists(path))
            AtomicFile.Write(path, stream => Write((FileStream)stream, path, count, record, write));
    }

    /// <summary>Waits until no other process makes the file.</summary>
    private FileLock Turn(string path)
    {
        for (FileLock? turn = null; ; Wait())
        {
            OutputFile.Write(path, () =>
            {
                DiskFolder.Make(Path.GetDirectoryName(Path.GetFullPath(path))!);
                turn = FileLock.TryTake($"{path}.lock");
            });
            if (turn is not null)
                return turn;
        }
    }

    private void Wait() => Task.Delay(Pause, context.Cancellation).GetAwaiter().GetResult();

    private static void Write(
        FileStream file, string path, int count, ImageShape record,
        Func<PutBytes, (int Channels, int[] Damaged)> write)
    {
        var (channels, damaged) = write(Put);
        var footer = new byte[4 * damaged.Length + FooterBytes];
        int[] numbers = [.. damaged, damaged.Length, channels, count];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(footer.AsSpan(4 * i), numbers[i]);
        Encoding.ASCII.GetBytes(Signature, footer.AsSpan(4 * numbers.Length));
        Put((long)count * record.Count, footer);

        // Whoever reads another file meanwhile must not take this error for one of that file.
        void Put(long at, ReadOnlySpan<byte> bytes)
        {
            try
            {
                RandomAccess.Write(file.SafeFileHandle, bytes, at);
            }
            catch (Exception e) when (DiskTrouble.Of(e) is { } trouble)
            {
                throw OutputFile.Unwritable(path, trouble);
            }
        }
    }

    /// <summary>
    /// Opens a file; it is not deleted as long as it is open. Null if another process has just deleted it or is about
    /// to.
    /// </summary>
    private static FileStream? TryOpen(string path)
    {
        try
        {
            return DiskFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (IOException e) when (e is FileNotFoundException or DirectoryNotFoundException || FileLock.IsHeld(e))
        {
            return null;
        }
    }

    private static LoadedImages Parse(FileStream file, string path, int count, ImageShape record)
    {
        try
        {
            var footer = new byte[FooterBytes];
            var numbers = MemoryMarshal.Cast<byte, int>(footer.AsSpan(0, 12));
            var at = file.Length - FooterBytes;
            if (at < 0 || RandomAccess.Read(file.SafeFileHandle, footer, at) < footer.Length)
                throw Damaged(path);
            var (lost, channels, total) = (numbers[0], numbers[1], numbers[2]);
            if (!footer.AsSpan(12).SequenceEqual(Encoding.ASCII.GetBytes(Signature))
                || total != count || lost < 0 || lost >= count || channels is not (1 or 3)
                || channels > record.Channels || at != (long)count * record.Count + 4L * lost)
                throw Damaged(path);
            var damaged = new int[lost];
            RandomAccess.Read(file.SafeFileHandle, MemoryMarshal.AsBytes(damaged.AsSpan()), at - 4L * lost);
            var left = damaged.ToHashSet();
            int[] kept = [.. Enumerable.Range(0, count).Where(index => !left.Contains(index))];
            var shape = record with { Channels = channels };
            var records = new RecordFile(path, file, 0, record.Count, "delete it, and it is made again");
            return new(new DiskImages(records, shape.Count, kept), shape, kept, damaged);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>Returns a name for what a key identifies.</summary>
    internal static string NameOf(IEnumerable<string> key)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in key.Prepend($"{Signature} {typeof(ImageCache).Assembly.GetName().Version}"))
            hash.AppendData(Encoding.UTF8.GetBytes($"{text}\0"));
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];
    }

    private static GanSharpException Damaged(string path) =>
        new($"{path}: is damaged; delete it, and it is made again");
}
