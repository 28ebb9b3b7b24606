namespace GanSharp.Mpi;

/// <summary>How long gradients travelled between processes so far, as one of them saw it.</summary>
/// <param name="Time">From the first gradient of each step that could be sent to the last mean that arrived.</param>
/// <param name="Waiting">The part of that time in which this process had nothing to compute.</param>
/// <param name="Bytes">Bytes that this process sent.</param>
public sealed record ExchangeTotals(TimeSpan Time, TimeSpan Waiting, double Bytes)
{
    /// <summary>
    /// The share of the time that was hidden behind computation, from 0 to 1; 1 if nothing travelled.
    /// </summary>
    public double Hidden => Time == TimeSpan.Zero ? 1 : 1 - Waiting / Time;
}
