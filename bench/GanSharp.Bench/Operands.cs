using GanSharp.Tensors;

namespace GanSharp.Bench;

internal static class Operands
{
    /// <summary>A vector of numbers that are not special; the scope of the caller owns it.</summary>
    public static Tensor Random<T>(int count) where T : unmanaged
    {
        var tensor = Tensor.Empty([count], DTypes.Of<T>());
        tensor.Backend.FillUniform(tensor, new(Key: 1, Start: 0), low: -1, high: 1);
        return tensor;
    }
}
