using Google.Protobuf;

namespace GanSharp.IO.Events;

/// <summary>A reader of event files.</summary>
internal static class EventReader
{
    private const string AnyVersion = "brain.Event:";

    /// <summary>Reads the values of a file, in order.</summary>
    public static IReadOnlyList<LoggedValue> Read(Stream stream, string name)
    {
        if (stream.Length - stream.Position > EventFile.MaxBytes)
            throw new GanSharpException($"{name}: longer than {EventFile.MaxBytes} bytes; log fewer images");
        ReadVersion(stream, name);
        var logged = new List<LoggedValue>();
        while (Records.Next(stream, name) is { } record)
            logged.AddRange(Values(Parse(record, name)));
        return stream.Position == stream.Length ? logged
            : throw new GanSharpException(
                $"{name}: ends within a record, as when a run is killed; resume the run, or copy the file again");
    }

    /// <summary>Reads the first record, which identifies an event file.</summary>
    /// <exception cref="GanSharpException">The file does not begin with that record.</exception>
    public static void ReadVersion(Stream stream, string name)
    {
        if (Records.Next(stream, name) is not { } record
            || !Parse(record, name).FileVersion.StartsWith(AnyVersion, StringComparison.Ordinal))
            throw new GanSharpException($"{name}: not an event file; check the path");
    }

    /// <summary>Whether a file, which may be very short, begins like an event file.</summary>
    public static bool IsBeginning(Stream stream)
    {
        using var version = new MemoryStream();
        Records.Write(version, new Event { WallTime = 1, FileVersion = EventFile.Version }.ToByteArray());
        var head = new byte[Math.Min(Records.HeadBytes, stream.Length)];
        stream.ReadExactly(head);
        stream.Position = 0;
        return version.ToArray().AsSpan().StartsWith(head);
    }

    public static Event Parse(byte[] record, string name)
    {
        try
        {
            return Event.Parser.ParseFrom(record);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GanSharpException($"{name}: a record is not an event ({e.Message}); write the file again", e);
        }
    }

    /// <summary>Returns the numbers and pictures of an event.</summary>
    private static IEnumerable<LoggedValue> Values(Event happened)
    {
        var (step, time) = (happened.Step, happened.WallTime);
        foreach (var value in happened.Summary?.Value ?? [])
        {
            if (value.ValueCase == Summary.Types.Value.ValueOneofCase.SimpleValue)
                yield return new LoggedScalar(value.Tag, step, time, value.SimpleValue);
            else if (value.Image is { } image)
                yield return new LoggedImage(value.Tag, step, time, image.EncodedImageString.ToByteArray());
        }
    }
}
