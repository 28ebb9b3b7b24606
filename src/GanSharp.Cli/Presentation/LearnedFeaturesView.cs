using GanSharp.Metrics;
using GanSharp.Metrics.Features;

namespace GanSharp.Cli.Presentation;

/// <summary>Finds or learns the features of images for which there are no built-in ones, and says so.</summary>
internal static class LearnedFeaturesView
{
    /// <summary>Returns the network, and writes what it learned.</summary>
    /// <param name="environment">The surroundings.</param>
    /// <param name="real">The images.</param>
    /// <param name="silent">Whether to write nothing.</param>
    /// <param name="json">Whether to write JSON.</param>
    /// <param name="cancellation">Ends the work.</param>
    public static ClassifierNetwork Show(
        CliEnvironment environment, RealImages real, bool silent, bool json, CancellationToken cancellation)
    {
        var learned = new LearnedFeatures(real);
        var found = learned.Find();
        var quiet = silent || json;
        if (found is null && !quiet)
            environment.Out.WriteLine(
                $"there are no built-in features for {real.Training.Name}, so "
                + (learned.LearnsClasses
                    ? $"a classifier of its {real.Training.Classes} classes is trained"
                    : $"they are learned from its {real.Training.Count} images")
                + ", once"
                + (learned.File is { } file ? $"; they are kept in {file}" : ""));
        var network = found ?? LoadingView.Watch(
            environment, quiet,
            progress => learned.Learn(progress, cancellation), "learning features");
        if (learned.SaveError is { } reason)
            environment.Error.WriteLine(
                $"the features are not kept, so the next evaluation has to learn them again: {reason}");
        if (json && !silent)
            environment.WriteJson(new
            {
                Event = "features",
                network.Name,
                learned.File,
                IsNew = found is null,
                Task = network.TaskText,
                network.TestAccuracy,
                network.RotationAccuracy,
            });
        else if (!quiet)
            environment.Out.WriteLine(
                $"features {network.Name}: {FeatureTrainingView.Result(network, real.Test)}");
        return network;
    }
}
