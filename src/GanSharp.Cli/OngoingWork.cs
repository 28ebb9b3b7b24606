namespace GanSharp.Cli;

/// <summary>What a command is doing, as far as the end of the process must know of it.</summary>
internal sealed class OngoingWork
{
    private volatile bool _isUnsaved;
    private int _ended;

    /// <summary>
    /// Whether steps of a training would be lost if the process ended now. It then gets the time to save them.
    /// </summary>
    public bool IsUnsaved
    {
        get => _isUnsaved;
        set => (_isUnsaved, IsTraining) = (value, IsTraining | value);
    }

    /// <summary>
    /// Whether something was not written that the command goes on without, so that it has failed in the end.
    /// </summary>
    public bool IsIncomplete { get; set; }

    /// <summary>Whether the command trains, so that its files are what counts, and not what it prints.</summary>
    public bool IsTraining { get; set; }

    /// <summary>
    /// Whether nobody has said yet why the command ends before its end: a stopped process says one line, whoever ends
    /// it.
    /// </summary>
    public bool TryEnd() => Interlocked.Exchange(ref _ended, 1) == 0;
}
