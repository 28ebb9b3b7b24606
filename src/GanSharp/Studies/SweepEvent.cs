using GanSharp.Training;

namespace GanSharp.Studies;

/// <summary>Something that happened in a sweep. Events are immutable and come in order.</summary>
public abstract record SweepEvent;

/// <summary>Everything is checked; the first trial follows.</summary>
/// <param name="Done">Trials that have a result, failed ones included.</param>
/// <param name="Total">All trials.</param>
public sealed record SweepStarted(int Done, int Total) : SweepEvent;

/// <summary>A begun trial cannot be continued. What there is of it is kept.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Message">What is wrong, and where it is now.</param>
public sealed record TrialDamaged(Trial Trial, string Message) : SweepEvent;

/// <summary>A trial begins, or goes on.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Number">Its place among all, from 1.</param>
/// <param name="Step">Generator steps that were done before.</param>
/// <param name="TotalSteps">Generator steps to do, those included.</param>
public sealed record TrialStarted(Trial Trial, int Number, long Step, long TotalSteps) : SweepEvent;

/// <summary>A trial is being trained.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Event">What happened; the run folder holds it by now.</param>
public sealed record TrialProgress(Trial Trial, TrainingEvent Event) : SweepEvent;

/// <summary>A trial is trained; its samples are being evaluated.</summary>
/// <param name="Trial">The trial.</param>
public sealed record TrialEvaluating(Trial Trial) : SweepEvent;

/// <summary>A trial is done, or failed.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Result">What became of it.</param>
/// <param name="Done">Trials that have a result now, failed ones and those of other processes included.</param>
/// <param name="Total">All trials.</param>
public sealed record TrialFinished(Trial Trial, TrialResult Result, int Done, int Total) : SweepEvent
{
    /// <summary>What of its run could not be written; see <see cref="RunFolder.Unwritten"/>.</summary>
    public IReadOnlyList<string> Unwritten { get; init; } = [];
}

/// <summary>There is nothing left to take.</summary>
/// <param name="Done">Trials that have a result.</param>
/// <param name="Failed">Those of them that failed.</param>
/// <param name="Elsewhere">Trials that other processes are at.</param>
public sealed record SweepFinished(int Done, int Failed, int Elsewhere) : SweepEvent;
