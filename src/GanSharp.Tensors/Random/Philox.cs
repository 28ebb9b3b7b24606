using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace GanSharp.Tensors.Random;

/// <summary>
/// Philox 4×32 with ten rounds: four random 32-bit words from a 64-bit key and a 128-bit counter. Every counter is
/// independent, so any thread can compute any part of a stream. Salmon et al. 2011, "Parallel random numbers: as easy
/// as 1, 2, 3".
/// </summary>
internal static class Philox
{
    private const int Rounds = 10;
    private const uint MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;

    public static (uint X, uint Y, uint Z, uint W) Block(ulong key, ulong counter, ulong counterHigh = 0)
    {
        var (x, y, z, w) = ((uint)counter, (uint)(counter >> 32), (uint)counterHigh, (uint)(counterHigh >> 32));
        var (a, b) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            var p = (ulong)MultiplierA * x;
            var q = (ulong)MultiplierB * z;
            (x, y, z, w) = ((uint)(q >> 32) ^ y ^ a, (uint)q, (uint)(p >> 32) ^ w ^ b, (uint)p);
            a += WeylA;
            b += WeylB;
        }
        return (x, y, z, w);
    }

    /// <summary>
    /// The blocks of two registers of counters. Computing both together hides the latency of the products.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static (BlockLanes First, BlockLanes Second) Blocks(
        ulong key, Vector<ulong> counters, Vector<ulong> furtherCounters)
    {
        var (first, second) = (new BlockLanes(counters), new BlockLanes(furtherCounters));
        var (a, b) = (Vector.Create(key), Vector.Create(key >> 32));
        for (var round = 0; round < Rounds; round++)
        {
            (first, second) = (first.Round(a, b), second.Round(a, b));
            a += Vector.Create((ulong)WeylA);
            b += Vector.Create((ulong)WeylB);
        }
        return (first, second);
    }

    /// <summary>
    /// One block per lane: its four words in four registers. A word is the lower half of its lane. The upper half is
    /// ignored, so a 64-bit product can stay in its lane as it is.
    /// </summary>
    public readonly struct BlockLanes(Vector<ulong> x, Vector<ulong> y, Vector<ulong> z, Vector<ulong> w)
    {
        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public BlockLanes(Vector<ulong> counters)
            : this(counters, counters >> 32, Vector<ulong>.Zero, Vector<ulong>.Zero) { }

        public Vector<ulong> X => x;
        public Vector<ulong> Y => y;
        public Vector<ulong> Z => z;
        public Vector<ulong> W => w;

        [MethodImpl(MethodImplOptions.AggressiveInlining)]
        public BlockLanes Round(Vector<ulong> a, Vector<ulong> b)
        {
            var p = Product(x, MultiplierA);
            var q = Product(z, MultiplierB);
            return new((q >> 32) ^ y ^ a, q, (p >> 32) ^ w ^ b, p);
        }
    }

    /// <summary>The 64-bit product of the lower half of every lane and a word.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<ulong> Product(Vector<ulong> x, uint factor)
    {
        if (Avx2.IsSupported && Vector<ulong>.Count == Vector256<ulong>.Count)
            return Avx2.Multiply(x.AsVector256().AsUInt32(), Vector256.Create((ulong)factor).AsUInt32()).AsVector();
        if (Sse2.IsSupported && Vector<ulong>.Count == Vector128<ulong>.Count)
            return Sse2.Multiply(x.AsVector128().AsUInt32(), Vector128.Create((ulong)factor).AsUInt32()).AsVector();
        if (AdvSimd.IsSupported && Vector<ulong>.Count == Vector128<ulong>.Count)
            return AdvSimd
                .MultiplyWideningLower(AdvSimd.ExtractNarrowingLower(x.AsVector128()), Vector64.Create(factor))
                .AsVector();
        return (x & Vector.Create((ulong)uint.MaxValue)) * factor;
    }
}
