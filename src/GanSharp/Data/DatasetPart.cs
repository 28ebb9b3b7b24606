namespace GanSharp.Data;

/// <summary>The parts of a data set, as published.</summary>
public enum DatasetPart
{
    /// <summary>The images to train on.</summary>
    Training,

    /// <summary>The images kept out of training, for evaluation.</summary>
    Test,
}
