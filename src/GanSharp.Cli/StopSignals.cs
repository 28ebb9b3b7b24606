using System.Runtime.InteropServices;

namespace GanSharp.Cli;

/// <summary>
/// Ends the process on Ctrl-C, SIGTERM and SIGHUP. The first signal asks the command to stop. A training gets the time
/// to end its step and save; all else ends within a second, whatever its threads wait for. A second signal ends the
/// process at once.
/// </summary>
/// <remarks>A signal that is ignored from the start, as <c>nohup</c> ignores SIGHUP, stays ignored.</remarks>
internal sealed class StopSignals : IDisposable
{
    private const int LeastTicks = 7; // of Tick, which leaves time for the end of the process itself
    private static readonly TimeSpan Tick = TimeSpan.FromSeconds(0.1);

    private readonly CancellationTokenSource _stop = new();
    private readonly CliEnvironment _environment;
    private readonly PosixSignalRegistration[] _registrations;
    private int _exit, _ticks;
    private long? _waiting;
    private Timer? _timer;

    public StopSignals(CliEnvironment environment)
    {
        _environment = environment;
        _registrations = [On(PosixSignal.SIGHUP, 1), On(PosixSignal.SIGINT, 2), On(PosixSignal.SIGTERM, 15)];
    }

    /// <summary>Is cancelled by the first signal.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>
    /// The exit code of a process whose command ended with that one: a stopped one says which signal stopped it.
    /// </summary>
    public int ExitCodeOf(int command) => command == ExitCode.Stopped && _exit != 0 ? _exit : command;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();
        _timer?.Dispose();
        _stop.Dispose();
    }

    private PosixSignalRegistration On(PosixSignal signal, int number) =>
        PosixSignalRegistration.Create(
            signal,
            context =>
    {
        if (Interlocked.CompareExchange(ref _exit, ExitCode.OfSignal + number, 0) != 0)
            return;
        context.Cancel = true;
        _waiting = _environment.WaitingOutput;
        _timer = new Timer(_ => EndIfIdle(), null, Tick, Tick);
        _stop.Cancel();
    });

    /// <summary>Ends a process that has had nothing to save for long enough, or whose output nobody reads.</summary>
    private void EndIfIdle()
    {
        var isStuck = _waiting is not null && _waiting == _environment.WaitingOutput;
        _ticks = _environment.Work.IsUnsaved && !isStuck ? 0 : _ticks + 1;
        if (_ticks == LeastTicks && _environment.Work.TryEnd())
            Task.Run(() => _environment.Error.WriteLine($"{Tool.Name}: stopped"));
        else if (_ticks > LeastTicks)
            Environment.Exit(_exit);
    }
}
