namespace GanSharp.Tensors.Tests.Memory;

public class TensorScopeTests
{
    [Fact]
    public void Use_after_the_scope_is_an_error_that_says_what_to_do()
    {
        Tensor x;
        using (new TensorScope())
            x = Tensor.Ones([2]);

        var error = Should.Throw<TensorException>(() => x.ToArray<float>());

        error.Message.ShouldBe(
            "[tensor] used after its TensorScope ended; call Keep on the scope for tensors that must outlive it");
        Should.Throw<TensorException>(() => x + Tensor.Ones([2]));
    }

    [Fact]
    public void A_kept_tensor_outlives_the_scope()
    {
        Tensor kept;
        using (var scope = new TensorScope())
            kept = scope.Keep(Tensor.Ones([2]) * 3.0);
        using (new TensorScope())
            Tensor.Zeros([2]);

        kept.ToArray<float>().ShouldBe([3, 3]);
    }

    [Fact]
    public void Keeping_one_view_keeps_the_elements_of_all_views()
    {
        Tensor x, view;
        using (var scope = new TensorScope())
        {
            x = Tensor.Ones([2, 2]);
            view = scope.Keep(x.Reshape([4]));
        }

        view.ToArray<float>().ShouldBe([1, 1, 1, 1]);
        x.ToArray<float>().ShouldBe([1, 1, 1, 1]);
    }

    [Fact]
    public void A_tensor_created_in_a_pause_belongs_to_no_scope()
    {
        Tensor remembered, temporary, later;
        using (new TensorScope())
        {
            using (TensorScope.Pause())
            {
                remembered = Tensor.Ones([2]);
                using (new TensorScope())
                    temporary = Tensor.Ones([2]);
            }
            later = Tensor.Ones([2]);
        }

        remembered.ToArray<float>().ShouldBe([1, 1]);
        Should.Throw<TensorException>(() => temporary.ToArray<float>());
        Should.Throw<TensorException>(() => later.ToArray<float>());
    }

    [Fact]
    public void A_tensor_kept_by_an_inner_scope_belongs_to_the_outer_one()
    {
        Tensor kept, dropped;
        using (new TensorScope())
        {
            using (var inner = new TensorScope())
            {
                kept = inner.Keep(Tensor.Ones([2]));
                dropped = Tensor.Ones([2]);
            }
            Should.Throw<TensorException>(() => dropped.ToArray<float>());
            kept.ToArray<float>().ShouldBe([1, 1]);
        }

        Should.Throw<TensorException>(() => kept.ToArray<float>());
    }

    [Fact]
    public void An_inner_scope_does_not_free_tensors_of_the_outer_one()
    {
        using var outer = new TensorScope();
        var before = Tensor.Ones([2]);
        using (var inner = new TensorScope())
            inner.Keep(before);
        var after = Tensor.Ones([2]);

        before.ToArray<float>().ShouldBe([1, 1]);
        after.ToArray<float>().ShouldBe([1, 1]);
    }

    [Fact]
    public void A_scope_ends_once()
    {
        var scope = new TensorScope();
        scope.Dispose();
        using var next = new TensorScope();
        var x = Tensor.Ones([2]);

        scope.Dispose();

        x.ToArray<float>().ShouldBe([1, 1]);
    }

    [Fact]
    public void A_scope_owns_only_tensors_of_its_own_thread()
    {
        var elsewhere = Tensor.Ones([1]);
        using (new TensorScope())
        {
            var thread = new Thread(() => elsewhere = Tensor.Full([2], 7));
            thread.Start();
            thread.Join();
        }

        elsewhere.ToArray<float>().ShouldBe([7, 7]);
    }
}
