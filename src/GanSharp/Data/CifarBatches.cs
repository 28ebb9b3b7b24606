using GanSharp.IO;

namespace GanSharp.Data;

/// <summary>
/// The binary version of CIFAR-10: records of a label and a 32×32 colour image, channel by channel.
/// </summary>
internal sealed record CifarBatches(FolderListing Folder, DatasetPart Part) : IDatasetFiles
{
    private const int TrainingBatches = 5, MostBytes = 1 << 28;

    private static readonly ImageShape Image = new(3, 32, 32);
    private static readonly int Record = 1 + Image.Count;

    /// <summary>
    /// Finds the files in the folder, or in the subfolder that the archive unpacks to. Returns null when the first file
    /// is in neither.
    /// </summary>
    public static CifarBatches? In(string folder, DatasetPart part) =>
        new[] { folder, Path.Combine(folder, "cifar-10-batches-bin") }.Where(Directory.Exists)
            .Select(place => new CifarBatches(FolderListing.Of(place), part))
            .FirstOrDefault(files => File.Exists(files.Batches.First()));

    private IEnumerable<string> Batches =>
        (
            Part == DatasetPart.Test
                ? ["test_batch.bin"]
                : Enumerable.Range(1, TrainingBatches).Select(number => $"data_batch_{number}.bin")
        ).Select(name => Folder.Find(name) ?? Folder[name]);

    /// <inheritdoc/>
    public ImageDataset Load(DatasetInfo info, ImageSelection selection, LoadContext context)
    {
        var (images, labels) = (new MemoryStream(), new MemoryStream());
        foreach (var path in Batches)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            var batch = Read(path, info.ClassNames.Count);
            for (var start = 0; start < batch.Length; start += Record)
            {
                labels.WriteByte(batch[start]);
                images.Write(batch, start + 1, Image.Count);
            }
        }
        return selection.Of(
            new(info.Name, images.ToArray(), Image, labels.ToArray(), info.ClassNames), context,
            Batches.Select(FolderListing.KeyOfFile));
    }

    private static byte[] Read(string path, int classes)
    {
        var batch = InputFile.Read(path, stream =>
        {
            if (stream.Length == 0 || stream.Length % Record != 0 || stream.Length > MostBytes)
                throw new GanSharpException(
                    $"{path}: {stream.Length} bytes are not whole records of {Record} bytes, or too many; "
                    + "fetch the file again");
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        });
        for (var start = 0; start < batch.Length; start += Record)
        {
            if (batch[start] >= classes)
                throw new GanSharpException(
                    $"{path}: image {start / Record} has label {batch[start]}, but labels run from 0 to "
                    + $"{classes - 1}; fetch the file again");
        }
        return batch;
    }
}
