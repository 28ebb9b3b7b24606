namespace GanSharp.Metrics;

/// <summary>Reports the progress of a part of the work as progress of the whole.</summary>
internal sealed class ShareOfProgress(IProgress<double>? whole, double from, double until) : IProgress<double>
{
    public void Report(double value) => whole?.Report(from + (until - from) * value);
}
