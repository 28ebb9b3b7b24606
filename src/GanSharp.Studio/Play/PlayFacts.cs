namespace GanSharp.Studio.Play;

/// <summary>What a page must know about a generator.</summary>
public sealed record PlayFacts
{
    /// <summary>Its address.</summary>
    public required string Source { get; init; }

    /// <summary>Its address as a part of a link.</summary>
    internal string Link => Uri.EscapeDataString(Source);

    /// <summary>The channels of its pictures: 1 or 3.</summary>
    public required int Channels { get; init; }

    /// <summary>Its name.</summary>
    public required string Title { get; init; }

    /// <summary>Whether the library embeds it.</summary>
    public bool IsBuiltIn => Source.StartsWith('~');

    /// <summary>The width of its pictures.</summary>
    public required int Width { get; init; }

    /// <summary>Their height.</summary>
    public required int Height { get; init; }

    /// <summary>Its classes; empty if it is unconditional.</summary>
    public required IReadOnlyList<string> Classes { get; init; }

    /// <summary>Whether it can write texts.</summary>
    public required bool IsWriter { get; init; }

    /// <summary>How much of all change is along each main direction.</summary>
    public required IReadOnlyList<double> Directions { get; init; }

    /// <summary>The codes that can be chosen.</summary>
    public required IReadOnlyList<PlayCode> Codes { get; init; }

    /// <summary>Whether styles can be mixed.</summary>
    public required bool HasStyles { get; init; }

    /// <summary>The facts of a generator.</summary>
    internal static PlayFacts Of(LoadedGenerator generator) => new()
    {
        Source = generator.Source,
        Title = generator.Title,
        Channels = generator.Sampler.Image.Channels,
        Width = generator.Sampler.Image.Width,
        Height = generator.Sampler.Image.Height,
        Classes = generator.Sampler.ClassNames,
        IsWriter = generator.IsWriter,
        Directions = generator.Directions.Shares,
        Codes =
        [
            .. generator.Codes.Select(choice => new PlayCode(choice.Categories, choice.Low, choice.High)),
        ],
        HasStyles = generator.Sampler.HasStyles,
    };
}

/// <summary>A code that can be chosen.</summary>
/// <param name="Categories">The number of categories; 0 if it is a number.</param>
/// <param name="Low">The least value.</param>
/// <param name="High">The greatest value.</param>
public sealed record PlayCode(int Categories, double Low, double High);
