using System.Text.Json;
using GanSharp.IO;
using GanSharp.Training;

namespace GanSharp.Studio.Live;

/// <summary>
/// The curves of a run, read from its log as it grows. Only what was appended since the last reading is read. Of more
/// than 8 MiB, figures are taken from every second line, of more than 16 MiB from every third, and so on: a range of
/// steps in a curve still is the mean of many.
/// </summary>
/// <remarks>For one thread at a time.</remarks>
internal sealed class RunCurves(string folder)
{
    private const int BufferBytes = 1 << 20, BytesForEachLine = 1 << 23;
    private const int MostCurves = 48;

    private readonly string _path = Path.Combine(folder, RunFolder.MetricsName);
    private readonly Dictionary<string, CurvePoints> _curves = [];
    private readonly Dictionary<string, (double Sum, int Count)> _fresh = [];
    private long _read;

    /// <summary>The newest step.</summary>
    public long Step { get; private set; }

    /// <summary>The number of times that the log was cut back, because the run returned to a checkpoint.</summary>
    public int Restarts { get; private set; }

    /// <summary>The curves by the name of their figure in the log, such as <c>generatorLoss</c>.</summary>
    public IReadOnlyDictionary<string, CurvePoints> Curves => _curves;

    /// <summary>Reads what was appended.</summary>
    /// <returns>The mean of each figure over the new steps; empty if there are none.</returns>
    public IReadOnlyDictionary<string, double> Update()
    {
        _fresh.Clear();
        if (!File.Exists(_path))
            return new Dictionary<string, double>();
        InputFile.Read(_path, stream =>
        {
            if (stream.Length < _read)
                Restart();
            Read(stream, mayRestart: true);
            return 0;
        });
        return _fresh.ToDictionary(pair => pair.Key, pair => pair.Value.Sum / pair.Value.Count);
    }

    private void Restart()
    {
        _curves.Clear();
        _fresh.Clear();
        (_read, Step) = (0, 0);
        Restarts++;
    }

    /// <summary>
    /// Reads from where the last reading ended. A step that is not after the newest one means that the log was cut
    /// back: it is read again from its start, and such steps are left out.
    /// </summary>
    private void Read(Stream stream, bool mayRestart)
    {
        stream.Position = _read;
        var buffer = new byte[(int)Math.Clamp(stream.Length - _read, 1, BufferBytes)];
        var every = 1 + (stream.Length - _read) / BytesForEachLine;
        var (filled, lines) = (0, 0L);
        for (int count; (count = stream.Read(buffer.AsSpan(filled))) > 0;)
        {
            filled += count;
            var start = 0;
            for (int end; (end = buffer.AsSpan(start, filled - start).IndexOf((byte)'\n')) >= 0; start += end + 1)
            {
                if (!TryAdd(buffer.AsSpan(start, end), isTaken: ++lines % every == 0) && mayRestart)
                {
                    Restart();
                    Read(stream, mayRestart: false);
                    return;
                }
            }
            _read += start;
            buffer.AsSpan(start, filled - start).CopyTo(buffer);
            filled -= start;
            if (filled == buffer.Length)
                return; // a line longer than the buffer is damage, which resuming the run repairs
        }
    }

    /// <summary>Adds the figures of a line if they are taken; false if its step is not after the newest one.</summary>
    private bool TryAdd(ReadOnlySpan<byte> line, bool isTaken)
    {
        try
        {
            if (StepOf(line) is not { } step)
                return true;
            if (step <= Step)
                return false;
            Step = step;
            if (!isTaken)
                return true;
            var reader = new Utf8JsonReader(line);
            string? name = null;
            while (reader.Read())
            {
                if (reader.TokenType == JsonTokenType.PropertyName)
                    name = NameOf(ref reader);
                else if (reader.TokenType == JsonTokenType.Number && name is not null and not ("step" or "epoch"))
                    Add(name, step, reader.GetDouble());
            }
        }
        catch (JsonException)
        {
        }
        return true;
    }

    private static long? StepOf(ReadOnlySpan<byte> line)
    {
        var at = line.LastIndexOf("\"step\":"u8);
        return at >= 0 && System.Buffers.Text.Utf8Parser.TryParse(line[(at + 7)..], out long step, out _)
            ? step
            : null;
    }

    private string NameOf(ref Utf8JsonReader reader)
    {
        foreach (var known in _curves.Keys)
        {
            if (reader.ValueTextEquals(known))
                return known;
        }
        return reader.GetString()!;
    }

    private void Add(string name, long step, double value)
    {
        if (!_curves.TryGetValue(name, out var curve))
        {
            if (_curves.Count == MostCurves)
                return;
            _curves[name] = curve = new();
        }
        curve.Add(step, value);
        var (sum, count) = _fresh.GetValueOrDefault(name);
        _fresh[name] = (sum + value, count + 1);
    }
}
