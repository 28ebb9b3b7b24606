namespace GanSharp.Tensors.Backends.Cpu.Gemm;

/// <summary>
/// The size of a product: C is <paramref name="M"/> × <paramref name="N"/>, and the depth is <paramref name="K"/>. The
/// depth may consist of segments of <paramref name="Segment"/>, each contiguous in memory; 0 for a single one.
/// </summary>
internal readonly record struct ProductSize(int M, int N, int K, int Segment = 0);
