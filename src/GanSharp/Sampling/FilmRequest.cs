using static GanSharp.GanSharpException;

namespace GanSharp.Sampling;

/// <summary>
/// How a film shows the images of a <see cref="SampleRequest"/> in motion: every noise vector walks through others and
/// back, so the film repeats without a jump. It starts with the images that the request draws without a film.
/// </summary>
public sealed record FilmRequest
{
    /// <summary>The largest number of pictures.</summary>
    public const int MostFrames = 10_000;

    /// <summary>The largest number of pictures per second.</summary>
    public const int MostRate = 50;

    /// <summary>Number of vectors that each noise vector walks through, 2 to 10,000; 6 by default.</summary>
    public int Keys { get; init; } = 6;

    /// <summary>Number of pictures, from <see cref="Keys"/> to 10,000; 180 by default.</summary>
    public int Frames { get; init; } = 180;

    /// <summary>Pictures per second, 1 to 50; 30 by default.</summary>
    public int Rate { get; init; } = 30;

    /// <summary>Checks the settings.</summary>
    /// <exception cref="GanSharpException">A number is out of range.</exception>
    public void Validate()
    {
        Require(Keys is >= 2 and <= MostFrames, $"keys is {Keys}; it must be 2 to {MostFrames}");
        Require(Frames >= 2 && Frames <= MostFrames, $"frames is {Frames}; it must be 2 to {MostFrames}");
        Require(Frames >= Keys, $"frames is {Frames}, fewer than the {Keys} keys; ask for more frames or fewer keys");
        Require(Rate is >= 1 and <= MostRate, $"rate is {Rate}; it must be 1 to {MostRate} pictures per second");
    }
}
