using System.Runtime.InteropServices;

namespace GanSharp.Cli;

/// <summary>
/// Ends the process on Ctrl-C, SIGTERM and SIGHUP. The first signal asks the command to stop. A training gets the time
/// to finish its step and save. Every other command ends within a second, even if a thread is blocked. A second signal
/// ends the process immediately.
/// </summary>
/// <remarks>
/// A hangup is ignored after <c>--log</c>. A signal that the parent process ignores, such as SIGHUP under <c>nohup</c>,
/// stays ignored.
/// </remarks>
internal sealed class StopSignals : IDisposable
{
    private const int LeastTicks = 7; // in units of Tick; the rest of the second is for the exit of the process
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

    /// <summary>The token that the first signal cancels.</summary>
    public CancellationToken Token => _stop.Token;

    /// <summary>
    /// Returns the exit code of the process for the exit code of its command. For a stopped command, it contains the
    /// number of the signal.
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
                if (signal == PosixSignal.SIGHUP && _environment.Work.OutlivesTerminal)
                {
                    context.Cancel = true;
                    return;
                }
                if (Interlocked.CompareExchange(ref _exit, ExitCode.OfSignal + number, 0) != 0)
                    return;
                context.Cancel = true;
                _waiting = _environment.WaitingOutput;
                _timer = new Timer(_ => EndIfIdle(), null, Tick, Tick);
                _stop.Cancel();
            });

    /// <summary>Ends the process once it has had nothing to save for a while, or if nothing reads its output.</summary>
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
