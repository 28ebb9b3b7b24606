namespace GanSharp.Studies;

/// <summary>How the axes of a sweep are combined.</summary>
public enum SweepMode
{
    /// <summary>Every value of an axis with every value of the others.</summary>
    Grid,

    /// <summary>
    /// The recipe as it is; then every value of every axis, the other settings being the recipe's own.
    /// </summary>
    Each,

    /// <summary>
    /// Values drawn at random, from lists or from ranges (Bergstra and Bengio 2012,
    /// https://jmlr.org/papers/v13/bergstra12a.html).
    /// </summary>
    Random,
}

/// <summary>
/// What remains of the run folder of a trial that is done; its result and its last samples always do.
/// </summary>
public enum SweepKeep
{
    /// <summary>All but the checkpoints: generator, logs, samples.</summary>
    Generator,

    /// <summary>Everything, so that a trial can be trained longer.</summary>
    All,

    /// <summary>No run folder.</summary>
    Nothing,
}
