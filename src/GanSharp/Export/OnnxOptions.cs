using GanSharp.Recipes;

namespace GanSharp.Export;

/// <summary>How a network is exported to ONNX.</summary>
public sealed record OnnxOptions
{
    /// <summary>
    /// Whether weights are stored, and products computed, in half precision; false by default. Inputs and outputs stay
    /// in single precision, and so do sums, powers and normalisations that depend on the sample. Half precision has 11
    /// bits and reaches 65,504; a network with larger numbers cannot be exported so.
    /// </summary>
    public bool Float16 { get; init; }

    /// <summary>
    /// Whether batch norms are folded into the linear layers and convolutions before them; false by default. Others
    /// stay nodes.
    /// </summary>
    public bool FoldBatchNorm { get; init; }

    /// <summary>
    /// The recipe, which the file's metadata then holds with the name of its data set; null, the default, for none.
    /// </summary>
    public Recipe? Recipe { get; init; }
}
