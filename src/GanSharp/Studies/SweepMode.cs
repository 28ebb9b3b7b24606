namespace GanSharp.Studies;

/// <summary>How the axes of a sweep are combined.</summary>
public enum SweepMode
{
    /// <summary>Every value of each axis with every value of the others.</summary>
    Grid,

    /// <summary>
    /// The recipe unchanged, then every value of every axis alone, with the recipe's other settings.
    /// </summary>
    Each,

    /// <summary>
    /// Values drawn at random, from lists or from ranges (Bergstra and Bengio 2012,
    /// https://jmlr.org/papers/v13/bergstra12a.html).
    /// </summary>
    Random,
}

/// <summary>
/// What is kept of the run folder of a finished trial. Its result and its last samples are always kept.
/// </summary>
public enum SweepKeep
{
    /// <summary>Everything except the checkpoints: generator, logs, samples.</summary>
    Generator,

    /// <summary>Everything, so that a trial can be trained longer.</summary>
    All,

    /// <summary>Nothing.</summary>
    Nothing,
}
