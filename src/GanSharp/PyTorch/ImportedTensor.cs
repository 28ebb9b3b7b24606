using GanSharp.Tensors;

namespace GanSharp.PyTorch;

/// <summary>Where the values of a tensor of a network came from.</summary>
/// <param name="Source">The name in the file; null if it has none.</param>
/// <param name="SourceShape">The shape in the file; null if it has none.</param>
/// <param name="Target">The name in the network.</param>
/// <param name="TargetShape">The shape in the network.</param>
/// <param name="Change">What was changed, such as <c>transposed</c>; empty if the values were copied.</param>
public sealed record ImportedTensor(
    string? Source, Shape? SourceShape, string Target, Shape TargetShape, string Change);

/// <summary>How the tensors of a file were assigned to those of a network.</summary>
public enum ImportMatch
{
    /// <summary>By their names, which are those of an exported class or of GanSharp.</summary>
    Names,

    /// <summary>
    /// By the order of the modules: the first with weights to the first, and so on; every shape fits.
    /// </summary>
    Order,

    /// <summary>
    /// By shape: each module of the network got the first module of the file that fits, in the order of names.
    /// </summary>
    Shapes,
}

/// <summary>What an import did.</summary>
/// <param name="Match">How tensors were assigned.</param>
/// <param name="Tensors">Every tensor of the network, with its source.</param>
public sealed record ImportReport(ImportMatch Match, IReadOnlyList<ImportedTensor> Tensors);
