namespace GanSharp.Tests;

/// <summary>
/// Tests that read or set process-wide state, such as memory counters or the number of threads. They run alone.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SerialCollection
{
    public const string Name = "serial";
}
