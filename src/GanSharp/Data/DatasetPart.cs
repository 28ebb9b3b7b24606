namespace GanSharp.Data;

/// <summary>The parts that publishers divide a data set into.</summary>
public enum DatasetPart
{
    /// <summary>The images to train on.</summary>
    Training,

    /// <summary>The images that are kept from training, to evaluate what was trained.</summary>
    Test,
}
