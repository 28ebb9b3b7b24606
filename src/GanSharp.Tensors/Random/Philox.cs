namespace GanSharp.Tensors;

/// <summary>
/// Philox 4×32 with ten rounds: four random words from a 64-bit key and a 128-bit counter, each counter on its own, so that any part of
/// a stream can be computed by any thread. Salmon et al. 2011, "Parallel random numbers: as easy as 1, 2, 3".
/// </summary>
internal static class Philox
{
    private const ulong MultiplierA = 0xD2511F53, MultiplierB = 0xCD9E8D57;
    private const uint WeylA = 0x9E3779B9, WeylB = 0xBB67AE85;

    public static (uint X, uint Y, uint Z, uint W) Block(ulong key, ulong counter, ulong counterHigh = 0)
    {
        var (x, y, z, w) = ((uint)counter, (uint)(counter >> 32), (uint)counterHigh, (uint)(counterHigh >> 32));
        var (a, b) = ((uint)key, (uint)(key >> 32));
        for (var round = 0; round < 10; round++)
        {
            var p = MultiplierA * x;
            var q = MultiplierB * z;
            (x, y, z, w) = ((uint)(q >> 32) ^ y ^ a, (uint)q, (uint)(p >> 32) ^ w ^ b, (uint)p);
            a += WeylA;
            b += WeylB;
        }
        return (x, y, z, w);
    }
}
