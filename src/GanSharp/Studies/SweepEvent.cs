using GanSharp.Training;

namespace GanSharp.Studies;

/// <summary>An event of a sweep. Events are immutable and come in order.</summary>
public abstract record SweepEvent;

/// <summary>All trials were checked; the first one follows.</summary>
/// <param name="Done">Trials that have a result, failed ones included.</param>
/// <param name="Total">All trials.</param>
public sealed record SweepStarted(int Done, int Total) : SweepEvent;

/// <summary>A trial that was started cannot be resumed. Its files are kept.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Message">What is wrong, and where the files are now.</param>
public sealed record TrialDamaged(Trial Trial, string Message) : SweepEvent;

/// <summary>A trial starts or resumes.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Number">Its position among all trials, from 1.</param>
/// <param name="Step">Generator steps done before.</param>
/// <param name="TotalSteps">Generator steps of the whole training.</param>
public sealed record TrialStarted(Trial Trial, int Number, long Step, long TotalSteps) : SweepEvent;

/// <summary>An event of a trial's training.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Event">The event; the run folder already has it.</param>
public sealed record TrialProgress(Trial Trial, TrainingEvent Event) : SweepEvent;

/// <summary>The training of a trial is finished; its samples are being evaluated.</summary>
/// <param name="Trial">The trial.</param>
public sealed record TrialEvaluating(Trial Trial) : SweepEvent;

/// <summary>A trial is done or has failed.</summary>
/// <param name="Trial">The trial.</param>
/// <param name="Result">Its result.</param>
/// <param name="Done">Trials that have a result now, failed ones and those of other processes included.</param>
/// <param name="Total">All trials.</param>
public sealed record TrialFinished(Trial Trial, TrialResult Result, int Done, int Total) : SweepEvent
{
    /// <summary>Files of its run that could not be written; see <see cref="RunFolder.WriteErrors"/>.</summary>
    public IReadOnlyList<string> WriteErrors { get; init; } = [];
}

/// <summary>No trial is left for this process.</summary>
/// <param name="Done">Trials that have a result.</param>
/// <param name="Failed">Failed trials among them.</param>
/// <param name="Elsewhere">Trials that other processes are training.</param>
public sealed record SweepFinished(int Done, int Failed, int Elsewhere) : SweepEvent;
