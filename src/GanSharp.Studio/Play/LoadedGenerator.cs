using System.Collections.Concurrent;
using System.Globalization;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Studio.Play;

/// <summary>A generator in memory, with what is computed once.</summary>
internal sealed class LoadedGenerator
{
    private const int MostNoise = 32;

    private readonly Lazy<MainDirections> _directions;
    private readonly ConcurrentDictionary<(int Seed, int Count), float[]> _noise = new();

    /// <summary>A generator that is not trained any more.</summary>
    /// <param name="source">Its address.</param>
    /// <param name="title">Its name for people.</param>
    /// <param name="sampler">Draws from it.</param>
    public LoadedGenerator(string source, string title, Sampler sampler)
    {
        (Source, Title, Sampler) = (source, title, sampler);
        _directions = new(() => MainDirections.Of(sampler));
        Codes = [.. sampler.Latent.Codes.SelectMany(CodeChoice.Of)];
        IsWriter = sampler.ClassNames.Any(name => new StringInfo(name).LengthInTextElements == 1);
        foreach (var layer in sampler.Generator.All.OfType<WeightedLayer>())
            layer.KeepEvaluatedWeight();
    }

    /// <summary>Its address.</summary>
    public string Source { get; }

    /// <summary>Its name for people.</summary>
    public string Title { get; }

    /// <summary>Draws from it.</summary>
    public Sampler Sampler { get; }

    /// <summary>Its main directions.</summary>
    public MainDirections Directions => _directions.Value;

    /// <summary>The numbers that a user can choose in the codes, in order.</summary>
    public IReadOnlyList<CodeChoice> Codes { get; }

    /// <summary>Whether some of its classes are characters, so that texts can be written.</summary>
    public bool IsWriter { get; }

    /// <summary>
    /// The first noise vectors of a seed, one after the other: those of a <see cref="SampleRequest"/>.
    /// </summary>
    public ReadOnlySpan<float> Noise(int seed, int count)
    {
        if (_noise.TryGetValue((seed, count), out var known))
            return known;
        using var scope = new TensorScope();
        var noise = Sampler.Latent.Draw(count, new RandomStream("latent", seed)).ToArray<float>();
        if (_noise.Count >= MostNoise)
            _noise.Clear();
        return _noise[(seed, count)] = noise;
    }
}

/// <summary>A number of a code that a user can choose, or a category.</summary>
/// <param name="Part">The code.</param>
/// <param name="Index">The index of the number in the code; 0 for categories.</param>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest value.</param>
internal sealed record CodeChoice(LatentPart Part, int Index, double Low, double High)
{
    /// <summary>The number of categories; 0 if the code is a number.</summary>
    public int Categories => Part.Noise.Deviation is null ? Part.Size : 0;

    /// <summary>What can be chosen in a code.</summary>
    public static IEnumerable<CodeChoice> Of(LatentPart part) => part.Noise.Deviation is null
        ? [new(part, 0, 0, part.Size - 1)]
        : Enumerable.Range(0, part.Size).Select(way => new CodeChoice(part, way, End(part, way, 0), End(part, way, 1)));

    /// <summary>Writes a value into a noise vector.</summary>
    public void Set(Span<float> vector, double value)
    {
        var own = vector.Slice(Part.Start, Part.Size);
        if (Categories == 0)
        {
            own[Index] = (float)value;
            return;
        }
        own.Clear();
        own[(int)value] = 1;
    }

    private static double End(LatentPart part, int way, int step)
    {
        using var scope = new TensorScope();
        return part.Noise.Along(Tensor.Zeros([1, part.Size]), way, step, 2).ToArray<float>()[way];
    }
}
