namespace GanSharp.Recipes;

/// <summary>The response of a training to a loss, gradient or weight that is NaN or infinite.</summary>
public enum NanResponse
{
    /// <summary>The training stops with an error; its last checkpoint has only finite numbers.</summary>
    Stop,

    /// <summary>
    /// The training returns to its last checkpoint and continues with halved learning rates, at most ten times.
    /// </summary>
    Rollback,
}
