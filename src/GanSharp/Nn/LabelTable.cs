using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>A layer with a learned vector for each class, drawn from N(0, 1) whatever the initialiser.</summary>
public abstract class LabelTable : Module
{
    private readonly string _name;
    private readonly SpectralNorm? _spectral;

    private protected LabelTable(string name, int classes, int size, bool spectral, DType dtype)
    {
        _name = name;
        Weight = Parameter("weight", [classes, size], dtype);
        _spectral = spectral ? Child("spectral", new SpectralNorm(classes, dtype)) : null;
    }

    /// <summary>The vectors, shape (classes, size).</summary>
    public Tensor Weight { get; }

    /// <summary>The length of a vector.</summary>
    private protected int Size => Weight.Shape[1];

    /// <summary>Returns the vectors of the pass's labels, shape (N, size).</summary>
    private protected Tensor Rows(Tensor x, Pass pass) =>
        (_spectral is null ? Weight : _spectral.Forward(Weight, pass)).Embedding(ConcatLabels.LabelsOf(pass, _name, x));

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream) =>
        InPlace.Copy(Weight, stream.Normal(Weight.Shape, dtype: Weight.DType, device: Weight.Device));
}
