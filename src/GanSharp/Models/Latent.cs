using GanSharp.Tensors;

namespace GanSharp.Models;

/// <summary>
/// The noise that a generator turns into images, written <c>62 normal</c>, <c>100 uniform -1 1</c>, or in parts,
/// <c>62 normal + 10 categorical + 2 uniform -1 1</c>. The parts after the first are codes: noise that a discriminator
/// with a code head reads back from the images, as in InfoGAN.
/// </summary>
public sealed record Latent
{
    private const int MostNumbers = 65_536;
    private const string Usage =
        "write SIZE normal, SIZE truncated-normal LIMIT or SIZE uniform LOW HIGH, such as '100 uniform -1 1'; "
        + "codes follow after a +, such as '+ 10 categorical'";

    /// <summary>Creates noise of one part.</summary>
    /// <param name="size">Numbers per sample, 1 to 65,536.</param>
    /// <param name="noise">Their distribution; standard normal by default.</param>
    public Latent(int size, Noise? noise = null) : this([(size, noise ?? new NormalNoise())]) { }

    /// <summary>Creates noise of several parts.</summary>
    public Latent(IEnumerable<(int Size, Noise Noise)> parts)
    {
        ArgumentNullException.ThrowIfNull(parts);
        var list = new List<LatentPart>();
        foreach (var (size, noise) in parts)
        {
            list.Add(new(Size, size, noise));
            Size += size;
        }
        Parts = list;
    }

    /// <summary>Numbers per sample.</summary>
    public int Size { get; }

    /// <summary>The parts, in order.</summary>
    public IReadOnlyList<LatentPart> Parts { get; }

    /// <summary>The parts that a discriminator with a code head reads back: all but the first.</summary>
    public IEnumerable<LatentPart> Codes => Parts.Skip(1);

    /// <summary>Reads the text form.</summary>
    /// <exception cref="GanSharpException">It is malformed or out of range.</exception>
    public static Latent Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split('+').Select(part => ParsePart(part.Trim())).ToArray();
        return parts.Sum(part => (long)part.Size) <= MostNumbers ? new(parts) : throw NoSize(text);
    }

    /// <summary>Draws noise for <paramref name="count"/> samples, shape (count, <see cref="Size"/>).</summary>
    public Tensor Draw(int count, RandomStream stream, DType dtype = DType.F32) => Parts is [var only]
        ? only.Noise.Draw(count, only.Size, stream, dtype)
        : TensorOps.Concat([.. Parts.Select(part => part.Noise.Draw(count, part.Size, stream, dtype))], 1);

    /// <summary>
    /// Returns noise on the way from one vector to another, both of shape (1, <see cref="Size"/>): each part moves as
    /// its <see cref="Noise.Between"/> says.
    /// </summary>
    internal Tensor Between(Tensor from, Tensor to, double t) =>
        TensorOps.Concat([.. Parts.Select(part => part.Noise.Between(part.Of(from), part.Of(to), t))], 1);

    /// <summary>
    /// Moves noise of shape (N, <see cref="Size"/>) towards its mean: mean + psi · (noise - mean), 0 ≤ psi ≤ 1. Codes
    /// keep their values.
    /// </summary>
    internal Tensor Truncate(Tensor noise, double psi)
    {
        if (psi == 1)
            return noise;
        var first = Parts[0].Noise.Truncate(Parts[0].Of(noise), psi);
        return Parts.Count == 1 ? first : TensorOps.Concat([first, .. Codes.Select(code => code.Of(noise))], 1);
    }

    /// <summary>Whether both have the same parts.</summary>
    public bool Equals(Latent? other) => other is not null && Parts.SequenceEqual(other.Parts);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Size, Parts.Count);

    /// <summary>Returns the text form, which <see cref="Parse"/> reads.</summary>
    public override string ToString() => string.Join(" + ", Parts.Select(part => $"{part.Size} {part.Noise}"));

    private static (int Size, Noise Noise) ParsePart(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length < 2 || !int.TryParse(words[0], out var size) || size is < 1 or > MostNumbers)
            throw NoSize(text);
        return (
            size, Noise.Parse(words.AsSpan(1))
                ?? throw new GanSharpException($"'{text}' is not a distribution of noise; {Usage}"));
    }

    private static GanSharpException NoSize(string text) =>
        new($"'{text}' is not a latent of 1 to {MostNumbers} numbers; {Usage}");
}

/// <summary>A part of the noise with one distribution.</summary>
/// <param name="Start">The index of its first number.</param>
/// <param name="Size">How many numbers it has.</param>
/// <param name="Noise">Their distribution.</param>
public sealed record LatentPart(int Start, int Size, Noise Noise)
{
    /// <summary>Returns this part, shape (N, <see cref="Size"/>), of noise of shape (N, latent size).</summary>
    public Tensor Of(Tensor noise) => noise.Slice(1, Start, Size);
}
