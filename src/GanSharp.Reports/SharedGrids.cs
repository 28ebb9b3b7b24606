using GanSharp.Training.Records;

namespace GanSharp.Reports;

/// <summary>Chooses the grids of several runs to compare.</summary>
internal static class SharedGrids
{
    private const int MostOfOne = 3;
    private static readonly int[] Preferred = [1, 15, 30];

    /// <summary>Returns the epochs to compare; empty if the runs have none in common.</summary>
    public static IReadOnlyList<int> Epochs(IReadOnlyList<RunRecord> runs)
    {
        int[] shared = [.. runs.Select(EpochsOf).Aggregate((some, others) => some.Intersect(others)).Order()];
        return Preferred.All(shared.Contains) ? Preferred : Evenly.Pick(shared, MostOfOne);
    }

    /// <summary>
    /// Returns the grids of one run: those of the shared epochs, and its last if that is later. Without shared epochs,
    /// its first, middle and last grid.
    /// </summary>
    public static IReadOnlyList<SavedGrid> Of(RunRecord run, IReadOnlyList<int> epochs)
    {
        if (epochs.Count == 0)
            return Evenly.Pick([.. run.Grids.Where(grid => grid.Step > 0)], MostOfOne);
        SavedGrid[] shared = [.. run.Grids.Where(grid => grid.Epoch is { } epoch && epochs.Contains(epoch))];
        return run.Grids[^1].Step > shared[^1].Step ? [.. shared, run.Grids[^1]] : shared;
    }

    private static IEnumerable<int> EpochsOf(RunRecord run) =>
        run.Grids.Where(grid => grid.Epoch > 0).Select(grid => grid.Epoch!.Value);
}
