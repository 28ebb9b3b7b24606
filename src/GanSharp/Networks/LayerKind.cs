using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Networks;

/// <summary>A word of the layer shorthand.</summary>
/// <param name="Name">The word.</param>
/// <param name="Usage">How it is written, such as <c>conv OUT [kSIZE] [sSTRIDE] [pPADDING]</c>.</param>
/// <param name="About">What it does, in one line.</param>
/// <param name="Build">Builds the module for samples of a shape.</param>
internal sealed record LayerKind(
    string Name, string Usage, string About, Func<LayerArguments, Shape, NetworkContext, Module> Build)
{
    /// <summary>Whether the layer takes vectors only, so that images are flattened before it.</summary>
    public bool TakesVectors { get; init; }

    /// <summary>Creates a layer kind without parameters and settings.</summary>
    public static LayerKind Plain(string name, string about, Func<Tensor, Tensor> function) =>
        new(name, name, about, (_, _, _) => new Activation(function));
}
