using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>
/// The images in IDX files, one file after the other. They are in memory if they fit. Otherwise raw files are read in
/// place, and compressed ones are unpacked into the cache.
/// </summary>
/// <param name="files">The files, at least one.</param>
/// <param name="context">The memory, the cache, progress and cancellation.</param>
internal sealed class IdxImages(IdxHeader[] files, LoadContext context)
{
    private const int AtATime = 1 << 20;

    /// <summary>Whether the images fit into the memory.</summary>
    public bool AreInMemory { get; } =
        context.Holds(files.Sum(file => file.Bytes)) && Array.TrueForAll(files, file => file.Bytes <= Idx.MaxBytes);

    /// <summary>Whether files are unpacked into the cache.</summary>
    public bool AreUnpacked => !AreInMemory && Array.Exists(files, file => file.IsCompressed);

    /// <summary>Returns the size of the images in arrays of some extents. Errors name the file.</summary>
    /// <exception cref="GanSharpException">The arrays are no images.</exception>
    public static ImageShape ShapeOf(string file, int[] extents)
    {
        var (channels, height, width) = extents switch
        {
            [_, var rows, var columns] => (1, rows, columns),
            [_, var planes, var rows, var columns] => (planes, rows, columns),
            _ => throw new GanSharpException(
                $"{file}: {extents.Length} dimensions, but images have 3 (N, H, W) or 4 (N, C, H, W); "
                + "is it a label file?"),
        };
        if (extents[0] == 0)
            throw new GanSharpException($"{file}: holds no image; write or fetch the file again");
        if (channels is not (1 or 3) || height == 0 || width == 0)
            throw new GanSharpException(
                $"{file}: images of {string.Join('×', extents[1..])} are neither (H, W) nor (C, H, W) "
                + "with C = 1 or 3; put the extents in that order");
        return (Int128)channels * height * width <= Limits.ArrayBytes
            ? new(channels, height, width)
            : throw new GanSharpException(
                $"{file}: images of {string.Join('×', extents[1..])} exceed {Limits.ArrayBytes} bytes; is it damaged?");
    }

    /// <summary>Returns the images, unpacked first if they must be.</summary>
    /// <param name="shape">The size of one.</param>
    /// <param name="transposed">Whether they are stored column by column.</param>
    /// <param name="share">The share of the progress that unpacking is.</param>
    /// <exception cref="GanSharpException">A file is damaged, or the cache cannot be written.</exception>
    public ImageStore Load(ImageShape shape, bool transposed, double share = 1)
    {
        if (!AreInMemory)
        {
            var images = JoinedImages.Of([.. files.Select((_, number) => OnDisk(number, shape, share))]);
            return transposed ? new MappedImages(images, shape.Count, Turn) : images;
        }
        return JoinedImages.Of([.. files.Select(InMemory)]);

        void Turn(ReadOnlySpan<byte> image, Span<byte> upright)
        {
            for (var i = 0; i < image.Length; i++)
                upright[i % shape.Width * shape.Height + i / shape.Width] = image[i];
        }

        ImageStore InMemory(IdxHeader file)
        {
            if (file != files[0])
                context.Cancellation.ThrowIfCancellationRequested();
            var bytes = file.ReadAll();
            if (transposed)
            {
                var upright = new byte[shape.Count];
                for (var start = 0; start < bytes.Length; start += upright.Length)
                {
                    Turn(bytes.AsSpan(start, upright.Length), upright);
                    upright.CopyTo(bytes, start);
                }
            }
            return new MemoryImages(bytes, shape.Count);
        }
    }

    private ImageStore OnDisk(int number, ImageShape shape, double share)
    {
        var file = files[number];
        var count = file.Extents[0];
        if (!file.IsCompressed)
            return new DiskImages(
                new(file.Path, Open(file.Path), file.Start, shape.Count, "fetch the file again"), shape.Count,
                [.. Enumerable.Range(0, count)]);
        var packed = files.Where(other => other.IsCompressed).ToArray();
        var (before, all) = (packed.TakeWhile(other => other != file).Sum(Bytes), packed.Sum(Bytes) / share);
        var part = context.Between(before / all, (before + Bytes(file)) / all);
        return new ImageCache(part).Load(
            ["unpacked", FolderListing.KeyOfFile(file.Path)], count, shape, put =>
            {
                file.Read(AtATime, (at, bytes) =>
                {
                    part.Cancellation.ThrowIfCancellationRequested();
                    put(at, bytes);
                    part.Progress?.Report((at + bytes.Length) / Bytes(file));
                });
                return (shape.Channels, []);
            }).Images;

        static double Bytes(IdxHeader file) => file.Bytes;
    }

    private static FileStream Open(string path) => InputFile.Read(
        path, _ => DiskFile.Open(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete));
}
