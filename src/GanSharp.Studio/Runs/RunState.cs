namespace GanSharp.Studio.Runs;

/// <summary>What a run is doing.</summary>
public enum RunState
{
    /// <summary>It waits in the queue for its turn.</summary>
    Waiting,

    /// <summary>Its process has started and reads its images.</summary>
    Starting,

    /// <summary>A process trains it.</summary>
    Training,

    /// <summary>A process holds it and waits.</summary>
    Paused,

    /// <summary>It was stopped before its last step, and can be resumed.</summary>
    Stopped,

    /// <summary>Its process ended by an error or was killed; it can be resumed.</summary>
    Failed,

    /// <summary>All steps are done.</summary>
    Finished,
}
