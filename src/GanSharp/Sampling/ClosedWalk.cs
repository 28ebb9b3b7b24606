using GanSharp.Models;
using GanSharp.Tensors;

namespace GanSharp.Sampling;

/// <summary>
/// A walk of noise vectors through key vectors and back to the first. It is slow near a key and fast between two.
/// Normal noise moves along great circles, as in <see cref="Interpolation"/>.
/// </summary>
internal sealed class ClosedWalk
{
    private readonly Latent _latent;
    private readonly Tensor[] _keys;

    /// <summary>Creates a walk.</summary>
    /// <param name="latent">The noise of the generator.</param>
    /// <param name="keys">The keys, at least 2, each of shape (vectors, latent size).</param>
    public ClosedWalk(Latent latent, IEnumerable<Tensor> keys) => (_latent, _keys) = (latent, [.. keys]);

    /// <summary>
    /// Returns a vector on the way, shape (1, latent size).
    /// </summary>
    /// <param name="vector">Which of the vectors.</param>
    /// <param name="share">The share of the way: 0 is the first key, and so is 1.</param>
    public Tensor At(int vector, double share)
    {
        var way = share * _keys.Length;
        var from = (int)Math.Floor(way);
        var between = way - from;
        var eased = between * between * (3 - 2 * between);
        return _latent.Between(Key(from), Key(from + 1), eased);

        Tensor Key(int key) => _keys[key % _keys.Length].Slice(0, vector, 1);
    }
}
