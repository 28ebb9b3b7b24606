using GanSharp.Tensors;

namespace GanSharp.Init;

/// <summary>Initial values that are not random.</summary>
internal static class Filling
{
    /// <summary>Sets every element to <paramref name="value"/>.</summary>
    public static void Fill(this Tensor tensor, double value) =>
        InPlace.Copy(tensor, Tensor.Full(tensor.Shape, value, tensor.DType, tensor.Device));
}
