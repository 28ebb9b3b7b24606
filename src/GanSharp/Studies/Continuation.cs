using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Training;

namespace GanSharp.Studies;

/// <summary>
/// Whether a plan continues what is in a folder: it has every trial that was begun, and means the same by it.
/// </summary>
/// <param name="sweep">The plan and the folder.</param>
/// <param name="before">The plan that is there.</param>
internal sealed class Continuation(Sweep sweep, SweepPlan before)
{
    /// <summary>Requires that it does.</summary>
    /// <exception cref="GanSharpException">It does not; the message says where they differ.</exception>
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
        foreach (var trial in sweep.Trials.Where(trial => !sweep.IsDone(trial)))
            CheckBegun(trial, Path.Combine(sweep.RunOf(trial), RunFolder.RecipeName));
    }

    private void CheckMeasured(TrialResult result)
    {
        var plan = sweep.Plan;
        if (before.Samples != plan.Samples)
            throw Refused(
                $"has a result of {result.Id} that was evaluated by {before.Samples} samples, not {plan.Samples}");
        if (before.Features != plan.Features)
            throw Refused(
                $"has a result of {result.Id} that was evaluated by features {Said(before.Features)}, not {Said(plan.Features)}");
    }

    private void CheckBegun(Trial trial, string recipe)
    {
        if (File.Exists(recipe)
            && DifferenceOf(TrialResult.SettingsOf(RecipeCatalogue.Load(recipe)), trial.Recipe) is { } difference)
            throw Refused($"has begun {trial.Id} with {difference}");
    }

    private GanSharpException Refused(string why) =>
        new(
            $"{sweep.Folder}: {why}; a sweep can grow, but what is done cannot change, so choose another folder with --out");

    /// <summary>The first setting with another value, in words; null where there is none.</summary>
    private static string? DifferenceOf(IReadOnlyDictionary<string, string> there, Recipe recipe)
    {
        var here = TrialResult.SettingsOf(recipe);
        return there.Keys.Union(here.Keys).Where(key => there.GetValueOrDefault(key) != here.GetValueOrDefault(key))
            .Select(key => $"{key} {Said(there.GetValueOrDefault(key))}, not {Said(here.GetValueOrDefault(key))}")
            .FirstOrDefault();
    }

    private static string Said(string? value) => value ?? "as by default";
}
