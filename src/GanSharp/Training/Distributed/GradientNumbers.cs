using System.Numerics;
using GanSharp.Mpi;
using GanSharp.Tensors;

namespace GanSharp.Training.Distributed;

/// <summary>A part of the gradient of a parameter.</summary>
/// <param name="Parameter">The index of the parameter.</param>
/// <param name="Start">The first of its numbers.</param>
/// <param name="Length">How many.</param>
internal readonly record struct GradientPart(int Parameter, int Start, int Length);

/// <summary>
/// The numbers of a bucket: the gradients of this process's shards, and their means over all shards. They stay where
/// they are until the exchange has ended.
/// </summary>
internal abstract class GradientNumbers<T>(IReadOnlyList<GradientPart> parts) where T : unmanaged
{
    /// <summary>The parts of parameters, one after the other.</summary>
    public IReadOnlyList<GradientPart> Parts => parts;

    /// <summary>How many numbers.</summary>
    public int Count { get; } = parts.Sum(part => part.Length);

    /// <summary>Takes the gradient of a parameter in a shard.</summary>
    /// <returns>Whether the shard's gradients are complete.</returns>
    public abstract bool Add(Shard shard, int parameter, Tensor gradient);

    /// <summary>The gradients of a shard, when they are complete.</summary>
    public abstract Span<T> Of(int shard);

    /// <summary>The means.</summary>
    public abstract Span<T> Mean { get; }

    /// <summary>Writes the means to the tensors for them.</summary>
    public abstract void CopyMeans();
}

/// <summary>A part of a large gradient on the CPU. It is sent and received in place.</summary>
internal sealed class NumbersInPlace<T>(GradientPart part, Tensor mean)
    : GradientNumbers<T>([part]) where T : unmanaged
{
    private Tensor? _gradient;

    /// <inheritdoc/>
    public override bool Add(Shard shard, int parameter, Tensor gradient)
    {
        _gradient = gradient;
        return true;
    }

    /// <inheritdoc/>
    public override Span<T> Of(int shard) => TensorMessage.Of<T>(_gradient!, part.Start, part.Length);

    /// <inheritdoc/>
    public override Span<T> Mean => TensorMessage.Of<T>(mean, part.Start, part.Length);

    /// <inheritdoc/>
    public override void CopyMeans() => _gradient = null;
}

/// <summary>Copies of the whole gradients of some parameters, side by side.</summary>
internal sealed class PackedNumbers<T> : GradientNumbers<T> where T : unmanaged, INumberBase<T>
{
    private readonly IReadOnlyList<Tensor> _means;
    private readonly Dictionary<int, T[]> _own;
    private readonly Dictionary<int, int> _places = [], _missing = [];
    private readonly T[] _mean;

    /// <summary>Prepares the memory.</summary>
    /// <param name="parts">The parameters.</param>
    /// <param name="shards">The shards of this process.</param>
    /// <param name="means">The tensors for the means of all parameters.</param>
    public PackedNumbers(IReadOnlyList<GradientPart> parts, IEnumerable<Shard> shards, IReadOnlyList<Tensor> means)
        : base(parts)
    {
        _means = means;
        _own = shards.ToDictionary(shard => shard.Index, _ => Pinned());
        _mean = Pinned();
        foreach (var shard in _own.Keys)
            _missing[shard] = parts.Count;
        var start = 0;
        foreach (var part in parts)
        {
            _places[part.Parameter] = start;
            start += part.Length;
        }
    }

    /// <inheritdoc/>
    public override bool Add(Shard shard, int parameter, Tensor gradient)
    {
        gradient.CopyTo(_own[shard.Index].AsSpan(_places[parameter], gradient.Count));
        if (--_missing[shard.Index] > 0)
            return false;
        _missing[shard.Index] = Parts.Count;
        return true;
    }

    /// <inheritdoc/>
    public override Span<T> Of(int shard) => _own[shard];

    /// <inheritdoc/>
    public override Span<T> Mean => _mean;

    /// <inheritdoc/>
    public override void CopyMeans()
    {
        foreach (var (parameter, _, length) in Parts)
            _means[parameter].CopyFrom<T>(_mean.AsSpan(_places[parameter], length));
    }

    private T[] Pinned() => GC.AllocateArray<T>(Count, pinned: true);
}
