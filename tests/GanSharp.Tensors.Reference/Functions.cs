using GanSharp.Tensors.Backends;

namespace GanSharp.Tensors.Reference;

/// <summary>The functions of the op codes, as documented there.</summary>
internal static class Functions
{
    public static double Of(UnaryOp op, double x, double p, double q) => op switch
    {
        UnaryOp.Abs => Math.Abs(x),
        UnaryOp.AddScalar => x + p,
        UnaryOp.Clamp => Math.Min(Math.Max(x, p), q),
        UnaryOp.Elu => x > 0 ? x : p * (Math.Exp(x) - 1),
        UnaryOp.Erf => Erf(x),
        UnaryOp.Exp => Math.Exp(x),
        UnaryOp.LeakyRelu => x > 0 ? x : p * x,
        UnaryOp.LeakyReluSlope => x > 0 ? 1 : p,
        UnaryOp.Log => Math.Log(x),
        UnaryOp.MulScalar => p * x,
        UnaryOp.Neg => -x,
        UnaryOp.Pow => Math.Pow(x, p),
        UnaryOp.Sigmoid => 1 / (1 + Math.Exp(-x)),
        UnaryOp.Sign => Math.Sign(x),
        UnaryOp.Softplus => Math.Max(x, 0) + Math.Log(1 + Math.Exp(-Math.Abs(x))),
        UnaryOp.Sqrt => Math.Sqrt(x),
        UnaryOp.Square => x * x,
        UnaryOp.Tanh => Math.Tanh(x),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, null),
    };

    public static double Of(BinaryOp op, double a, double b, double p) => op switch
    {
        BinaryOp.Add => a + b,
        BinaryOp.Div => a / b,
        BinaryOp.Equal => a == b ? 1 : 0,
        BinaryOp.LeakyReluGrad => b > 0 ? a : p * a,
        BinaryOp.Lerp => a + p * (b - a),
        BinaryOp.Mul => a * b,
        BinaryOp.SigmoidGrad => a * b * (1 - b),
        BinaryOp.Sub => a - b,
        BinaryOp.TanhGrad => a * (1 - b * b),
        _ => throw new ArgumentOutOfRangeException(nameof(op), op, null),
    };

    /// <summary>2/√π · ∫₀ˣ e^(-t²) dt by Simpson's rule.</summary>
    private static double Erf(double x)
    {
        if (Math.Abs(x) > 6)
            return Math.Sign(x);
        const int Pieces = 4000;
        var (sum, step) = (0d, x / Pieces);
        for (var i = 0; i <= Pieces; i++)
        {
            var weight = i is 0 or Pieces ? 1 : i % 2 == 1 ? 4 : 2;
            sum += weight * Math.Exp(-(i * step) * (i * step));
        }
        return 2 / Math.Sqrt(Math.PI) * sum * step / 3;
    }
}
