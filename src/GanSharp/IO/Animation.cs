namespace GanSharp.IO;

/// <summary>A looping sequence of pictures.</summary>
public sealed class Animation
{
    private readonly ushort _delay, _lastDelay;

    /// <summary>Creates an animation of <paramref name="frames"/>, which are not copied.</summary>
    /// <param name="frames">The pictures, at least one, with the same size and number of channels.</param>
    /// <param name="delay">
    /// The time per picture: 0.02 s (browsers play shorter delays slowly) to 655.35 s, in steps of 0.01 s.
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
        (Frames, _delay, _lastDelay) = (frames, Hundredths(delay), Hundredths(lastDelay ?? delay));
    }

    /// <summary>The pictures.</summary>
    public IReadOnlyList<Bitmap> Frames { get; }

    /// <summary>Returns the delay of a frame in hundredths of a second.</summary>
    internal ushort DelayOf(int frame) => frame < Frames.Count - 1 ? _delay : _lastDelay;

    private static (int Width, int Height, int Channels) SizeOf(Bitmap frame) =>
        (frame.Width, frame.Height, frame.Channels);

    private static ushort Hundredths(TimeSpan time) =>
        Math.Round(time.TotalSeconds * 100) is >= 2 and <= ushort.MaxValue and var hundredths
        ? (ushort)hundredths
        : throw new ArgumentException($"a frame is shown for 0.02 to 655.35 s, not for {time.TotalSeconds} s");
}
