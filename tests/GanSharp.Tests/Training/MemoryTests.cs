using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>After its first steps, a training allocates no more memory.</summary>
[Collection(SerialCollection.Name)]
[Trait("Instructions", "any")]
public class MemoryTests
{
    [Fact]
    public async Task After_the_first_epoch_no_buffer_is_allocated_or_leaked()
    {
        using var trainer = new Trainer(Tiny.Recipe with { Steps = 22 }, Tiny.Images());
        Collect();
        var readings = new List<(long Allocations, long InUse)>();
        await foreach (var happened in trainer.RunAsync())
        {
            if (happened is StepCompleted { Step: > 3 })
                readings.Add((TensorMemory.SystemAllocations, TensorMemory.BytesInUse));
        }
        readings.Count.ShouldBe(19);
        readings.Distinct().ShouldBe([readings[0]]);
    }

    /// <summary>
    /// A leak would show in every interval of the training; what the runtime keeps for a new thread shows in one.
    /// </summary>
    [Fact]
    public async Task The_managed_heap_does_not_grow()
    {
        using var trainer = new Trainer(Tiny.Recipe with { Steps = 900 }, Tiny.Images());
        var readings = new List<long>();
        await foreach (var happened in trainer.RunAsync())
        {
            if (happened is StepCompleted { Step: var step } && step % 200 == 100)
                readings.Add(Collect());
        }
        readings.Count.ShouldBe(5);
        readings.Skip(1).Zip(readings, (later, earlier) => later - earlier).Min().ShouldBeLessThan(16 * 1024);
    }

    /// <summary>Collects all garbage and returns the bytes in use.</summary>
    private static long Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
