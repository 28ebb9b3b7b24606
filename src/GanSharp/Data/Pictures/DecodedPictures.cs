using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using GanSharp.IO;

namespace GanSharp.Data.Pictures;

/// <summary>
/// Files with the decoded pictures of data sets that fit into the memory, so that the next start on the same pictures
/// does not decode them again. A file that cannot be written, read or trusted is as good as none.
/// </summary>
/// <remarks>
/// A file has the images, the indices of the damaged pictures, their number, channels, height and width of an image,
/// the number of pictures, the SHA-256 of the images, and the signature. Numbers are little-endian, of 32 bits.
/// </remarks>
/// <param name="context">The folder, the limit and the memory.</param>
/// <param name="key">What identifies the pictures and how they are decoded.</param>
/// <param name="count">The number of pictures.</param>
internal sealed class DecodedPictures(LoadContext context, IEnumerable<string> key, int count)
{
    private const string Signature = "GanSharp decoded 1";
    private const int DigestAt = 20, SignatureAt = DigestAt + SHA256.HashSizeInBytes, FooterBytes = SignatureAt + 18;

    private string Path => field ??= ImageCacheFiles.PathOf(context.Cache!, ImageCacheFiles.OfMemory, key);

    /// <summary>Reads the images; null if there are none.</summary>
    public LoadedImages? Read()
    {
        try
        {
            if (!File.Exists(Path))
                return null;
            var images = InputFile.Read(Path, Parse);
            if (images is not null)
                ImageCacheFiles.Use(Path, context.Time);
            return images;
        }
        catch (Exception e) when (e is GanSharpException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Writes images if their decoding took long enough, and deletes what is above the limit.</summary>
    /// <param name="decoded">The images.</param>
    /// <param name="took">The time of their decoding.</param>
    public void Write(LoadedImages decoded, TimeSpan took)
    {
        if (took < context.LeastKept || (long)decoded.Images.Count * decoded.Shape.Count > context.MostKept)
            return;
        try
        {
            AtomicFile.Write(Path, stream => Format(stream, decoded));
            ImageCacheFiles.Use(Path, context.Time);
            new ImageCacheFiles(context.Cache!).Limit(context.MostKept, context.Time);
        }
        catch (Exception e) when (e is GanSharpException or IOException or UnauthorizedAccessException)
        {
            // The pictures are in memory, so the training can begin.
        }
    }

    private static void Format(Stream stream, LoadedImages decoded)
    {
        var (images, shape) = (decoded.Images, decoded.Shape);
        using var digest = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var step = Math.Max(1, (1 << 20) / shape.Count);
        for (var i = 0; i < images.Count; i += step)
        {
            var part = images.Slice(i, Math.Min(step, images.Count - i));
            digest.AppendData(part);
            stream.Write(part);
        }
        int[] numbers =
        [
            .. decoded.Damaged, decoded.Damaged.Length, shape.Channels, shape.Height, shape.Width,
            decoded.Damaged.Length + images.Count,
        ];
        var bytes = new byte[4];
        foreach (var number in numbers)
        {
            BinaryPrimitives.WriteInt32LittleEndian(bytes, number);
            stream.Write(bytes);
        }
        stream.Write(digest.GetHashAndReset());
        stream.Write(Encoding.ASCII.GetBytes(Signature));
    }

    private LoadedImages? Parse(Stream stream)
    {
        var footer = new byte[FooterBytes];
        if (stream.Length < FooterBytes || !context.Holds(stream.Length))
            return null;
        stream.Seek(-FooterBytes, SeekOrigin.End);
        stream.ReadExactly(footer);
        var numbers = MemoryMarshal.Cast<byte, int>(footer.AsSpan(0, DigestAt));
        var (lost, shape) = (numbers[0], new ImageShape(numbers[1], numbers[2], numbers[3]));
        if (!footer.AsSpan(SignatureAt).SequenceEqual(Encoding.ASCII.GetBytes(Signature))
            || numbers[4] != count || lost < 0 || lost >= count
            || shape is not { Channels: 1 or 3, Height: > 0, Width: > 0 }
            || Math.Max(shape.Height, shape.Width) > PngReader.MaxSide
            || stream.Length != (long)(count - lost) * shape.Count + 4L * lost + FooterBytes)
            return null;
        var bytes = GC.AllocateUninitializedArray<byte>((count - lost) * shape.Count, pinned: true);
        var damaged = new int[lost];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        stream.ReadExactly(MemoryMarshal.AsBytes(damaged.AsSpan()));
        if (!SHA256.HashData(bytes).AsSpan().SequenceEqual(footer.AsSpan(DigestAt, SHA256.HashSizeInBytes)))
            return null;
        var left = damaged.ToHashSet();
        int[] kept = [.. Enumerable.Range(0, count).Where(index => !left.Contains(index))];
        return kept.Length != count - lost ? null
            : new(new MemoryImages(bytes, shape.Count), shape, kept, damaged);
    }
}
