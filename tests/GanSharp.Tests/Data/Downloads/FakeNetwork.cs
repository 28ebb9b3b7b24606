using System.Net;
using System.Net.Http.Headers;

namespace GanSharp.Tests.Data.Downloads;

/// <summary>A network whose hosts are functions. It records requests as <c>host/file range</c>.</summary>
internal sealed class FakeNetwork : HttpMessageHandler
{
    private readonly Dictionary<string, Func<HttpRequestMessage, HttpResponseMessage>> _hosts = [];

    public List<string> Asked { get; } = [];

    public Func<HttpRequestMessage, HttpResponseMessage> this[string host]
    {
        set => _hosts[host] = value;
    }

    /// <summary>Creates an answer without a content length.</summary>
    public static HttpResponseMessage Answer(Stream body) =>
        new(HttpStatusCode.OK) { Content = new StreamContent(body) };

    /// <summary>Creates an answer with a content length.</summary>
    public static HttpResponseMessage Answer(byte[] body, HttpStatusCode status = HttpStatusCode.OK) =>
        new(status) { Content = new ByteArrayContent(body) };

    /// <summary>Answers like a good server: with the bytes from the requested start.</summary>
    public static HttpResponseMessage Serve(byte[] bytes, HttpRequestMessage question)
    {
        if (question.Headers.Range?.Ranges.Single().From is not { } start)
            return Answer(bytes);
        var answer = Answer(bytes[(int)start..], HttpStatusCode.PartialContent);
        answer.Content.Headers.ContentRange = new ContentRangeHeaderValue(start, bytes.Length - 1, bytes.Length);
        return answer;
    }

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        Asked.Add($"{request.RequestUri!.Host}{request.RequestUri.AbsolutePath} {request.Headers.Range}".TrimEnd());
        return _hosts.TryGetValue(request.RequestUri.Host, out var host)
            ? host(request)
            : throw new HttpRequestException(HttpRequestError.NameResolutionError);
    }
}

/// <summary>Some bytes, followed by an action of the test instead of an end.</summary>
internal sealed class Interrupted(byte[] bytes, Func<CancellationToken, Task> then) : MemoryStream(bytes)
{
    /// <summary>Creates bytes after which the connection breaks.</summary>
    public Interrupted(byte[] bytes) : this(bytes, _ => throw new IOException("reset by peer")) { }

    /// <summary>Hides the length.</summary>
    public override bool CanSeek => false;

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (Position == Length)
            await then(cancellationToken);
        return await base.ReadAsync(buffer, cancellationToken);
    }
}

/// <summary>Bytes that arrive one by one, each after an action of the test.</summary>
internal sealed class Dripping(byte[] bytes, Action before) : MemoryStream(bytes)
{
    public override bool CanSeek => false;

    public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        before();
        return base.ReadAsync(buffer[..1], cancellationToken);
    }
}

/// <summary>A clock that a test moves.</summary>
internal sealed class ManualTime : TimeProvider
{
    private readonly List<Alarm> _alarms = [];
    private TimeSpan _now;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => _now.Ticks;

    /// <summary>Advances the clock and rings the timers that are due.</summary>
    public void Pass(TimeSpan time)
    {
        _now += time;
        foreach (var alarm in _alarms.Where(alarm => alarm.Due >= TimeSpan.Zero && alarm.Due <= time).ToArray())
            alarm.Ring();
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var alarm = new Alarm(() => callback(state)) { Due = dueTime };
        _alarms.Add(alarm);
        return alarm;
    }

    private sealed class Alarm(Action ring) : ITimer
    {
        public TimeSpan Due { get; set; }

        public void Ring() => ring();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Due = dueTime;
            return true;
        }

        public void Dispose() => Due = Timeout.InfiniteTimeSpan;

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }
    }
}
