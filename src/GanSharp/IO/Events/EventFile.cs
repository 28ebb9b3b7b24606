using Google.Protobuf;

namespace GanSharp.IO.Events;

/// <summary>
/// An event file for TensorBoard: numbers and pictures by step. Numbers are stored as <c>simple_value</c> and pictures
/// as <c>image</c>, which every version of TensorBoard reads. TensorBoard can show the file while it grows.
/// </summary>
public sealed class EventFile : IDisposable
{
    /// <summary>Longest file that can be read: 1 GiB. Reading needs at most thirty times the memory.</summary>
    public const int MaxBytes = 1 << 30;

    internal const string Version = "brain.Event:2";

    private readonly string _path;
    private readonly TimeProvider _time;
    private readonly FileStream _stream;

    private EventFile(string path, FileMode mode, TimeProvider? time) =>
        (_path, _stream, _time) = (
            path, DiskFile.Open(path, mode, FileAccess.ReadWrite, FileShare.Read), time ?? TimeProvider.System);

    /// <summary>
    /// Returns a file name that TensorBoard recognises: <c>events.out.tfevents.</c>, seconds since 1970, a dot, and the
    /// host name.
    /// </summary>
    public static string NameFor(DateTimeOffset started, string host) =>
        $"events.out.tfevents.{started.ToUnixTimeSeconds():0000000000}.{host}";

    /// <summary>
    /// Creates a new file.
    /// </summary>
    /// <param name="path">The file, which must not exist yet.</param>
    /// <param name="time">The clock for the times of events; the system clock by default.</param>
    /// <param name="restart">
    /// For a resumed run, the first step of this file. TensorBoard then discards this step and later ones of earlier
    /// files.
    /// </param>
    /// <exception cref="GanSharpException">The file exists already, or the path cannot be written.</exception>
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
    /// Removes the events of steps after <paramref name="step"/>, and an incomplete last record; if that is the only
    /// one, the file becomes empty. Damaged bytes move to a file next to it, and the other records stay.
    /// </summary>
    /// <returns>A line about the damage and where it is kept; null if there was none.</returns>
    /// <exception cref="GanSharpException">
    /// The file is missing, is not an event file, or cannot be written.
    /// </exception>
    public static string? CutAfter(string path, long step)
    {
        string? damage = null;
        OutputFile.Write(path, () => damage = EventRepair.CutAfter(path, step));
        return damage;
    }

    /// <summary>
    /// Reads the numbers and pictures of a file, in order. Values of other kinds, such as tensors, are skipped.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// The file is missing, ends within a record, is damaged, longer than <see cref="MaxBytes"/>, or not an event file.
    /// </exception>
    public static IReadOnlyList<LoggedValue> Read(string path) =>
        InputFile.Read(path, stream => EventReader.Read(stream, path));

    /// <summary>Logs a number in single precision. It may be NaN or infinite.</summary>
    /// <param name="tag">
    /// The name, such as <c>loss/generator</c>. TensorBoard groups by the part before the slash.
    /// </param>
    /// <param name="step">The step.</param>
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

    /// <summary>Logs a picture as PNG.</summary>
    /// <param name="tag">The name, such as <c>samples</c>.</param>
    /// <param name="step">The step.</param>
    /// <param name="picture">The picture.</param>
    /// <exception cref="GanSharpException">
    /// The file cannot be written, or the picture has more than 257 MiB as PNG.
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

    /// <summary>Flushes logged values to the system, so that other processes can read them.</summary>
    /// <param name="toDisk">Whether to flush them to disk too, so that they survive a power failure.</param>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public void Flush(bool toDisk = false) => OutputFile.Write(_path, () => _stream.Flush(toDisk));

    /// <summary>Flushes the file and closes it.</summary>
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
                $"{_path}: an event of {data.Length} bytes exceeds {Records.MaxBytes}; log smaller images");
        OutputFile.Write(_path, () => Records.Write(_stream, data));
    }
}
