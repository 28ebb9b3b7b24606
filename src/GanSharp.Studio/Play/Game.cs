using System.Security.Cryptography;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Studio.Play;

/// <summary>
/// "Real or forged?": ten training pictures and ten generated ones in random order. What they are stays here until they
/// have been answered.
/// </summary>
internal sealed class Game
{
    /// <summary>Number of pictures.</summary>
    public const int Pictures = 20;

    private const int Forgeries = Pictures / 2;

    private readonly Lock _lock = new();
    private readonly bool[] _forged;
    private readonly bool?[] _answers = new bool?[Pictures];
    private readonly byte[] _pixels;
    private readonly ImageShape _image;
    private readonly DiscriminatorAnswers _discriminator;

    private Game(string id, ImageShape image, byte[] pixels, bool[] forged, DiscriminatorAnswers discriminator) =>
        (Id, _image, _pixels, _forged, _discriminator) = (id, image, pixels, forged, discriminator);

    /// <summary>Its name.</summary>
    public string Id { get; }

    /// <summary>A digest of the pictures, and of which are forged.</summary>
    public string Digest => Convert.ToHexStringLower(
        SHA256.HashData([.. _pixels, .. _forged.Select(isForged => isForged ? (byte)1 : (byte)0)]));

    /// <summary>The answers as text, a letter for each picture: real, forged, or a dash.</summary>
    public string Answers
    {
        get
        {
            lock (_lock)
                return string.Concat(_answers.Select(answer => answer is { } isForged ? isForged ? 'f' : 'r' : '-'));
        }
    }

    /// <summary>Deals the pictures.</summary>
    /// <param name="id">The name of the game.</param>
    /// <param name="seed">A secret seed.</param>
    /// <param name="sampler">The generator.</param>
    /// <param name="data">The training pictures.</param>
    /// <param name="ask">Asks the discriminator about the pictures, given their classes.</param>
    /// <exception cref="GanSharpException">There are too few pictures, or they have another size.</exception>
    public static Game Deal(
        string id, long seed, Sampler sampler, ImageDataset data, Func<byte[], int[]?, DiscriminatorAnswers> ask)
    {
        GanSharpException.Require(
            data.ImageShape == sampler.Image, "the training pictures and the generator's have different sizes");
        GanSharpException.Require(
            data.Count >= Pictures, $"the game needs {Pictures} training pictures; there are {data.Count}");
        var stream = new RandomStream("game", seed);
        var chosen = Distinct(stream, data.Count);
        var order = stream.Permutation(Pictures);
        // Forgeries have the classes of the ten pictures that are not shown, so that classes tell nothing.
        int[]? labels = data.Labels is { } known ? [.. chosen.Select(index => (int)known[index])] : null;
        int[]? drawn = !sampler.IsConditional ? null
            : labels is not null && data.Classes == sampler.ClassNames.Count ? labels[Forgeries..]
            : stream.Integers(Forgeries, sampler.ClassNames.Count);
        using var scope = new TensorScope();
        var noise = sampler.Latent.Draw(Forgeries, stream);
        var generated = sampler.Pixels(
            Forgeries, (first, count) => noise.Slice(0, first, count), drawn, CancellationToken.None);
        var size = sampler.Image.Count;
        var (pixels, forged, classes) = (new byte[Pictures * size], new bool[Pictures], new int[Pictures]);
        for (var i = 0; i < Pictures; i++)
        {
            var (place, isForged) = (order[i], i < Forgeries);
            forged[place] = isForged;
            classes[place] = isForged ? (drawn ?? labels?[Forgeries..])?[i] ?? 0 : labels?[i - Forgeries] ?? 0;
            (isForged ? generated.AsSpan(i * size, size) : data.Image(chosen[i - Forgeries]))
                .CopyTo(pixels.AsSpan(place * size));
        }
        return new(id, sampler.Image, pixels, forged, ask(pixels, labels is null ? null : classes));
    }

