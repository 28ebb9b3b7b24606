using System.Diagnostics;

namespace GanSharp.Tensors;

/// <summary>The calls of one kernel on operands of one shape while a <see cref="KernelProfile"/> was open.</summary>
/// <param name="Kernel">The name, such as <c>conv</c> or <c>leaky-relu</c>.</param>
/// <param name="Operands">The sizes of the operands.</param>
/// <param name="Calls">Number of calls.</param>
/// <param name="Time">Total time of all calls.</param>
/// <param name="Operations">
/// Multiplications and additions of matrix products and convolutions; 0 for other kernels.
/// </param>
/// <param name="Bytes">Bytes of the operands and results, each counted once per call.</param>
public sealed record KernelUse(
    string Kernel, string Operands, long Calls, TimeSpan Time, double Operations, double Bytes)
{
    /// <summary>Several uses as one, whose figures are the sums of theirs.</summary>
    /// <param name="kernel">The name of them all.</param>
    /// <param name="operands">The sizes of the operands, if they are the same for all.</param>
    /// <param name="uses">The uses.</param>
    public static KernelUse Sum(string kernel, string operands, IReadOnlyCollection<KernelUse> uses) => new(
        Kernel: kernel, Operands: operands, Calls: uses.Sum(use => use.Calls),
        Time: TimeSpan.FromTicks(uses.Sum(use => use.Time.Ticks)), Operations: uses.Sum(use => use.Operations),
        Bytes: uses.Sum(use => use.Bytes));
}

/// <summary>
/// Measures kernels while it is open: calls, time, arithmetic and memory traffic. While none is open, a kernel pays for
/// one comparison. Only one can be open at a time, on the thread that computes.
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

    /// <summary>The open profile, or null.</summary>
    internal static KernelProfile? Current { get; private set; }

    /// <summary>The measurements so far, longest total time first.</summary>
    public IReadOnlyList<KernelUse> Uses =>
    [
        .. _uses.Select(use => new KernelUse(
                Kernel: use.Key.Kernel, Operands: use.Key.Operands, Calls: use.Value.Calls,
                Time: Stopwatch.GetElapsedTime(0, use.Value.Ticks), Operations: use.Value.Operations,
                Bytes: use.Value.Bytes))
            .OrderByDescending(use => use.Time),
    ];

    /// <summary>Starts measuring.</summary>
    /// <exception cref="InvalidOperationException">Another profile is open.</exception>
    public static KernelProfile Start() =>
        Current is null
            ? Current = new()
            : throw new InvalidOperationException("another profile of kernels is open; dispose of it first");

    /// <summary>Stops measuring; <see cref="Uses"/> remain.</summary>
    public void Dispose() => Current = Current == this ? null : Current;

    internal void Add(string kernel, string operands, long ticks, double operations, double bytes)
    {
        var (calls, before, done, moved) = _uses.GetValueOrDefault((kernel, operands));
        _uses[(kernel, operands)] = (calls + 1, before + ticks, done + operations, moved + bytes);
    }
}
