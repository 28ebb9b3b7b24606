using GanSharp.Studies;
using GanSharp.Text;

namespace GanSharp.Cli.Presentation;

/// <summary>Prints the trials of a sweep.</summary>
internal static class TrialListing
{
    public static void Write(CliEnvironment environment, IReadOnlyList<Trial> trials, bool json)
    {
        if (json)
        {
            foreach (var trial in trials)
                environment.WriteJson(new
                {
                    trial.Id,
                    Recipe = trial.Recipe.Name,
                    trial.Recipe.Seed,
                    Settings = SweepText.SettingsOf(trial),
                });
            return;
        }
        foreach (var trial in trials)
            environment.Out.WriteLine(trial.Id);
        environment.Out.WriteLine(Plural.Of(trials.Count, "trial"));
    }
}
