namespace GanSharp.IO;

/// <summary>A looping sequence of pictures.</summary>
public sealed class Animation
{
    private const double LeastSeconds = 0.02, MostSeconds = 655.35;

    /// <summary>Creates an animation of <paramref name="frames"/>, which are not copied.</summary>
    /// <param name="frames">The pictures, at least one, with the same size and number of channels.</param>
    /// <param name="delay">
    /// The time per picture: 0.02 s (browsers play shorter delays slowly) to 655.35 s. GIF and PNG store steps of 0.01
    /// s, WebP of 0.001 s: there the times of single pictures are rounded so that their sum is right.
    /// </param>
    /// <param name="lastDelay">The time for the last picture; by default <paramref name="delay"/>.</param>
    /// <exception cref="ArgumentException">
    /// There is no frame, they differ in size, or a time is out of its range.
    /// </exception>
    public Animation(IReadOnlyList<Bitmap> frames, TimeSpan delay, TimeSpan? lastDelay = null)
    {
        ArgumentNullException.ThrowIfNull(frames);
        if (frames.Count == 0)
            throw new ArgumentException("there is no frame", nameof(frames));
        var (width, height, channels) = SizeOf(frames[0]);
        if (frames.FirstOrDefault(frame => SizeOf(frame) != (width, height, channels)) is { } other)
            throw new ArgumentException(
                $"frames of {height}×{width}×{channels} and of {other.Height}×{other.Width}×{other.Channels}",
                nameof(frames));
        (Frames, Delay, LastDelay) = (frames, Checked(delay), Checked(lastDelay ?? delay));
    }

    /// <summary>The pictures.</summary>
    public IReadOnlyList<Bitmap> Frames { get; }

    /// <summary>The time for each picture but the last.</summary>
    internal TimeSpan Delay { get; }

    /// <summary>The time for the last picture.</summary>
    internal TimeSpan LastDelay { get; }

    /// <summary>
    /// Returns the delay of a frame in whole units, <paramref name="perSecond"/> of which are a second. The start of
    /// every frame is rounded to the nearest unit.
    /// </summary>
    internal int DelayOf(int frame, int perSecond)
    {
        var start = frame * Delay;
        return Units(start + (frame < Frames.Count - 1 ? Delay : LastDelay)) - Units(start);

        int Units(TimeSpan time) => (int)Math.Round(time.TotalSeconds * perSecond, MidpointRounding.AwayFromZero);
    }

    private static (int Width, int Height, int Channels) SizeOf(Bitmap frame) =>
        (frame.Width, frame.Height, frame.Channels);

    private static TimeSpan Checked(TimeSpan time) => time.TotalSeconds is >= LeastSeconds and <= MostSeconds
        ? time
        : throw new ArgumentException($"a frame is shown for 0.02 to 655.35 s, not for {time.TotalSeconds} s");
}
