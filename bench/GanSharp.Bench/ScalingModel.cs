namespace GanSharp.Bench;

/// <summary>
/// The time of a step on P nodes that compute C for their shards and exchange gradients of M bytes:
/// T = C + σ C + γ D + max(0, D / (η B) - φ C) + 8 L, where D = 2 (P - 1) / P · M is what a node sends.
/// </summary>
/// <remarks>
/// σ: nodes wait for the slowest. γ: copies of what is sent and received take processor time. η: the share of the line
/// rate that our messages reach. φ: the share of the computation behind which they hide. The four were fitted to
/// <c>bench/scaling.sh</c> with the systems gan and dcgan-64; see docs/scaling.md.
/// </remarks>
/// <param name="Bandwidth">B, in bytes/s each way.</param>
/// <param name="Latency">L, of a message, in seconds.</param>
internal sealed record ScalingModel(double Bandwidth, double Latency = 2e-4)
{
    private const double Skew = 0.053, SecondsPerByte = 0.73e-9, LineShare = 0.59, Hidden = 0.095;
    private const int Exchanges = 8;

    /// <summary>The time of a step in seconds.</summary>
    public double Step(double computing, double bytes, int nodes) =>
        computing * (1 + Skew) + Fixed(bytes, nodes) + Math.Max(0, Wire(bytes, nodes) - Hidden * computing);

    /// <summary>The computing time at which half of a step is computation; with less, half the nodes do.</summary>
    public double ComputingAtHalf(double bytes, int nodes) =>
        Math.Max(
            (Fixed(bytes, nodes) + Wire(bytes, nodes)) / (1 - Skew + Hidden),
            Fixed(bytes, nodes) / (1 - Skew)); // the whole wire is hidden

    private double Fixed(double bytes, int nodes) => SecondsPerByte * Sent(bytes, nodes) + Exchanges * Latency;

    private double Wire(double bytes, int nodes) => Sent(bytes, nodes) / (LineShare * Bandwidth);

    private static double Sent(double bytes, int nodes) => 2d * (nodes - 1) / nodes * bytes;
}