    /// <summary>
    /// A picture as PNG without compression: all files have the same length, which tells nothing.
    /// </summary>
    /// <exception cref="NotFoundException">There is no such picture.</exception>
    public byte[] Picture(int index) => PngWriter.Encode(
        ImageGrid.Arrange(
            _pixels.AsSpan(Checked(index) * _image.Count, _image.Count), _image, 1, margin: 0,
            zoom: Math.Max(1, 64 / _image.Height)),
        System.IO.Compression.CompressionLevel.NoCompression);

    /// <summary>Answers for a picture.</summary>
    /// <exception cref="NotFoundException">There is no such picture.</exception>
    /// <exception cref="GanSharpException">It has been answered before.</exception>
    public GameAnswer Answer(int index, bool isForged)
    {
        lock (_lock)
        {
            GanSharpException.Require(_answers[Checked(index)] is null, "this picture has been answered already");
            _answers[index] = isForged;
            var (answered, score, result) = Progress();
            return new(_forged[index] == isForged, _forged[index], answered, score, result);
        }
    }

    /// <summary>How far the game is.</summary>
    public GameProgress Progress()
    {
        lock (_lock)
        {
            return new(
                _answers.Count(answer => answer is not null),
                Enumerable.Range(0, Pictures).Count(i => _answers[i] == _forged[i]),
                Array.TrueForAll(_answers, answer => answer is not null) ? Result() : null);
        }
    }

    /// <summary>Gives the answers of <see cref="Answers"/> again.</summary>
    public void Repeat(string answers)
    {
        lock (_lock)
        {
            foreach (var (index, letter) in answers.Take(Pictures).Index())
                _answers[index] = letter switch { 'f' => true, 'r' => false, _ => null };
        }
    }

    private GameResult Result()
    {
        bool[]? said = _discriminator.SaysForged;
        return new(
            said is null ? null : _forged.Zip(said).Count(pair => pair.First == pair.Second),
            _discriminator.Threshold, _discriminator.Reason,
            [.. Enumerable.Range(0, Pictures).Select(i => new GameTruth(_forged[i], _answers[i]!.Value, said?[i]))]);
    }

    private static int Checked(int index) =>
        index is >= 0 and < Pictures ? index : throw new NotFoundException($"there is no picture {index}");

    private static int[] Distinct(RandomStream stream, int count)
    {
        var chosen = new HashSet<int>();
        while (chosen.Count < Pictures)
            chosen.Add(stream.Integers(1, count)[0]);
        return [.. chosen];
    }
}

/// <summary>How far a game is.</summary>
/// <param name="Answered">Pictures that have been answered.</param>
/// <param name="Score">Right answers so far.</param>
/// <param name="Result">The end of the game; null before.</param>
internal sealed record GameProgress(int Answered, int Score, GameResult? Result);

/// <summary>What an answer was worth.</summary>
/// <param name="IsRight">Whether it was right.</param>
/// <param name="WasForged">Whether the picture was generated.</param>
/// <param name="Answered">Pictures that have been answered.</param>
/// <param name="Score">Right answers so far.</param>
/// <param name="Result">The end of the game; null before.</param>
internal sealed record GameAnswer(bool IsRight, bool WasForged, int Answered, int Score, GameResult? Result);

/// <summary>The end of a game.</summary>
/// <param name="Discriminator">How many the discriminator got right; null if there is none.</param>
/// <param name="Threshold">How its scores were read: <c>zero</c> or <c>median</c>; null if there is none.</param>
/// <param name="Reason">Why there is no discriminator; null if there is one.</param>
/// <param name="Pictures">The truth about each picture.</param>
internal sealed record GameResult(
    int? Discriminator, string? Threshold, string? Reason, IReadOnlyList<GameTruth> Pictures);

/// <summary>The truth about a picture.</summary>
/// <param name="WasForged">Whether it was generated.</param>
/// <param name="Answer">Whether the player said so.</param>
/// <param name="Discriminator">Whether the discriminator said so; null if there is none.</param>
internal sealed record GameTruth(bool WasForged, bool Answer, bool? Discriminator);
