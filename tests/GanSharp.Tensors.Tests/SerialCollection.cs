namespace GanSharp.Tensors.Tests;

/// <summary>
/// Tests that read or set state of the whole process: memory counters, the number of threads. They run alone.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SerialCollection
{
    public const string Name = "serial";
}
