namespace GanSharp.Training.Health;

/// <summary>Tells samples that get worse from those of a generator that still learns.</summary>
/// <param name="state">
/// Keeps "verdicts", "nearest", "nearest-step", "most-varied" and "behind", which all begin at 0.
/// </param>
internal sealed class SampleProgress(Dictionary<string, double> state)
{
    // While acgan learns to draw colour images, 400 steps can pass without a new least distance: it stays within 3.5 %
    // of the least, and the diversity within 2 % of the greatest. A collapse of default on the same images moves
    // the distance away by 29 % and lowers the diversity by 41 % between two measurements.
    private const double Clearly = 1.1;
    private const int MeasurementsBehind = 2, LongestPause = 1000;

    /// <summary>
    /// Whether the samples are clearly worse than the best before: at two measurements in a row, or at one after the
    /// first steps. Samples that have not come nearer to real images for many steps are worse too.
    /// </summary>
    /// <param name="measured">The newest measurement.</param>
    /// <param name="hasCollapsed">
    /// Whether the generator has already collapsed. It then gets better only by coming nearer than ever before.
    /// </param>
    public bool IsWorse(SamplesMeasured measured, bool hasCollapsed)
    {
        var (distance, diversity) = (measured.EnergyDistance, measured.Diversity);
        var isNearest = state["verdicts"]++ == 0 || distance < state["nearest"];
        if (isNearest)
            (state["nearest"], state["nearest-step"]) = (distance, measured.Step);
        var isClear = hasCollapsed
            || distance > Clearly * state["nearest"]
            || state["most-varied"] > Clearly * diversity;
        state["most-varied"] = Math.Max(state["most-varied"], diversity ?? 0);
        var behind = state["behind"] = isNearest || !isClear ? 0 : state["behind"] + 1;
        return behind >= MeasurementsBehind
            || (behind > 0 && measured.Step >= HealthMonitor.FirstSteps)
            || (!isNearest && measured.Step - state["nearest-step"] >= LongestPause);
    }
}
