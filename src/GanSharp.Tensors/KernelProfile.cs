using System.Diagnostics;

namespace GanSharp.Tensors;

/// <summary>What one kernel did on operands of one shape while a <see cref="KernelProfile"/> was open.</summary>
/// <param name="Kernel">Its name, such as <c>conv</c> or <c>map Relu</c>.</param>
/// <param name="Operands">The sizes it worked on.</param>
/// <param name="Calls">How often it ran.</param>
/// <param name="Time">How long that took, all calls together.</param>
/// <param name="Operations">
/// Multiplications and additions of matrix products and convolutions; 0 for other kernels.
/// </param>
/// <param name="Bytes">Bytes of the operands and results, each counted once for each call.</param>
public sealed record KernelUse(
    string Kernel, string Operands, long Calls, TimeSpan Time, double Operations, double Bytes);

/// <summary>
/// Measures kernels while it is open: how often each ran, how long, and how much it computed and moved. Costs a
/// comparison for each kernel when none is open. One at a time, on the thread that computes.
/// </summary>
/// <example><code>
/// using var profile = KernelProfile.Start();
/// Train();
/// foreach (var use in profile.Uses)
///     Console.WriteLine(use);
/// </code></example>
public sealed class KernelProfile : IDisposable
{
    private readonly Dictionary<
        (string Kernel, string Operands), (long Calls, long Ticks, double Operations, double Bytes)
    > _uses = [];

    private KernelProfile() { }

    /// <summary>The one that is open; null when none is.</summary>
    internal static KernelProfile? Current { get; private set; }

    /// <summary>What was measured so far, the kernels that took longest first.</summary>
    public IReadOnlyList<KernelUse> Uses =>
    [
        .. _uses.Select(use => new KernelUse(
                use.Key.Kernel, use.Key.Operands, use.Value.Calls, Stopwatch.GetElapsedTime(0, use.Value.Ticks),
                use.Value.Operations, use.Value.Bytes))
            .OrderByDescending(use => use.Time),
    ];

    /// <summary>Begins to measure.</summary>
    /// <exception cref="InvalidOperationException">Another profile is open.</exception>
    public static KernelProfile Start() =>
        Current is null
            ? Current = new()
            : throw new InvalidOperationException("another profile of kernels is open; dispose it first");

    /// <summary>Ends measuring; <see cref="Uses"/> stay.</summary>
    public void Dispose() => Current = Current == this ? null : Current;

    internal void Add(string kernel, string operands, long ticks, double operations, double bytes)
    {
        var (calls, before, done, moved) = _uses.GetValueOrDefault((kernel, operands));
        _uses[(kernel, operands)] = (calls + 1, before + ticks, done + operations, moved + bytes);
    }
}
