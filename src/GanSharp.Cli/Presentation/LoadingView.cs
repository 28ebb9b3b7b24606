using Spectre.Console;

namespace GanSharp.Cli.Presentation;

/// <summary>
/// Shows the progress of reading images or other work that takes more than two seconds. A terminal updates the line in
/// place; elsewhere a line follows every five seconds.
/// </summary>
internal sealed class LoadingView : IProgress<double>
{
    private const string ClearLine = "\r\e[2K";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2),
        Pause = TimeSpan.FromSeconds(5), Flicker = TimeSpan.FromSeconds(0.1);

    private readonly CliEnvironment _environment;
    private readonly string _doing;
    private readonly Lock _gate = new();
    private readonly long _start;
    private TimeSpan _due = Patience;

    private LoadingView(CliEnvironment environment, string doing) =>
        (_environment, _doing, _start) = (environment, doing, environment.Time.GetTimestamp());

    /// <summary>Runs <paramref name="load"/> and shows its progress, unless <paramref name="silent"/>.</summary>
    public static T Watch<T>(
        CliEnvironment environment, bool silent, Func<IProgress<double>?, T> load, string doing = "reading images")
    {
        if (silent)
            return load(null);
        var view = new LoadingView(environment, doing);
        try
        {
            return load(view);
        }
        finally
        {
            if (view._due > Patience)
                environment.Terminal?.Write(new ControlCode(ClearLine));
        }
    }

    /// <summary>Shows the share that is done, if enough time has passed since the last line.</summary>
    public void Report(double value)
    {
        lock (_gate)
        {
            var elapsed = _environment.Time.GetElapsedTime(_start);
            if (elapsed < _due)
                return;
            var line = $"{_doing}: {(int)(100 * value)} %";
            if (_environment.Terminal is { } terminal)
                terminal.Write(new ControlCode(ClearLine + line));
            else
                _environment.Out.WriteLine(line);
            _due = elapsed + (_environment.Terminal is null ? Pause : Flicker);
        }
    }
}
