using GanSharp.Tensors;

namespace GanSharp.Init;

/// <summary>Beginnings that are not drawn.</summary>
internal static class Filling
{
    /// <summary>Sets every element.</summary>
    public static void Fill(this Tensor tensor, double value) =>
        InPlace.Copy(tensor, Tensor.Full(tensor.Shape, value, tensor.DType, tensor.Device));
}
