using GanSharp.Tensors;

namespace GanSharp.Bench;

internal static class Inputs
{
    /// <summary>A vector of random numbers in [-1, 1), owned by the caller's scope.</summary>
    public static Tensor Random<T>(int count) where T : unmanaged
    {
        var tensor = Tensor.Empty([count], DTypes.Of<T>());
        tensor.Backend.FillUniform(tensor, new(Key: 1, Start: 0), low: -1, high: 1);
        return tensor;
    }
}
