using Google.Protobuf;

namespace GanSharp.IO.Events;

/// <summary>Reads what event files say.</summary>
internal static class EventReader
{
    private const string AnyVersion = "brain.Event:";

    /// <summary>The values of a file in its order, without those that a run which went on from an earlier step made void.</summary>
    public static IReadOnlyList<LoggedValue> Read(Stream stream, string name)
    {
        if (stream.Length - stream.Position > EventFile.MaxBytes)
            throw new GanSharpException($"{name}: longer than {EventFile.MaxBytes} bytes; log fewer images");
        ReadVersion(stream, name);
        var logged = new List<LoggedValue>();
        while (Records.Next(stream, name) is { } record)
            logged.AddRange(Values(Parse(record, name)));
        return stream.Position == stream.Length ? WithoutVoid(logged)
            : throw new GanSharpException($"{name}: ends within a record, as when a run is killed; resume the run, or copy the file again");
    }

    /// <summary>Reads the first record of a file, which makes it an event file.</summary>
    /// <exception cref="GanSharpException">There is none, or another.</exception>
    public static void ReadVersion(Stream stream, string name)
    {
        if (Records.Next(stream, name) is not { } record || !Parse(record, name).FileVersion.StartsWith(AnyVersion, StringComparison.Ordinal))
            throw new GanSharpException($"{name}: no event file; check the path");
    }

    private static Event Parse(byte[] record, string name)
    {
        try
        {
            return Event.Parser.ParseFrom(record);
        }
        catch (InvalidProtocolBufferException e)
        {
            throw new GanSharpException($"{name}: a record holds no event ({e.Message}); write the file again", e);
        }
    }

    /// <summary>What an event logs, as far as it is known here.</summary>
    private static IEnumerable<LoggedValue> Values(Event happened)
    {
        var (step, time) = (happened.Step, happened.WallTime);
        if (happened.SessionLog?.Status == SessionLog.Types.SessionStatus.Start)
            yield return new Restart(step, time);
        foreach (var value in happened.Summary?.Value ?? [])
        {
            if (value.ValueCase == Summary.Types.Value.ValueOneofCase.SimpleValue)
                yield return new LoggedScalar(value.Tag, step, time, value.SimpleValue);
            else if (value.Image is { } image)
                yield return new LoggedImage(value.Tag, step, time, image.EncodedImageString.ToByteArray());
        }
    }

    private static List<LoggedValue> WithoutVoid(List<LoggedValue> logged)
    {
        var valid = new List<LoggedValue>();
        long? end = null;
        foreach (var value in Enumerable.Reverse(logged))
        {
            if (value is Restart)
                end = Math.Min(end ?? value.Step, value.Step);
            else if (!(value.Step >= end))
                valid.Add(value);
        }
        valid.Reverse();
        return valid;
    }

    private sealed record Restart(long Step, double WallTime) : LoggedValue("", Step, WallTime);
}
