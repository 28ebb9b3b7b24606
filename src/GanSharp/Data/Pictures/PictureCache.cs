using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GanSharp.IO;

namespace GanSharp.Data.Pictures;

/// <summary>
/// Files with the scaled images of pictures, for data sets that do not fit into the memory. A file appears whole or not
/// at all, and the next run on the same pictures finds it. Its name is a hash of the names, sizes and times of the
/// pictures and of how they are decoded.
/// </summary>
/// <remarks>
/// A file has a record of three planes for each picture, the indices of the damaged pictures (32 bits each), their
/// number, the number of channels, the number of pictures, and the signature. Numbers are little-endian.
/// </remarks>
/// <param name="selection">How the pictures are decoded.</param>
/// <param name="context">The folder.</param>
internal sealed class PictureCache(ImageSelection selection, LoadContext context)
{
    private const string Folder = "pictures", Signature = "GanSharp images 1";
    private const int FooterBytes = 12 + 17;

    /// <summary>Returns the images of a file, which <paramref name="decode"/> fills if there is none.</summary>
    /// <param name="pictures">The pictures.</param>
    /// <param name="record">The size of a record.</param>
    /// <param name="decode">Decodes all pictures and passes each that is not damaged to an action.</param>
    /// <exception cref="GanSharpException">The file cannot be written, or a picture cannot be read.</exception>
    public LoadedPictures Load(
        IReadOnlyList<Picture> pictures, ImageShape record, Action<Action<int, ImageDataset>> decode)
    {
        var path = Path.Combine(context.Cache ?? throw CacheFolder.Missing(), Folder, $"{KeyOf(pictures)}.images");
        if (!File.Exists(path))
            AtomicFile.Write(path, stream => Write((FileStream)stream, pictures.Count, record, decode));
        return Open(path, pictures.Count, record);
    }

    private static void Write(FileStream file, int count, ImageShape record, Action<Action<int, ImageDataset>> decode)
    {
        var (isRead, channels) = (new bool[count], 1);
        decode((index, image) =>
        {
            var bytes = new byte[record.Count];
            PictureLoader.Spread(image, bytes);
            RandomAccess.Write(file.SafeFileHandle, bytes, (long)index * record.Count);
            isRead[index] = true;
            if (image.ImageShape.Channels > 1)
                Interlocked.Exchange(ref channels, image.ImageShape.Channels);
        });
        var (_, damaged) = PictureLoader.Parted(count, index => isRead[index]);
        var footer = new byte[4 * damaged.Length + FooterBytes];
        int[] numbers = [.. damaged, damaged.Length, channels, count];
        for (var i = 0; i < numbers.Length; i++)
            BinaryPrimitives.WriteInt32LittleEndian(footer.AsSpan(4 * i), numbers[i]);
        Encoding.ASCII.GetBytes(Signature, footer.AsSpan(4 * numbers.Length));
        RandomAccess.Write(file.SafeFileHandle, footer, (long)count * record.Count);
    }

    private static LoadedPictures Open(string path, int count, ImageShape record)
    {
        var file = DiskFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
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
                || at != (long)count * record.Count + 4L * lost)
                throw Damaged(path);
            var damaged = new int[lost];
            RandomAccess.Read(file.SafeFileHandle, MemoryMarshal.AsBytes(damaged.AsSpan()), at - 4L * lost);
            var left = damaged.ToHashSet();
            var (kept, _) = PictureLoader.Parted(count, index => !left.Contains(index));
            var shape = record with { Channels = channels };
            return new(new DiskImages(path, file, record.Count, shape.Count, kept), shape, kept, damaged);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    private string KeyOf(IReadOnlyList<Picture> pictures)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Add($"{Signature} {typeof(PictureCache).Assembly.GetName().Version}");
        Add(string.Join(' ', PictureFormats.Extensions));
        Add($"{selection.ImageSize} {selection.Crop} {selection.Background} {selection.SkipDamaged}");
        foreach (var picture in pictures)
            Add($"{picture.Name}\0{picture.Stamp()}");
        return Convert.ToHexStringLower(hash.GetHashAndReset())[..32];

        void Add(string text) => hash.AppendData(Encoding.UTF8.GetBytes($"{text}\0"));
    }

    private static GanSharpException Damaged(string path) =>
        new($"{path}: is damaged; delete it, and it is made again");
}
