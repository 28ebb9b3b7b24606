namespace GanSharp.Tensors.Backends.Cpu;

/// <summary>Arithmetic on sizes.</summary>
internal static class Integers
{
    /// <summary>⌈count / size⌉; 0 where the size is 0.</summary>
    public static int CeilDiv(int count, int size) => size == 0 ? 0 : (count + size - 1) / size;
}
