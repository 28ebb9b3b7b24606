namespace GanSharp.Tensors.Tests;

[Collection(SerialCollection.Name)]
public sealed class ComputeTests : IDisposable
{
    private readonly int _threads = Compute.Threads;

    public void Dispose() => Compute.Threads = _threads;

    [Theory]
    [InlineData(0)]
    [InlineData(257)]
    public void Threads_have_limits(int threads) =>
        Should.Throw<ArgumentOutOfRangeException>(() => Compute.Threads = threads);

    public static TheoryData<string> Work => [.. Works.Keys];

    [Theory, MemberData(nameof(Work))]
    public void The_bits_are_the_same_for_every_number_of_threads(string work)
    {
        var one = Bits(work, threads: 1);

        Bits(work, threads: 2).ShouldBe(one);
        Bits(work, threads: 5).ShouldBe(one);
    }

    private static Dictionary<string, Func<Tensor>> Works => new()
    {
        ["uniform F32"] = () => Stream().Uniform([50_001]),
        ["uniform F64"] = () => Stream().Uniform([50_001], dtype: DType.F64),
        ["normal F32"] = () => Stream().Normal([50_001]),
        ["normal F64"] = () => Stream().Normal([50_001], dtype: DType.F64),
        ["dropout"] = () => Stream().Uniform([50_001]).Dropout(0.3, Stream()),
        ["elementwise"] = () => (Stream().Normal([200, 257]) * Stream().Normal([257])).Tanh(),
        ["sum"] = () => Stream().Normal([300, 300]).Sum(),
        ["matmul"] = () => Stream().Normal([130, 200]).MatMul(Stream().Normal([200, 150])),
        ["conv2d"] = () => GradientOf((x, w) => x.Conv2d(w, stride: 2, padding: 1), [8, 6, 20, 20], [16, 6, 4, 4]),
        ["conv-transpose2d"] = () =>
            GradientOf((x, w) => x.ConvTranspose2d(w, stride: 2, padding: 1), [8, 16, 10, 10], [16, 6, 4, 4]),
        ["upsample-conv2d"] = () =>
            GradientOf((x, w) => x.UpsampleConv2d(w, null, scale: 2, padding: 1), [8, 16, 10, 10], [40, 16, 3, 3]),
        ["batch-norm"] = () => GradientOf((x, gamma) => x.BatchNorm(gamma, null), [16, 12, 20, 20], [12]),
    };

    private static byte[] Bits(string work, int threads)
    {
        using var scope = new TensorScope();
        Compute.Threads = threads;
        return System.Runtime.InteropServices.MemoryMarshal.AsBytes<double>(Works[work]().ToArray<double>()).ToArray();
    }

    private static RandomStream Stream() => new("work", 7);

    /// <summary>The output y and the gradients of Σ y², joined.</summary>
    private static Tensor GradientOf(Func<Tensor, Tensor, Tensor> function, Shape first, Shape second)
    {
        var inputs = new[] { Stream().Normal(first).Track(), Stream().Normal(second).Track() };
        var y = function(inputs[0], inputs[1]);
        return TensorOps.Concat([.. Grad.Of(y.Square().Sum(), inputs).Append(y).Select(x => x.Reshape([x.Count]))], 0);
    }
}
