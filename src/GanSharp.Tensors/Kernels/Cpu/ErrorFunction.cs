namespace GanSharp.Tensors.Kernels.Cpu;

/// <summary>The error function to double precision.</summary>
internal static class ErrorFunction
{
    public static double Erf(double x) => Math.Abs(x) switch
    {
        < 2.5 => Series(x),
        < 6 => Math.Sign(x) * (1 - Fraction(Math.Abs(x))),
        _ => double.IsNaN(x) ? x : Math.Sign(x),
    };

    /// <summary>erf(x) = 2x/√π · e^(-x²) · Σ (2x²)ⁿ / (1·3·5···(2n+1)): all terms positive, so nothing cancels.</summary>
    private static double Series(double x)
    {
        var (sum, term) = (1d, 1d);
        for (var n = 1; term > 1e-17 * sum; n++)
        {
            term *= 2 * x * x / (2 * n + 1);
            sum += term;
        }
        return 2 * x / Math.Sqrt(Math.PI) * Math.Exp(-x * x) * sum;
    }

    /// <summary>erfc(x) = e^(-x²)/√π · 1/(x + ½/(x + 1/(x + 3⁄2/(x + ...)))), evaluated from a fixed depth upwards.</summary>
    private static double Fraction(double x)
    {
        var denominator = x;
        for (var k = 60; k > 0; k--)
            denominator = x + 0.5 * k / denominator;
        return Math.Exp(-x * x) / (Math.Sqrt(Math.PI) * denominator);
    }
}
