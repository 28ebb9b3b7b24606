using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Reflection;

namespace GanSharp.Diagnostics;

/// <summary>
/// What programs such as dotnet-counters and OpenTelemetry can watch: a meter and an activity source, both named
/// <see cref="Name"/>. Nothing is measured unless a listener is attached.
/// </summary>
/// <remarks>
/// Instruments: <c>gansharp.training.steps</c>, <c>gansharp.training.images</c>,
/// <c>gansharp.training.step.duration</c> (seconds), <c>gansharp.training.loss</c> (by <c>player</c>),
/// <c>gansharp.samples</c> and <c>gansharp.draw.duration</c> (seconds). Those of trainings have the tag <c>recipe</c>.
/// Activities: <c>training</c>, <c>epoch</c>, <c>evaluation</c> and <c>draw</c>.
/// </remarks>
public static class Telemetry
{
    /// <summary>The name of the meter and of the activity source.</summary>
    public const string Name = "GanSharp";

    private static readonly string? Version =
        typeof(Telemetry).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;

    private static readonly Meter Meter = new(Name, Version);

    /// <summary>Boundaries of histograms in seconds. The usual ones of OpenTelemetry are for milliseconds.</summary>
    private static readonly InstrumentAdvice<double> Seconds = new()
    {
        HistogramBucketBoundaries = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60],
    };

    internal static ActivitySource Activities { get; } = new(Name, Version);

    internal static Counter<long> Steps { get; } =
        Meter.CreateCounter<long>("gansharp.training.steps", "{step}", "Generator steps done.");

    internal static Counter<long> Images { get; } =
        Meter.CreateCounter<long>("gansharp.training.images", "{image}", "Real images seen.");

    internal static Histogram<double> StepDuration { get; } = Meter.CreateHistogram(
        "gansharp.training.step.duration", "s", "Time of a generator step and the discriminator steps before it.",
        tags: null, Seconds);

    internal static Gauge<double> Loss { get; } =
        Meter.CreateGauge<double>("gansharp.training.loss", null, "Loss of a player in the last step.");

    internal static Counter<long> Samples { get; } =
        Meter.CreateCounter<long>("gansharp.samples", "{image}", "Images drawn from generators.");

    internal static Histogram<double> DrawDuration { get; } = Meter.CreateHistogram(
        "gansharp.draw.duration", "s", "Time of drawing the images of one request.", tags: null, Seconds);
}
