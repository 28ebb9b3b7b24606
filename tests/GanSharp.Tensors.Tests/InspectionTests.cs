namespace GanSharp.Tensors.Tests;

public class InspectionTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(4096)]
    [InlineData(10_001)]
    public void The_norm_is_the_root_of_the_sum_of_squares(int count)
    {
        var values = new RandomStream("norm", 1).Normal([count], dtype: DType.F64).ToArray<double>();
        var expected = Math.Sqrt(values.Sum(value => value * value));
        Tensor.From(values, [count], DType.F64).Norm().ShouldBe(expected, 1e-13 * expected);
        Tensor.From(values, [count], DType.F32).Norm().ShouldBe(expected, 1e-6 * expected);
    }

    [Fact]
    public void The_norm_of_several_tensors_is_that_of_all_elements()
    {
        Tensor[] parts = [Tensor.From([3.0], [1]), Tensor.From([4f, 0f], [2]), Tensor.Zeros([0])];
        parts.Norm().ShouldBe(5);
        Array.Empty<Tensor>().Norm().ShouldBe(0);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void An_element_that_is_not_finite_is_found_anywhere(double culprit)
    {
        foreach (var place in (int[])[0, 15, 16, 4095, 4096, 5000])
        {
            var values = new double[5001];
            values[place] = culprit;
            Tensor.From(values, [5001], DType.F64).IsFinite().ShouldBeFalse($"F64 {place}");
            Tensor.From(values, [5001], DType.F32).IsFinite().ShouldBeFalse($"F32 {place}");
        }
    }

    [Fact]
    public void Numbers_whose_squares_overflow_are_finite()
    {
        var large = Tensor.From([1e30f, -1e38f], [2]);
        large.Norm().ShouldBe(double.PositiveInfinity);
        large.IsFinite().ShouldBeTrue();
        Tensor.Zeros([0]).IsFinite().ShouldBeTrue();
    }
}
