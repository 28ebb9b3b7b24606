namespace GanSharp.Training;

/// <summary>What another process asks of a training; see <see cref="RunControl"/>.</summary>
public enum RunRequest
{
    /// <summary>Continue: there is no request.</summary>
    Continue,

    /// <summary>Save a checkpoint and wait.</summary>
    Pause,

    /// <summary>Save a checkpoint and end, so that the run can be resumed.</summary>
    Stop,
}
