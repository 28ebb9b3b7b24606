namespace GanSharp.Tensors.Backends.Cpu;

/// <summary>Arithmetic on sizes.</summary>
internal static class Integers
{
    /// <summary>⌈count / size⌉; 0 where the size is 0.</summary>
    public static int CeilDiv(int count, int size) => size == 0 ? 0 : (count + size - 1) / size;

    /// <summary>Where a piece begins and ends if a count is divided into pieces of nearly the same size.</summary>
    public static (int First, int End) Part(int count, int pieces, int piece) =>
        ((int)((long)count * piece / pieces), (int)((long)count * (piece + 1) / pieces));
}
