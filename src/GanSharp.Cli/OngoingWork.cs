namespace GanSharp.Cli;

/// <summary>The state of a command that matters when the process ends.</summary>
internal sealed class OngoingWork
{
    private volatile bool _isUnsaved;
    private int _ended;

    /// <summary>
    /// Whether the process would lose training steps if it ended now. If so, it gets the time to save them.
    /// </summary>
    public bool IsUnsaved
    {
        get => _isUnsaved;
        set => (_isUnsaved, IsTraining) = (value, IsTraining | value);
    }

    /// <summary>
    /// Whether the command failed to write something and continued. It then ends with <see cref="ExitCode.Failed"/>.
    /// </summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Whether the process goes on when its terminal closes.</summary>
    public bool OutlivesTerminal { get; set; }

    /// <summary>Whether the command trains. Its result is then in its files, not in its output.</summary>
    public bool IsTraining { get; set; }

    /// <summary>
    /// Returns true for the first caller, who reports why the command ends early. A stopped process thus prints one
    /// line, no matter which thread ends it.
    /// </summary>
    public bool TryEnd() => Interlocked.Exchange(ref _ended, 1) == 0;
}
