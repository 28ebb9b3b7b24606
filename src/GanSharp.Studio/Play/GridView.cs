using GanSharp.Sampling;

namespace GanSharp.Studio.Play;

/// <summary>A grid of pictures, as the parameters of an address describe it.</summary>
internal sealed record GridView
{
    /// <summary>The most pictures of a request.</summary>
    public const int MostPictures = 256;

    /// <summary>The most pixels of a picture that holds them all.</summary>
    public const long MostPixels = 40_000_000;

    /// <summary>The most pixels of all frames of a film.</summary>
    public const long MostFilmPixels = 60_000_000;

    /// <summary>The largest seed.</summary>
    public const int MostSeed = 999_999_999;

    /// <summary>The largest zoom.</summary>
    public const int MostZoom = 8;

    private const int MostText = 200, LongestNoise = 4 * NoiseText.MostNumbers;

    /// <summary>The seed of the noise.</summary>
    public int Seed { get; private init; }

    /// <summary>Number of pictures.</summary>
    public int Count { get; private init; }

    /// <summary>Pictures per row.</summary>
    public int Columns { get; private init; }

    /// <summary>The class of all pictures; null for the classes in turn, or for none.</summary>
    public int? Label { get; private init; }

    /// <summary>How far noise is from its mean.</summary>
    public double Truncation { get; private init; }

    /// <summary>How far all pictures are moved along each direction, in standard deviations.</summary>
    public IReadOnlyList<double> Moves { get; private init; } = [];

    /// <summary>The chosen values of the codes; null where the random ones stay.</summary>
    public IReadOnlyList<double?> Codes { get; private init; } = [];

    /// <summary>The noise of the first picture, whose neighbours the others are; null for random pictures.</summary>
    public float[]? Start { get; private init; }

    /// <summary>How far the neighbours are from it: 0 for the same, 1 for random pictures.</summary>
    public double Spread { get; private init; }

    /// <summary>Side, in pixels of the result, of one pixel of a picture.</summary>
    public int Zoom { get; private init; }

    /// <summary>Reads the parameters.</summary>
    /// <exception cref="GanSharpException">One is out of its range.</exception>
    public static GridView Of(Parameters query, LoadedGenerator generator)
    {
        var (sampler, directions) = (generator.Sampler, generator.Directions);
        var count = query.Whole("count", 16, 1, MostPictures);
        var view = new GridView
        {
            Seed = query.Whole("seed", 1, 0, MostSeed),
            Count = count,
            Columns = query.Whole("columns", IO.ImageGrid.SquareColumns(count), 1, MostPictures),
            Label = sampler.LabelOf(query.Text("class", MostText)),
            Truncation = TruncationOf(query),
            Moves =
            [
                .. query.Numbers(
                    "move", directions.Steps.Count, -MainDirections.Farthest, MainDirections.Farthest)
                    .Select(move => move ?? 0),
            ],
            Codes = CodesOf(query, generator),
            Start = query.Text("start", LongestNoise) is { } text ? NoiseText.Parse(text, sampler.Latent.Size) : null,
            Spread = query.Number("spread", 0.4, 0, 1),
            Zoom = query.Whole("zoom", 1, 1, MostZoom),
        };
        view.RequirePixels(sampler, count);
        return view;
    }

    /// <summary>Reads the truncation.</summary>
    public static double TruncationOf(Parameters query) => query.Number("truncation", 1, 0.05, 1);

    /// <summary>Reads the number of one of the pictures.</summary>
    public int CellOf(Parameters query, string name, int otherwise = 0) =>
        query.Whole(name, Math.Min(otherwise, Count - 1), 0, Count - 1);

    /// <summary>The class of a picture; null for an unconditional generator.</summary>
    public int? LabelOf(int cell, Sampler sampler) =>
        !sampler.IsConditional ? null : Label ?? (Start is null ? cell % sampler.ClassNames.Count : 0);

    /// <summary>Requires that so many pictures are not too large together.</summary>
    /// <exception cref="GanSharpException">They are.</exception>
    public void RequirePixels(Sampler sampler, int count) => GanSharpException.Require(
        (long)count * sampler.Image.Count * Zoom * Zoom <= MostPixels,
        $"{count} pictures of {sampler.Image} at zoom {Zoom} are too many; ask for fewer or a smaller zoom");

    /// <summary>The same view of other noise, for the later keys of a walk.</summary>
    public GridView Later(int keys) => this with { Seed = (Seed + keys) % MostSeed, Start = null };

    private static IReadOnlyList<double?> CodesOf(Parameters query, LoadedGenerator generator)
    {
        var values = query.Numbers("code", generator.Codes.Count, -1000, 1000);
        foreach (var (choice, value) in generator.Codes.Zip(values))
        {
            GanSharpException.Require(
                value is null || (value >= choice.Low && value <= choice.High
                    && (choice.Categories == 0 || value == Math.Floor(value.Value))),
                $"a code is {value}; it must be {(choice.Categories == 0 ? "" : "a whole number ")}from {choice.Low} "
                + $"to {choice.High}");
        }
        return values;
    }
}
