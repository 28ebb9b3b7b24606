namespace GanSharp.Nn;

/// <summary>How layers that differ between training and evaluation run in a pass.</summary>
public enum Mode
{
    /// <summary>Dropout is on; batch norm uses the batch's statistics and adds them to its running averages.</summary>
    Train,

    /// <summary>
    /// As <see cref="Train"/>, but running averages do not change: for extra passes of the discriminator, such as a
    /// penalty's.
    /// </summary>
    Probe,

    /// <summary>
    /// Dropout is off; batch norm uses its running averages, so that a sample does not depend on the rest of its batch.
    /// </summary>
    Evaluate,
}
