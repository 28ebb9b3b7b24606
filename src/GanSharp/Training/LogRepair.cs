using System.Text.Json.Serialization.Metadata;
using GanSharp.IO;
using GanSharp.Training.Records;

namespace GanSharp.Training;

/// <summary>
/// Cuts a log back to a step. Moves damaged lines to a file next to it; the good lines around them stay.
/// </summary>
internal static class LogRepair
{
    private const int UsualLine = 1 << 16;

    /// <summary>A line, its line break included. The step is null where the line is damaged.</summary>
    private readonly record struct LogLine(long Start, long Length, bool IsWhole, long? Step);

    /// <summary>
    /// Removes the lines of steps after <paramref name="step"/> and what a killed run left of its last line, since the
    /// resumed training writes them again. A line is damaged if it is not one of such a log, or if its step does not
    /// fit between its neighbours.
    /// </summary>
    /// <param name="path">The log.</param>
    /// <param name="type">The JSON of its lines.</param>
    /// <param name="step">The last step that is kept.</param>
    /// <param name="hasAllSteps">
    /// Whether every step has a line; then the result also says which of the last ones are missing.
    /// </param>
    /// <returns>One line that says what was damaged and where it is now; null where nothing was.</returns>
    public static string? CutAfter<T>(string path, JsonTypeInfo<T> type, long step, bool hasAllSteps = false)
        where T : TrainingEvent
    {
        using var file = DiskFile.Open(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        LogLine[] lines = [.. Lines(file, type)];
        var (kept, damaged) = (new List<LogLine>(), new List<(LogLine Line, int Number)>());
        var last = 0L;
        foreach (var (i, line) in lines.Index())
        {
            if (line.Step is { } own && own >= last && !(StepAfter(lines, i) is { } next && next > last && next < own))
            {
                last = own;
                if (own <= step)
                    kept.Add(line);
            }
            else if (line.IsWhole || last < step)
            {
                damaged.Add((line, i + 1));
            }
        }
        if (damaged.Count == 0)
        {
            file.SetLength(kept.Sum(line => line.Length));
            if (kept is [.., { IsWhole: false }])
                End(file);
            var known = kept is [.., { Step: { } newest }] ? newest : 0;
            var steps = known + 1 == step ? $"step {step}" : $"steps {known + 1} to {step}";
            return hasAllSteps && known < step
                ? $"{path}: the figures of {steps} are missing, also in the report"
                : null;
        }
        var aside = KeptAside.Write(
            $"{path}.damaged",
            to => damaged.ForEach(entry => KeptAside.Copy(file, entry.Line.Start, entry.Line.Length, to)));
        AtomicFile.Write(path, to => kept.ForEach(line =>
        {
            KeptAside.Copy(file, line.Start, line.Length, to);
            if (!line.IsWhole)
                End(to);
        }));
        return damaged is [var only]
            ? $"{path}:{only.Number}: is damaged; the line was moved to {aside}, and the others stay"
            : $"{path}:{damaged[0].Number}: is damaged, the first of {damaged.Count} such lines; "
                + $"they were moved to {aside}, and the others stay";
    }

    private static void End(Stream stream)
    {
        stream.Seek(0, SeekOrigin.End);
        stream.WriteByte((byte)'\n');
    }

    private static long? StepAfter(LogLine[] lines, int i) =>
        lines.Skip(i + 1).FirstOrDefault(line => line.Step is not null).Step;

    private static IEnumerable<LogLine> Lines<T>(Stream stream, JsonTypeInfo<T> type) where T : TrainingEvent
    {
        var buffer = new byte[UsualLine];
        var (start, skipped, filled) = (0L, 0L, 0);
        for (int read; (read = stream.Read(buffer.AsSpan(filled))) > 0;)
        {
            filled += read;
            var from = 0;
            for (int length; (length = buffer.AsSpan(from, filled - from).IndexOf((byte)'\n')) >= 0; from += length + 1)
            {
                yield return new(start, skipped + length + 1, true, StepOf(from, length));
                (start, skipped) = (start + skipped + length + 1, 0);
            }
            buffer.AsSpan(from, filled - from).CopyTo(buffer);
            filled -= from;
            if (filled == Limits.LineBytes)
                (skipped, filled) = (skipped + filled, 0);
            else if (filled == buffer.Length)
                Array.Resize(ref buffer, 2 * filled);
        }
        if (skipped + filled > 0)
            yield return new(start, skipped + filled, false, StepOf(0, filled));

        long? StepOf(int from, int length) =>
            skipped > 0 ? null : JsonLines.Parse(buffer.AsSpan(from, length), type)?.Step;
    }
}
