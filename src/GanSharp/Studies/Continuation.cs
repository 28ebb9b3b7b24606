using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharp.Studies;

/// <summary>
/// Checks whether a plan continues the sweep in a folder: it must have every trial that was started, unchanged.
/// </summary>
/// <param name="sweep">The new plan and the folder.</param>
/// <param name="before">The plan in the folder.</param>
internal sealed class Continuation(Sweep sweep, SweepPlan before)
{
    /// <summary>Requires that the plan continues the sweep.</summary>
    /// <exception cref="GanSharpException">It does not; the message says where the two differ.</exception>
    public void Check()
    {
        var trials = sweep.Trials.ToDictionary(trial => trial.Id);
        foreach (var file in DiskFolder.Files(sweep.Results, "*.json"))
        {
            var result = TrialResult.Load(file);
            if (!trials.TryGetValue(result.Id, out var trial))
                throw Refused($"has a result of {result.Id}, which this plan leaves out");
            if (DifferenceOf(result.Recipe, trial.Recipe) is { } difference)
                throw Refused($"has a result of {result.Id} that was trained with {difference}");
            if (!result.IsFailed)
                CheckMeasured(result);
        }
        if (before.InitFrom != sweep.Plan.InitFrom && sweep.Trials.FirstOrDefault(IsBegun) is { } begun)
            throw Refused(
                $"has started {begun.Id} from {before.InitFrom ?? "new networks"}, "
                + $"not {sweep.Plan.InitFrom ?? "new networks"}");
        foreach (var trial in sweep.Trials.Where(trial => !sweep.IsDone(trial)))
            CheckBegun(trial, Path.Combine(sweep.RunOf(trial), RunFolder.RecipeName));
    }

    private bool IsBegun(Trial trial) =>
        sweep.IsDone(trial) || File.Exists(Path.Combine(sweep.RunOf(trial), RunFolder.RecipeName));

    private void CheckMeasured(TrialResult result)
    {
        var plan = sweep.Plan;
        if (before.Samples != plan.Samples)
            throw Refused(
                $"has a result of {result.Id} that was evaluated with {before.Samples} samples, not {plan.Samples}");
        if (before.Features != plan.Features)
            throw Refused(
                $"has a result of {result.Id} that was evaluated with features {TextOf(before.Features)}, "
                + $"not {TextOf(plan.Features)}");
    }

    private void CheckBegun(Trial trial, string recipe)
    {
        if (File.Exists(recipe)
            && DifferenceOf(TrialResult.SettingsOf(RecipeCatalogue.Load(recipe)), trial.Recipe) is { } difference)
            throw Refused($"has started {trial.Id} with {difference}");
    }

    private GanSharpException Refused(string why) =>
        new(
            $"{sweep.Folder}: {why}; a sweep can grow, but its trials cannot change, "
            + "so choose another folder with --out");

    /// <summary>
    /// The first setting whose value differs, in words; null if there is none. The data decided about optional
    /// conditioning, and is not known here.
    /// </summary>
    private static string? DifferenceOf(IReadOnlyDictionary<string, string> there, Recipe recipe) =>
        DifferenceOf(there, TrialResult.SettingsOf(recipe.For(classes: 0))) is { } difference
            ? DifferenceOf(there, TrialResult.SettingsOf(recipe.For(classes: 1))) is null ? null : difference
            : null;

    private static string? DifferenceOf(
        IReadOnlyDictionary<string, string> there, IReadOnlyDictionary<string, string> here) =>
        there.Keys.Union(here.Keys).Where(key => there.GetValueOrDefault(key) != here.GetValueOrDefault(key))
            .Select(key => $"{key} {TextOf(there.GetValueOrDefault(key))}, not {TextOf(here.GetValueOrDefault(key))}")
            .FirstOrDefault();

    private static string TextOf(string? value) => value ?? "(default)";
}
