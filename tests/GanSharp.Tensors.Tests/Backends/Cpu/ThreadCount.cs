namespace GanSharp.Tensors.Tests.Backends.Cpu;

/// <summary>Tests that change <see cref="Compute.Threads"/> and therefore run alone.</summary>
[CollectionDefinition(nameof(ThreadCount), DisableParallelization = true)]
public class ThreadCount
{
    /// <summary>Computes with 1, 2 and 5 threads and compares the bits.</summary>
    internal static void ShouldNotMatter<T>(Func<T[]> compute)
    {
        var before = Compute.Threads;
        try
        {
            Compute.Threads = 1;
            var expected = compute();
            foreach (var threads in (int[])[2, 5])
            {
                Compute.Threads = threads;
                compute().AsSpan().SequenceEqual(expected).ShouldBeTrue($"{threads} threads");
            }
        }
        finally
        {
            Compute.Threads = before;
        }
    }
}
