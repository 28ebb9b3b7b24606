using GanSharp.Tensors;
using GanSharp.Text;
using MathNet.Numerics;
using MathNet.Numerics.Distributions;

namespace GanSharp.Models;

/// <summary>The distribution of a part of the noise.</summary>
public abstract record Noise
{
    /// <summary>Draws noise for <paramref name="count"/> samples of <paramref name="size"/> numbers.</summary>
    /// <returns>Shape (count, size).</returns>
    public abstract Tensor Draw(int count, int size, RandomStream stream, DType dtype);

    /// <summary>
    /// Interpolates between two samples of shape (1, size) at 0 ≤ t ≤ 1, on the straight line unless the distribution
    /// has a better way.
    /// </summary>
    internal virtual Tensor Between(Tensor from, Tensor to, double t) => from * (1 - t) + to * t;

    /// <summary>Moves samples towards their mean: mean + psi · (sample - mean), 0 ≤ psi ≤ 1.</summary>
    internal virtual Tensor Truncate(Tensor samples, double psi) => samples * psi;

    /// <summary>The standard deviation of a number; null for categories.</summary>
    internal abstract double? Deviation { get; }

    /// <summary>Returns how many walks there are through a part of that size: one along each number.</summary>
    internal virtual int WaysOf(int size) => size;

    /// <summary>
    /// Returns one step of a walk along one number of a sample of shape (1, size), from one end of <see cref="Range"/>
    /// to the other.
    /// </summary>
    internal virtual Tensor Along(Tensor from, int way, int step, int steps)
    {
        var values = from.ToArray<double>();
        values[way] = Range.Low + (Range.High - Range.Low) * step / (steps - 1);
        return Tensor.From(values, from.Shape, from.DType, from.Device);
    }

    /// <summary>Where a walk along a number starts and ends.</summary>
    private protected virtual (double Low, double High) Range => (-2, 2);

    /// <summary>
    /// Reads <c>normal</c>, <c>truncated-normal LIMIT</c>, <c>uniform LOW HIGH</c> or <c>categorical</c>; null for
    /// anything else.
    /// </summary>
    internal static Noise? Parse(ReadOnlySpan<string> words) => words switch
    {
        ["normal"] => new NormalNoise(),
        ["truncated-normal"] => new TruncatedNormalNoise(),
        ["truncated-normal", var limit] when Numbers.Parse(limit) is { } bound and >= 0.1 =>
            new TruncatedNormalNoise(bound),
        ["uniform", var low, var high] when Numbers.Parse(low) is { } a && Numbers.Parse(high) is { } b && a < b =>
            new UniformNoise(a, b),
        ["categorical"] => new CategoricalNoise(),
        _ => null,
    };

    /// <summary>Returns the text form, which <see cref="Parse"/> reads.</summary>
    public sealed override string ToString() => Text;

    private protected abstract string Text { get; }
}

/// <summary>Standard normal noise.</summary>
public sealed record NormalNoise : Noise
{
    private const double NearlyParallel = 1e-6;

    private protected override string Text => "normal";

    internal override double? Deviation => 1;

    /// <inheritdoc/>
    public override Tensor Draw(int count, int size, RandomStream stream, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.Normal([count, size], dtype: dtype);
    }

    /// <summary>
    /// Interpolates on the great circle, so that every vector has a length that the generator was trained on.
    /// </summary>
    internal override Tensor Between(Tensor from, Tensor to, double t)
    {
        var angle = Math.Acos(
            Math.Clamp(
                (from * to).Sum().Item() / Math.Sqrt(from.Square().Sum().Item() * to.Square().Sum().Item()), -1, 1));
        return Math.Sin(angle) < NearlyParallel
            ? base.Between(from, to, t)
            : from * (Math.Sin((1 - t) * angle) / Math.Sin(angle)) + to * (Math.Sin(t * angle) / Math.Sin(angle));
    }
}

/// <summary>Standard normal noise; numbers outside ±<paramref name="Limit"/> are drawn again.</summary>
/// <param name="Limit">At least 0.1; 2 by default.</param>
public sealed record TruncatedNormalNoise(double Limit = 2) : Noise
{
    private const int BlockSize = 256;

    private protected override string Text => $"truncated-normal {Numbers.Format(Limit)}";

    /// <summary>The root of 1 - 2 · limit · φ(limit) / P(|number| ≤ limit), where φ is the normal density.</summary>
    internal override double? Deviation =>
        Math.Sqrt(1 - 2 * Limit * Normal.PDF(0, 1, Limit) / SpecialFunctions.Erf(Limit / Math.Sqrt(2)));

    private protected override (double Low, double High) Range => (-Limit, Limit);

    /// <inheritdoc/>
    public override Tensor Draw(int count, int size, RandomStream stream, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(stream);
        var accepted = new double[count * size];
        for (var filled = 0; filled < accepted.Length;)
        {
            foreach (var number in stream.Normal([BlockSize], dtype: DType.F64, device: Device.Cpu).ToArray<double>())
            {
                if (Math.Abs(number) <= Limit && filled < accepted.Length)
                    accepted[filled++] = number;
            }
        }
        return Tensor.From(accepted, [count, size], dtype);
    }
}

/// <summary>Uniform noise in an interval.</summary>
/// <param name="Low">The least value.</param>
/// <param name="High">The upper bound, exclusive.</param>
public sealed record UniformNoise(double Low, double High) : Noise
{
    private protected override string Text => $"uniform {Numbers.Format(Low)} {Numbers.Format(High)}";

    internal override double? Deviation => (High - Low) / Math.Sqrt(12);

    /// <summary>
    /// Half the width beyond each end, as in InfoGAN's figures: the effect of a code shows best there.
    /// </summary>
    private protected override (double Low, double High) Range => (Low - (High - Low) / 2, High + (High - Low) / 2);

    internal override Tensor Truncate(Tensor samples, double psi) => samples * psi + (Low + High) / 2 * (1 - psi);

    /// <inheritdoc/>
    public override Tensor Draw(int count, int size, RandomStream stream, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return stream.Uniform([count, size], Low, High, dtype);
    }
}

/// <summary>A category as a one-hot vector; all categories are equally likely.</summary>
public sealed record CategoricalNoise : Noise
{
    private protected override string Text => "categorical";

    internal override double? Deviation => null;

    internal override int WaysOf(int size) => 1;

    /// <summary>Returns the categories unchanged, since no category is a mean.</summary>
    internal override Tensor Truncate(Tensor samples, double psi) => samples;

    /// <summary>Returns the categories in turn.</summary>
    internal override Tensor Along(Tensor from, int way, int step, int steps) =>
        Tensor.OneHot([step % from.Shape[1]], from.Shape[1], from.DType, from.Device);

    /// <inheritdoc/>
    public override Tensor Draw(int count, int size, RandomStream stream, DType dtype)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return Tensor.OneHot(stream.Integers(count, size), size, dtype);
    }

    /// <summary>Returns the nearer of the two; there is nothing between categories.</summary>
    internal override Tensor Between(Tensor from, Tensor to, double t) => t < 0.5 ? from : to;
}
