namespace GanSharp.Tests;

/// <summary>
/// Tests that read or set what the whole process shares: memory counters, the number of threads. They run alone.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SerialCollection
{
    public const string Name = "serial";
}
