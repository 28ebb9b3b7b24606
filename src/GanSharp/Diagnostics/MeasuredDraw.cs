using System.Diagnostics;

namespace GanSharp.Diagnostics;

/// <summary>
/// The drawing of some images, for <see cref="Telemetry"/>. They count once <see cref="Done"/> was called.
/// </summary>
internal readonly struct MeasuredDraw : IDisposable
{
    private readonly Activity? _activity;
    private readonly long _start;
    private readonly int _count;

    private MeasuredDraw(int count)
    {
        _count = count;
        _activity = Telemetry.Activities.StartActivity("draw");
        _activity?.SetTag("gansharp.images", count);
        _start = Telemetry.DrawDuration.Enabled ? Stopwatch.GetTimestamp() : 0;
    }

    /// <summary>Starts to measure.</summary>
    public static MeasuredDraw Start(int count) => new(count);

    /// <summary>Counts the images.</summary>
    public void Done()
    {
        Telemetry.Samples.Add(_count);
        if (_start != 0)
            Telemetry.DrawDuration.Record(Stopwatch.GetElapsedTime(_start).TotalSeconds);
    }

    /// <summary>Ends the activity.</summary>
    public void Dispose() => _activity?.Dispose();
}
