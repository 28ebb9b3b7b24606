using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using System.Runtime.InteropServices;

namespace GanSharp.Mpi;

/// <summary>
/// Moves messages on a thread of its own, so that they travel while the training computes. All calls of MPI are made on
/// that thread.
/// </summary>
internal sealed partial class Messenger : IDisposable
{
    // Microseconds between two looks at MPI, which has nothing to wait on. The framework sleeps for a millisecond at
    // least, which would be long for a small message; looking all the time would take the training's processor.
    private const uint WhileComputing = 200, WhileWaiting = 20;
    private static readonly TimeSpan WhileIdle = TimeSpan.FromMilliseconds(100);

    private readonly ConcurrentQueue<Exchange> _new = new();
    private readonly SemaphoreSlim _wake = new(0);
    private readonly RingWatch _watch;
    private readonly Thread _thread;
    private readonly TaskCompletionSource _started = new();
    private volatile Exception? _failure;
    private volatile bool _leaves;
    private int _waiting;
    private volatile int _abort;

    /// <summary>Starts the thread and begins the messages there.</summary>
    /// <param name="begin">Begins them.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="GanSharpException">They cannot begin.</exception>
    public Messenger(Func<IMessages> begin, TimeProvider time)
    {
        (Time, _watch) = (time, new(time));
        _thread = new(() => Run(begin)) { Name = "GanSharp messages", IsBackground = true };
        _thread.Start();
        _started.Task.GetAwaiter().GetResult();
    }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; }

    /// <summary>The number of this process.</summary>
    public int Rank { get; private set; }

    /// <summary>The number of processes.</summary>
    public int Count { get; private set; }

    /// <summary>Says which process was lost, by its number.</summary>
    public Func<int, string> Describe { get; set; } = process => $"process {process}";

    /// <summary>Starts an exchange, and returns at once.</summary>
    public void Start(Exchange exchange)
    {
        _new.Enqueue(exchange);
        _wake.Release();
    }

    /// <summary>Waits for the end of an exchange.</summary>
    /// <exception cref="GanSharpException">Another process does not answer any more.</exception>
    public void Wait(Exchange exchange)
    {
        Interlocked.Increment(ref _waiting);
        exchange.Wait();
        Interlocked.Decrement(ref _waiting);
        if (_failure is { } failure)
            ExceptionDispatchInfo.Throw(failure);
    }

    /// <summary>Ends all processes with an exit code other than 0; does not return.</summary>
    public void Abort(int exitCode)
    {
        _abort = exitCode;
        _wake.Release();
        _thread.Join();
    }

    /// <summary>Ends the messages when all processes come here.</summary>
    public void Dispose()
    {
        _leaves = true;
        _wake.Release();
        _thread.Join();
        _wake.Dispose();
    }

    private void Run(Func<IMessages> begin)
    {
        try
        {
            using var messages = begin();
            (Rank, Count) = (messages.Rank, messages.Count);
            _started.SetResult();
            Serve(messages);
        }
        catch (Exception error) when (!_started.Task.IsCompleted)
        {
            _started.SetException(error);
        }
    }

    private void Serve(IMessages messages)
    {
        var active = new List<Exchange>();
        while (!_watch.IsOver)
        {
            if (_abort != 0)
                messages.Abort(_abort);
            try
            {
                if (_failure is null)
                    Advance(messages, active);
            }
            catch (GanSharpException error)
            {
                _failure = error;
            }
            if (_failure is not null)
                EndAll(active);
            if (_failure is not null && _leaves)
                messages.Abort(1);
            Rest(active.Count == 0);
        }
    }

    private void Advance(IMessages messages, List<Exchange> active)
    {
        while (_new.TryDequeue(out var exchange))
        {
            exchange.Begin(messages);
            active.Add(exchange);
        }
        active.RemoveAll(exchange =>
        {
            var isDone = exchange.Advance(messages);
            if (isDone)
                exchange.End(Time.GetTimestamp());
            return isDone;
        });
        _watch.IsLeaving = _leaves && active.Count == 0;
        _watch.Advance(messages);
        if (_watch.IsLost)
            throw new GanSharpException(
                $"{Describe(RingWatch.Watched(messages))} has not answered for {RingWatch.Patience.TotalSeconds} "
                + "seconds; all processes end, and resume goes on from the newest checkpoint");
    }

    private void EndAll(List<Exchange> active)
    {
        while (_new.TryDequeue(out var exchange))
            active.Add(exchange);
        active.ForEach(exchange => exchange.End(Time.GetTimestamp()));
        active.Clear();
    }

    private void Rest(bool isIdle)
    {
        if (isIdle && !_leaves)
            _wake.Wait(WhileIdle);
        else
            _ = Sleep(_waiting > 0 || _leaves ? WhileWaiting : WhileComputing);
    }

    [LibraryImport("libc", EntryPoint = "usleep")]
    private static partial int Sleep(uint microseconds);
}
