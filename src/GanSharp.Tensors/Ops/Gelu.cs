namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>x · Φ(x), Φ the distribution function of the standard normal: ½x · (1 + erf(x/√2)).</summary>
    /// <remarks>Hendrycks and Gimpel 2016, "Gaussian error linear units".</remarks>
    public static Tensor Gelu(this Tensor x) => x.Mul(0.5) * x.Mul(Math.Sqrt(0.5)).Erf().Add(1);
}
