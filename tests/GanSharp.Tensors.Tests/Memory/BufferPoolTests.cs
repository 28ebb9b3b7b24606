using System.Runtime.CompilerServices;
using GanSharp.Tensors.Backends.Cpu.Memory;

namespace GanSharp.Tensors.Tests.Memory;

[Collection(SerialCollection.Name)]
public class BufferPoolTests
{
    public BufferPoolTests() => FinalizeGarbage();

    [Fact]
    public void A_loop_with_a_scope_allocates_nothing_after_its_second_iteration()
    {
        var stream = new RandomStream("x", 1);
        var (w, v) = (stream.Normal([32, 3, 3, 3]).Track(), stream.Normal([1, 32 * 36]).Track());
        var inUse = TensorMemory.BytesInUse;
        long afterTwo = 0;

        for (var turn = 0; turn < 10; turn++)
        {
            using (var scope = new TensorScope())
            {
                var h = stream.Normal([4, 3, 6, 6]).Conv2d(w, padding: 1).BatchNorm(null, null).LeakyRelu(0.2);
                var grads = Grad.Of(h.Flatten().Linear(v).Softplus().Mean(), [w, v]);
                grads[0].AsSpan<float>()[0].ShouldBeInRange(float.MinValue, float.MaxValue);
            }
            TensorMemory.BytesInUse.ShouldBe(inUse);
            if (turn == 1)
                afterTwo = TensorMemory.SystemAllocations;
        }

        TensorMemory.SystemAllocations.ShouldBe(afterTwo);
    }

    [Fact]
    public void More_than_the_memory_of_the_machine_is_refused()
    {
        var inUse = TensorMemory.BytesInUse;
        var all = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
        var error = Should.Throw<InsufficientMemoryException>(() =>
        {
            unsafe
            {
                BufferPool.Rent(all + 1);
            }
        });
        error.Message.ShouldMatch(@"^out of memory: \d+\.\d GB more would be needed, .* use smaller images");
        TensorMemory.BytesInUse.ShouldBe(inUse);
    }

    [Fact]
    public void Without_a_scope_the_garbage_collector_returns_buffers()
    {
        var other = Tensor.Zeros([1]);
        ForgetUsed();
        var inUse = TensorMemory.BytesInUse;
        MakeGarbage();
        ForgetUsed();

        TensorMemory.BytesInUse.ShouldBe(inUse);

        // A thread keeps references to the sixteen buffers that its kernels used last.
        void ForgetUsed()
        {
            for (var i = 0; i < 16; i++)
                other.Item();
            FinalizeGarbage();
        }
    }

    [Fact]
    public void A_buffer_is_reused_for_the_same_size()
    {
        TensorMemory.Trim();
        using (new TensorScope())
            Tensor.Zeros([1000, 7]);
        var allocations = TensorMemory.SystemAllocations;

        using var scope = new TensorScope();
        Tensor.Zeros([7, 1000]);
        TensorMemory.SystemAllocations.ShouldBe(allocations);
        Tensor.Zeros([7, 1000]);
        TensorMemory.SystemAllocations.ShouldBe(allocations + 1);
    }

    [Fact]
    public void Trimming_returns_what_is_not_in_use()
    {
        TensorMemory.Trim();
        var (reserved, inUse) = (TensorMemory.BytesReserved, TensorMemory.BytesInUse);
        using (new TensorScope())
        {
            Tensor.Zeros([1024, 1024]);
            Tensor.Zeros([10]);
            (TensorMemory.BytesInUse - inUse).ShouldBe((4 << 20) + 64);
            TensorMemory.BytesReserved.ShouldBeGreaterThanOrEqualTo(TensorMemory.BytesInUse);
        }
        TensorMemory.BytesInUse.ShouldBe(inUse);

        TensorMemory.Trim();

        TensorMemory.BytesReserved.ShouldBeLessThanOrEqualTo(reserved);
    }

    [Fact]
    public void Large_buffers_of_all_sizes_share_memory()
    {
        TensorMemory.Trim();
        using (new TensorScope())
            Tensor.Zeros([4 << 18]);
        var allocations = TensorMemory.SystemAllocations;
        using (new TensorScope())
        {
            Tensor.Zeros([1 << 18]);
            Tensor.Zeros([2 << 18]);
            Tensor.Zeros([1 << 18]);
        }
        using (new TensorScope())
            Tensor.Zeros([4 << 18]);

        TensorMemory.SystemAllocations.ShouldBe(allocations);
    }

    /// <summary>Orders in which four neighbours are returned.</summary>
    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(3, 2, 1, 0)]
    [InlineData(1, 3, 0, 2)]
    [InlineData(0, 2, 3, 1)]
    public unsafe void Free_neighbours_become_one(params int[] order)
    {
        const long bytes = 1 << 20;
        TensorMemory.Trim();
        BufferPool.Return(BufferPool.Rent(4 * bytes));
        var allocations = TensorMemory.SystemAllocations;
        var parts = new nint[4];
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (nint)BufferPool.Rent(bytes);
            new Span<byte>((void*)parts[i], (int)bytes).Fill((byte)i);
        }
        for (var i = 0; i < parts.Length; i++)
            new Span<byte>((void*)parts[i], (int)bytes).IndexOfAnyExcept((byte)i).ShouldBe(-1);
        foreach (var i in order)
            BufferPool.Return((void*)parts[i]);

        BufferPool.Return(BufferPool.Rent(4 * bytes));

        TensorMemory.SystemAllocations.ShouldBe(allocations);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    [InlineData(100)]
    [InlineData(12_345)]
    [InlineData(1_000_003)]
    public void Buffers_are_aligned_to_64_bytes_and_waste_at_most_a_quarter(int count)
    {
        TensorMemory.Trim();
        using var scope = new TensorScope();
        var before = TensorMemory.BytesInUse;
        var x = Tensor.Zeros([count]);
        var taken = TensorMemory.BytesInUse - before;

        var address = Unsafe.ByteOffset(ref Unsafe.NullRef<float>(), ref x.AsSpan<float>()[0]);
        (address % 64).ShouldBe(0);
        taken.ShouldBeGreaterThanOrEqualTo(4L * count);
        taken.ShouldBeLessThanOrEqualTo(Math.Max(4L * count + 63, 5L * count));
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void MakeGarbage()
    {
        for (var i = 0; i < 10; i++)
            Tensor.Zeros([100, 100]);
    }

    private static void FinalizeGarbage()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
    }
}
