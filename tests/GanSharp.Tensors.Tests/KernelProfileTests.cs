namespace GanSharp.Tensors.Tests;

[Collection(SerialCollection.Name)]
public class KernelProfileTests
{
    [Fact]
    public void Kernels_are_counted_while_a_profile_is_open()
    {
        var (x, w) = (Tensor.Ones([4, 3]), Tensor.Ones([5, 3]));
        using var profile = KernelProfile.Start();
        for (var i = 0; i < 3; i++)
            x.MatMul(w, transposeB: true);
        Tensor.Ones([2, 3, 8, 8]).Conv2d(Tensor.Ones([4, 3, 3, 3]), padding: 1);
        profile.Dispose();
        x.MatMul(w, transposeB: true);

        var product = profile.Uses.Single(use => use.Kernel == "matmul");
        (product.Calls, product.Operations, product.Bytes).ShouldBe(
            (3, 3 * 2 * 4 * 5 * 3, 3 * 4 * (4 * 3 + 5 * 3 + 4 * 5)));
        product.Operands.ShouldContain("4, 5, 3");
        var conv = profile.Uses.Single(use => use.Kernel == "conv");
        (conv.Calls, conv.Operations).ShouldBe((1, 2.0 * 2 * 4 * 8 * 8 * 3 * 3 * 3));
        profile.Uses.ShouldAllBe(use => use.Time > TimeSpan.Zero);
        profile.Uses.ShouldBe(profile.Uses.OrderByDescending(use => use.Time));
    }

    [Fact]
    public void Only_one_profile_can_be_open()
    {
        using (KernelProfile.Start())
            Should.Throw<InvalidOperationException>(KernelProfile.Start).Message.ShouldContain("another profile");
        KernelProfile.Start().Dispose();
    }
}
