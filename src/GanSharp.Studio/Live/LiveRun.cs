using System.Text.Json;
using System.Threading.Channels;
using GanSharp.Reports.Languages;
using GanSharp.Studio.Runs;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Studio.Live;

/// <summary>
/// A run and its viewers of one language. However many there are, the log is read once a second and each message is
/// written once. A viewer that does not keep up is dropped; its browser connects again and catches up.
/// </summary>
internal sealed class LiveRun(string folder, Func<RunCard> card, Phrases phrases, TimeProvider time)
{
    private const int MostWaiting = 16;

    private readonly RunCurves _curves = new(folder);
    private readonly Lock _lock = new();
    private readonly List<Channel<string>> _viewers = [];
    private Task? _loop;
    private string? _last;

    /// <summary>The number of viewers.</summary>
    public int Viewers
    {
        get
        {
            lock (_lock)
                return _viewers.Count;
        }
    }

    /// <summary>All that a page shows of the run now, as JSON.</summary>
    public byte[] Snapshot()
    {
        lock (_curves)
        {
            _curves.Update();
            var measured = JsonLines.Read(At(RunFolder.MeasuredName), EventJson.Default.SamplesMeasured);
            var evaluated = JsonLines.Read(At(RunFolder.EvaluatedName), EventJson.Default.SamplesEvaluated);
            var warnings = JsonLines.Read(At(RunFolder.WarningsName), EventJson.Default.TrainingWarning);
            return JsonSerializer.SerializeToUtf8Bytes(
                new
                {
                    Now = Now(),
                    Charts = ChartPlan.Of(_curves, measured, evaluated),
                    Warnings = warnings.Select(each => new
                    {
                        each.Step,
                        Kind = phrases.Say(each.Kind),
                        Reason = phrases.Say(each.Reason),
                        Suggestion = phrases.Say(each.Suggestion),
                    }),
                },
                StudioJson.Options);
        }
    }

    /// <summary>Starts to watch. The channel ends when the viewer is dropped.</summary>
    public Channel<string> Watch()
    {
        var viewer = Channel.CreateBounded<string>(
            new BoundedChannelOptions(MostWaiting) { FullMode = BoundedChannelFullMode.Wait, SingleReader = true });
        lock (_lock)
        {
            _viewers.Add(viewer);
            if (_last is not null)
                viewer.Writer.TryWrite(_last);
            _loop ??= Task.Run(PublishAsync);
        }
        return viewer;
    }

    /// <summary>Ends watching.</summary>
    public void Leave(Channel<string> viewer)
    {
        lock (_lock)
            _viewers.Remove(viewer);
    }

    private async Task PublishAsync()
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        try
        {
            do
            {
                var message = Message();
                if (message != _last)
                    Publish(message);
                await timer.WaitForNextTickAsync();
            }
            while (IsWatched());
        }
        catch (Exception error) when (ErrorResponses.IsExpected(error))
        {
            DropAll(); // the run was deleted, or cannot be read now
        }
    }

    private string Message()
    {
        lock (_curves)
        {
            var fresh = _curves.Update();
            return JsonSerializer.Serialize(
                new { Now = Now(), Points = fresh.Count > 0 ? fresh : null }, StudioJson.Options);
        }
    }

    /// <summary>Whether there are viewers; if not, the loop ends, and the next viewer starts another.</summary>
    private bool IsWatched()
    {
        lock (_lock)
        {
            if (_viewers.Count > 0)
                return true;
            (_loop, _last) = (null, null);
            return false;
        }
    }

    /// <summary>Ends all streams. The browsers connect again, and learn whether the run is still there.</summary>
    private void DropAll()
    {
        lock (_lock)
        {
            foreach (var viewer in _viewers)
                viewer.Writer.Complete();
            _viewers.Clear();
            (_loop, _last) = (null, null);
        }
    }

    /// <summary>Sends a message to all viewers, and drops those that do not keep up.</summary>
    internal void Publish(string message)
    {
        lock (_lock)
        {
            _last = message;
            foreach (var slow in _viewers.Where(viewer => !viewer.Writer.TryWrite(message)).ToArray())
            {
                slow.Writer.Complete();
                _viewers.Remove(slow);
            }
        }
    }

    /// <summary>What changes all the time. A page reads the rest again when the version changes.</summary>
    private object Now()
    {
        var now = card();
        return new
        {
            now.State,
            Problem = phrases.Say(now.Problem),
            now.Step,
            now.TotalSteps,
            now.ImagesPerSecond,
            now.SecondsLeft,
            now.FrechetDistance,
            now.GridStep,
            now.HasGenerator,
            Version = string.Join(
                '-',
                new[] { RunFolder.MeasuredName, RunFolder.EvaluatedName, RunFolder.WarningsName }
                    .Select(name => new FileInfo(At(name)))
                    .Select(file => file.Exists ? file.Length : 0)
                    .Append(_curves.Restarts)),
        };
    }

    private string At(string name) => Path.Combine(folder, name);
}
