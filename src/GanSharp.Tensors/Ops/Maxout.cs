namespace GanSharp.Tensors.Ops;

public static partial class TensorOps
{
    /// <summary>y[n, u] = max over p of x[n, u·pieces + p]</summary>
    /// <param name="x">Shape (N, units · pieces), with the pieces of a unit adjacent.</param>
    /// <param name="pieces">Number of linear pieces per unit, at least 1.</param>
    /// <returns>Shape (N, units).</returns>
    /// <remarks>Goodfellow et al. 2013, "Maxout networks".</remarks>
    /// <exception cref="TensorException">
    /// x is not a matrix, or its number of columns is not a multiple of pieces.
    /// </exception>
    public static Tensor Maxout(this Tensor x, int pieces)
    {
        Check.Rank("maxout", "x", x, 2);
        Check.Positive("maxout", "pieces", pieces);
        if (x.Shape[1] % pieces != 0)
            throw new TensorException(
                "maxout", $"the columns of {x.Shape} do not divide into units of {pieces} pieces");
        return x.Reshape([x.Shape[0], x.Shape[1] / pieces, pieces]).Max(-1);
    }
}
