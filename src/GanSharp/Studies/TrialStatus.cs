namespace GanSharp.Studies;

/// <summary>How far a trial is.</summary>
public enum TrialState
{
    /// <summary>No process trains it; it may have begun.</summary>
    Waiting,

    /// <summary>A process trains or evaluates it.</summary>
    Running,

    /// <summary>It has a result.</summary>
    Done,

    /// <summary>Its result is an error.</summary>
    Failed,
}

/// <summary>A trial of a study, seen from outside.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="State">How far it is.</param>
public sealed record TrialStatus(Trial Trial, TrialState State)
{
    /// <summary>The machine that runs it; null if none does.</summary>
    public string? Host { get; init; }

    /// <summary>The number of the process there; null if none runs it, 0 if the number is unknown.</summary>
    public int? Process { get; init; }

    /// <summary>The step of its newest checkpoint, or of its result; 0 before the first.</summary>
    public long Step { get; init; }

    /// <summary>Its result; null until it is done.</summary>
    public TrialResult? Result { get; init; }
}
