namespace GanSharp.Metrics;

/// <summary>What samples are worth, against real test images. Reads and writes itself as JSON.</summary>
/// <param name="Features">The network whose features were compared.</param>
/// <param name="Samples">Number of samples.</param>
/// <param name="Reference">Number of real test images.</param>
public sealed record Evaluation(string Features, int Samples, int Reference)
{
    /// <summary>
    /// The figures by name: <c>fid</c>, <c>kid</c>, <c>inception-score</c>, <c>precision</c>, <c>recall</c>, <c>density</c>, <c>coverage</c>, <c>class-kl</c>,
    /// <c>modes</c> and, where they have a meaning, <c>class-accuracy</c>, <c>class-fid</c> (the mean over classes) and others.
    /// </summary>
    public required IReadOnlyDictionary<string, Figure> Figures { get; init; }

    /// <summary>The Fréchet distance, which every evaluation has.</summary>
    internal double FrechetDistance => Figures["fid"].Value;

    /// <summary>Names of the classes that the features tell apart; empty when they do not.</summary>
    public IReadOnlyList<string> ClassNames { get; init; } = [];

    /// <summary>How many samples are taken for each class; empty when the features tell none apart.</summary>
    public IReadOnlyList<int> ClassCounts { get; init; } = [];

    /// <summary>Fréchet distance of each class by itself; empty where classes are not known.</summary>
    public IReadOnlyList<double> ClassFrechetDistances { get; init; } = [];
}
