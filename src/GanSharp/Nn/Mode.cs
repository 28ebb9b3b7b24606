namespace GanSharp.Nn;

/// <summary>How layers that behave differently in training and in use are run.</summary>
public enum Mode
{
    /// <summary>Dropout is on; batch norm uses the batch's statistics and adds them to its running averages.</summary>
    Train,

    /// <summary>
    /// As <see cref="Train"/>, but running averages stay untouched: for extra critic passes, such as penalty points.
    /// </summary>
    Probe,

    /// <summary>
    /// Dropout is off; batch norm uses its running averages, so that a sample does not depend on its neighbours.
    /// </summary>
    Evaluate,
}
