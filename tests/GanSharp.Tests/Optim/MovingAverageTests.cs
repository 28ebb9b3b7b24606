using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Tensors;

namespace GanSharp.Tests.Optim;

public class MovingAverageTests
{
    private readonly BatchNorm _source = new(1, dtype: DType.F64), _average = new(1, dtype: DType.F64);

    [Fact]
    public void It_starts_as_a_copy_and_soon_forgets_its_start()
    {
        SetSource(4);
        var average = new MovingAverage(_average, _source, decay: 0.2);
        Average.ShouldBe([4, 4, 4, 4]);

        SetSource(14);
        average.Update();
        Average.ShouldBe(
            [13, 13, 13, 13], tolerance: 1e-12, "the first decay is 1/10, for parameters and buffers alike");
        SetSource(2);
        average.Update();
        Average[0].ShouldBe(2.0 / 11 * 13 + 9.0 / 11 * 2, tolerance: 1e-12, "the second is 2/11");
        average.Update();
        average.Update();
        var before = Average[0];
        average.Update();
        Average[0].ShouldBe(0.2 * before + 0.8 * 2, tolerance: 1e-12, "the fifth would be 5/14, but 0.2 is less");
    }

    private double[] Average => [.. _average.State.Select(entry => entry.Tensor.Item())];

    private void SetSource(double value)
    {
        foreach (var (_, tensor) in _source.State)
            InPlace.Copy(tensor, Tensor.Full([1], value, DType.F64));
    }
}
