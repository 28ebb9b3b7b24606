namespace GanSharp.Tensors.Tests.Backends.Cpu;

public class ReductionTests
{
    /// <summary>Each number and its opposite, half the axis apart.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(6, 1)]
    [InlineData(50)]
    [InlineData(700, 1, 1, 1)]
    [InlineData(6, 5)]
    [InlineData(9, 1500)]
    [InlineData(10, 3, 7, 7)]
    public void Halves_that_cancel_sum_to_zero_exactly(params int[] extents)
    {
        var x = new RandomStream("x", 1).Normal(Shape.Create(extents));
        TensorOps
            .Concat([x, x.Neg()], 0)
            .Sum([0, .. Enumerable.Range(2, Math.Max(0, extents.Length - 2))])
            .ToArray<float>()
            .ShouldAllBe(sum => sum == 0);
    }

    [Fact]
    public void Every_number_counts_once()
    {
        for (var count = 1; count < 200; count++)
        {
            var numbers = Tensor.From([.. Enumerable.Range(1, count).Select(i => (float)i)], [count]);
            numbers.Sum().Item().ShouldBe(count * (count + 1) / 2);
            numbers
                .Reshape([count, 1])
                .BroadcastTo([count, 3])
                .Sum([0])
                .ToArray<float>()
                .ShouldAllBe(sum => sum == count * (count + 1) / 2);
        }
    }
}
