namespace GanSharp.Tensors.Tests;

public class TensorTests
{
    [Theory]
    [InlineData(DType.F32)]
    [InlineData(DType.F64)]
    public void Is_filled_with_the_given_values(DType dtype)
    {
        Tensor.Zeros([2], dtype).ToArray<double>().ShouldBe([0, 0]);
        Tensor.Ones([2], dtype).ToArray<double>().ShouldBe([1, 1]);
        Tensor.Full([2], -2.5, dtype).ToArray<float>().ShouldBe([-2.5f, -2.5f]);
        Tensor.Scalar(7, dtype).Item().ShouldBe(7);
        Tensor.From([1, 2, 3], [3], dtype).ToArray<int>().ShouldBe([1, 2, 3]);
        Tensor.OneHot([2, 0], 3, dtype).ToArray<double>().ShouldBe([0, 0, 1, 1, 0, 0]);
    }

    [Fact]
    public void ToString_shows_type_and_shape()
    {
        Tensor.Zeros([2, 3]).ToString().ShouldBe("F32 (2, 3)");
        Tensor.Scalar(0.5, DType.F64).ToString().ShouldBe("F64 () 0.5");
        Tensor.Zeros([2, 3]).Count.ShouldBe(6);
    }

    [Fact]
    public void Writing_a_span_changes_all_tensors_that_share_the_storage()
    {
        var x = Tensor.Zeros([2]);
        x.AsSpan<float>()[1] = 4;

        x.Detach().ToArray<float>().ShouldBe([0, 4]);
    }

    [Fact]
    public void A_detached_tensor_is_not_tracked()
    {
        var x = Tensor.Zeros([2]).Track();

        x.IsTracked.ShouldBeTrue();
        x.Detach().IsTracked.ShouldBeFalse();
    }

    [Fact]
    public void Refuses_arguments_that_do_not_fit()
    {
        Message(() => Tensor.From([1.0, 2.0], [3])).ShouldBe("[from] 2 values do not fill (3)");
        Message(() => Tensor.OneHot([3], 3)).ShouldBe("[one-hot] label 3 is not one of 3 classes");
        Message(() => Tensor.Zeros([2]).Item()).ShouldBe("[item] (2) does not hold one element");
        Message(() => Tensor.Zeros([2]).AsSpan<double>().ToString()).ShouldBe("[tensor] elements are F32, not Double");
        Message(() => Tensor.Zeros([2]).AsSpan<long>().ToString()).ShouldStartWith("[dtype] elements of type Int64");
    }

    private static string Message(Func<object> call) => Should.Throw<TensorException>(call).Message;
}
