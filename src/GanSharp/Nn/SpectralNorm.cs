using GanSharp.Init;
using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Spectral normalisation: divides a weight by its largest singular value σ, so that the weight stretches no vector. A
/// weight W of shape (rows, ...) is treated as a matrix of that many rows. The power method finds σ over the passes: v
/// ← Wᵀu / ‖Wᵀu‖, u ← Wv / ‖Wv‖, σ = uᵀWv, with u kept from one training pass to the next. Gradients flow through W and
/// σ, not through u and v.
/// </summary>
/// <remarks>
/// Miyato et al. 2018, "Spectral normalization for generative adversarial networks", https://arxiv.org/abs/1802.05957.
/// </remarks>
public sealed class SpectralNorm : Module
{
    private const double Epsilon = 1e-12;
    private readonly Tensor _u;

    /// <summary>Creates the norm of a weight with <paramref name="rows"/> rows.</summary>
    public SpectralNorm(int rows, DType dtype = DType.F32) =>
        _u = Buffer("u", Tensor.Full([rows, 1], 1 / Math.Sqrt(rows), dtype));

    /// <summary>Returns the weight divided by σ.</summary>
    /// <param name="x">A weight, shape (rows, ...).</param>
    /// <param name="pass">In <see cref="Mode.Train"/>, u is updated.</param>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        var matrix = x.Flatten();
        var (u, v) = Step(matrix.Detach());
        if (pass.Mode == Mode.Train)
            InPlace.Copy(_u, u);
        return x / (u * matrix.MatMul(v)).Sum();
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input;

    /// <inheritdoc/>
    protected override void InitializeOwn(Initializer initializer, RandomStream stream) =>
        InPlace.Copy(_u, Unit(stream.Normal(_u.Shape, dtype: _u.DType, device: _u.Device)));

    private (Tensor U, Tensor V) Step(Tensor matrix)
    {
        using var untracked = Tape.Pause();
        var v = Unit(matrix.MatMul(_u, transposeA: true));
        return (Unit(matrix.MatMul(v)), v);
    }

    private static Tensor Unit(Tensor vector) => vector / (vector.Square().Sum().Sqrt() + Epsilon);
}
