using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>A steady training takes no memory.</summary>
[Collection(SerialCollection.Name)]
public class MemoryTests
{
    [Fact]
    public async Task After_the_second_step_no_buffer_is_taken_and_none_is_kept()
    {
        using var trainer = new Trainer(Tiny.Recipe with { Steps = 22 }, Tiny.Images());
        Collect();
        var readings = new List<(long Allocations, long InUse)>();
        await foreach (var happened in trainer.RunAsync())
        {
            if (happened is StepCompleted { Step: >= 2 })
                readings.Add((TensorMemory.SystemAllocations, TensorMemory.BytesInUse));
        }
        readings.Count.ShouldBe(21);
        readings.Distinct().ShouldBe([readings[0]]);
    }

    [Fact]
    public async Task The_managed_heap_does_not_grow()
    {
        using var trainer = new Trainer(Tiny.Recipe with { Steps = 250 }, Tiny.Images());
        long after50 = 0, after250 = 0;
        await foreach (var happened in trainer.RunAsync())
        {
            if (happened is StepCompleted { Step: 50 })
                after50 = Collect();
            if (happened is StepCompleted { Step: 250 })
                after250 = Collect();
        }
        (after250 - after50).ShouldBeLessThan(16 * 1024);
    }

    /// <summary>Collects all that can be, and returns the bytes of what is left.</summary>
    private static long Collect()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        return GC.GetTotalMemory(forceFullCollection: true);
    }
}
