using GanSharp.IO;

namespace GanSharp.Sampling;

/// <summary>Generated images in motion.</summary>
/// <param name="Frames">The images of each picture.</param>
/// <param name="Rate">Pictures per second.</param>
public sealed record SampleFilm(IReadOnlyList<SampleSet> Frames, int Rate)
{
    /// <summary>Returns the film; <paramref name="zoom"/> is as for <see cref="SampleSet.Picture"/>.</summary>
    public Animation Animation(int zoom = 1) =>
        new([.. Frames.Select(frame => frame.Picture(zoom))], TimeSpan.FromSeconds(1.0 / Rate));
}
