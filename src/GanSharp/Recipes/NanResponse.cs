namespace GanSharp.Recipes;

/// <summary>What happens when a loss, a gradient or a weight of a training is NaN or infinite.</summary>
public enum NanResponse
{
    /// <summary>The training stops with an error; its last checkpoint is good.</summary>
    Stop,

    /// <summary>
    /// The training goes back to its last checkpoint and on with halved learning rates, at most ten times.
    /// </summary>
    Rollback,
}
