using Google.Protobuf;

namespace GanSharp.IO.Events;

/// <summary>
/// A file of events that TensorBoard shows: numbers and pictures by step. Numbers are stored as <c>simple_value</c> and
/// pictures as <c>image</c>, which every version of TensorBoard reads; newer ones turn both into tensors themselves. A
/// file grows while a run goes on and can be watched meanwhile.
/// </summary>
public sealed class EventFile : IDisposable
{
    /// <summary>Longest file that is read: 1 GiB. Reading takes memory of at most thirty times the file.</summary>
    public const int MaxBytes = 1 << 30;

    internal const string Version = "brain.Event:2";

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly FileStream _stream;

    private EventFile(string path, FileMode mode, TimeProvider? time) =>
        (_path, _stream, _time) = (
            path, DiskFile.Open(path, mode, FileAccess.ReadWrite, FileShare.Read), time ?? TimeProvider.System);

    /// <summary>
    /// A file name by which TensorBoard knows an event file: <c>events.out.tfevents.</c>, seconds since 1970, a dot,
    /// the machine.
    /// </summary>
    public static string NameFor(DateTimeOffset started, string host) =>
        $"events.out.tfevents.{started.ToUnixTimeSeconds():0000000000}.{host}";

    /// <summary>
    /// Begins a new file. The time of an event is that of <paramref name="time"/>, the system's clock by default.
    /// </summary>
    /// <param name="path">The file, which must not be there yet.</param>
    /// <param name="time">The clock.</param>
    /// <param name="restart">
    /// Where a run goes on after an interruption, the first step of this file: what TensorBoard has seen of this step
    /// and later ones in earlier files becomes void.
    /// </param>
    /// <exception cref="GanSharpException">There is such a file already, or the path cannot be written.</exception>
    public static EventFile Create(string path, TimeProvider? time = null, long? restart = null)
    {
        EventFile? file = null;
        try
        {
            OutputFile.Write(path, () => file = new(path, FileMode.CreateNew, time));
            file!.Write(new() { FileVersion = Version });
            if (restart is { } step)
                file.Write(new() { Step = step, SessionLog = new() { Status = SessionLog.Types.SessionStatus.Start } });
            file.Flush();
            return file;
        }
        catch
        {
            file?.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Cuts off what a file says of steps after <paramref name="step"/>, and a last record that was cut short; where
    /// that is the first, it leaves an empty file. Damage is moved to a file beside it, and the records around it stay.
    /// </summary>
    /// <returns>What was damaged and where it is kept, in a line; null where nothing was.</returns>
    /// <exception cref="GanSharpException">The file is missing, is no event file, or cannot be written.</exception>
    public static string? CutAfter(string path, long step)
    {
        string? damage = null;
        OutputFile.Write(path, () => damage = EventRepair.CutAfter(path, step));
        return damage;
    }


    /// <summary>
    /// The numbers and pictures of a file, in its order. Values of other kinds, and tensors, are passed over.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, ends within a record, is damaged, longer than <see cref="MaxBytes"/>, or no event file.
    /// </exception>
    public static IReadOnlyList<LoggedValue> Read(string path) =>
        InputFile.Read(path, stream => EventReader.Read(stream, path));

    /// <summary>Logs a number, in single precision; it may be NaN or infinite.</summary>
    /// <param name="tag">
    /// What it is called, such as <c>loss/generator</c>; TensorBoard groups by what stands before the slash.
    /// </param>
    /// <param name="step">The step it belongs to.</param>
    /// <param name="value">The number.</param>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public void AddScalar(string tag, long step, double value) => AddScalars(step, [(tag, value)]);

    /// <summary>Logs numbers of one step as one event; see <see cref="AddScalar"/>.</summary>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public void AddScalars(long step, IEnumerable<(string Tag, double Value)> values)
    {
        ArgumentNullException.ThrowIfNull(values);
        Add(
            step,
            values.Select(value => new Summary.Types.Value { Tag = value.Tag, SimpleValue = (float)value.Value }));
    }

    /// <summary>Logs a picture, as PNG.</summary>
    /// <param name="tag">What it is called, such as <c>samples</c>.</param>
    /// <param name="step">The step it belongs to.</param>
    /// <param name="picture">The picture.</param>
    /// <exception cref="GanSharpException">
    /// The file cannot be written, or the picture has more than 257 MiB even as PNG.
    /// </exception>
    public void AddImage(string tag, long step, Bitmap picture)
    {
        ArgumentNullException.ThrowIfNull(picture);
        using var png = new MemoryStream();
        PngWriter.Write(png, picture);
        var image = new Summary.Types.Image
        {
            Width = picture.Width,
            Height = picture.Height,
            Colorspace = picture.Channels,
            EncodedImageString = ByteString.CopyFrom(png.GetBuffer(), 0, (int)png.Length),
        };
        Add(step, [new Summary.Types.Value { Tag = tag, Image = image }]);
    }

    /// <summary>Hands what was logged to the system, so that others can read it.</summary>
    /// <param name="toDisk">Whether it is brought to the disk too, so that it outlives a loss of power.</param>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public void Flush(bool toDisk = false) => OutputFile.Write(_path, () => _stream.Flush(toDisk));

    /// <summary>Writes what is left and closes the file.</summary>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public void Dispose() => OutputFile.Write(_path, _stream.Dispose);

    private void Add(long step, IEnumerable<Summary.Types.Value> values)
    {
        var summary = new Summary { Value = { values } };
        foreach (var value in summary.Value)
            ArgumentException.ThrowIfNullOrEmpty(value.Tag);
        Write(new() { Step = step, Summary = summary });
    }

    private void Write(Event happened)
    {
        happened.WallTime = (_time.GetUtcNow() - DateTimeOffset.UnixEpoch).TotalSeconds;
        var data = happened.ToByteArray();
        if (data.Length > Records.MaxBytes)
            throw new GanSharpException(
                $"{_path}: {data.Length} bytes are more than an event may have ({Records.MaxBytes}); log smaller images"
            );
        OutputFile.Write(_path, () => Records.Write(_stream, data));
    }
}
