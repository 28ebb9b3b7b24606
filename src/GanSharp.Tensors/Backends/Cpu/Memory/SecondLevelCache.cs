using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Backends.Cpu.Memory;

/// <summary>
/// The second-level cache of a core, as the processor describes it. It decides about the sizes of blocks, never about
/// the bits of a result.
/// </summary>
internal static class SecondLevelCache
{
    private const int Level = 2, Usual = 1 << 20, Least = 256 << 10, Most = 4 << 20;

    // The CPUID leaves that list caches: Intel's, and AMD's with the same layout.
    private const int IntelLeaf = 4, AmdLeaf = unchecked((int)0x8000001D);

    /// <summary>Its bytes, from 256 KiB to 4 MiB; 1 MiB if the processor does not tell.</summary>
    public static int Bytes { get; } = X86Base.IsSupported ? Find(IntelLeaf) ?? Find(AmdLeaf) ?? Usual : Usual;

    private static int? Find(int leaf)
    {
        if ((uint)X86Base.CpuId((int)((uint)leaf & 0x80000000), 0).Eax < (uint)leaf)
            return null;
        for (var index = 0; ; index++)
        {
            var (a, b, c, _) = X86Base.CpuId(leaf, index);
            if ((a & 0x1F) == 0)
                return null;
            if ((a >> 5 & 7) != Level)
                continue;
            var (ways, partitions, line) = ((b >> 22 & 0x3FF) + 1, (b >> 12 & 0x3FF) + 1, (b & 0xFFF) + 1);
            return (int)Math.Clamp((long)ways * partitions * line * (c + 1L), Least, Most);
        }
    }
}
