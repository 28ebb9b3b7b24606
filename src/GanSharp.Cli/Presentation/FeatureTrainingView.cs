using System.Globalization;
using GanSharp.Data;
using GanSharp.Metrics.Features;
using Spectre.Console;

namespace GanSharp.Cli.Presentation;

/// <summary>
/// Shows the progress of the training of a classifier: a line per epoch, and in between a line that a terminal updates
/// in place, or one every five seconds elsewhere.
/// </summary>
internal sealed class FeatureTrainingView(CliEnvironment environment, bool json) : IProgress<ClassifierProgress>
{
    private const string ClearLine = "\r\e[2K";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5), Flicker = TimeSpan.FromSeconds(0.1);

    private long _last = environment.Time.GetTimestamp();
    private bool _hasUnfinishedLine;

    /// <summary>Whether a step has been reported.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>Formats a share as a percentage: <c>99.31 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F2} %");

    /// <summary>
    /// Formats how well a network does what it learned: <c>98.70 % of 1000 test images classified correctly</c>.
    /// </summary>
    public static string Result(ClassifierNetwork network, ImageDataset test)
    {
        var accuracy = Percent(network.TestAccuracy!.Value);
        return network.Task switch
        {
            FeatureTask.Rotations => $"rotations of {accuracy} of test images told right (guessing gives 25 %)",
            FeatureTask.Groups =>
                $"{accuracy} of test images put into the right one of {network.TaskText}, because rotations cannot be "
                + $"told apart ({Percent(network.RotationAccuracy!.Value)} right, guessing gives 25 %)",
            _ => $"{accuracy} of {test.Count} test images classified correctly",
        };
    }

    /// <summary>Shows the data.</summary>
    public void Begin(ImageDataset training, ImageDataset test)
    {
        if (json)
        {
            var classes = training.ClassNames;
            environment.WriteJson(new
            {
                Event = "started",
                Data = training.Name,
                Images = training.Count,
                TestImages = test.Count,
                classes,
            });
        }
        else
            environment.Out.WriteLine($"{training}; {test.Count} more for testing");
    }

    /// <summary>Shows a step, if enough time has passed since the last one.</summary>
    public void Report(ClassifierProgress value)
    {
        HasBegun = true;
        if (value is { Task: FeatureTask.Groups, Step: 1 } && !json)
            environment.Out.WriteLine(
                "the rotations of these images cannot be told apart; learning groups of similar images instead");
        if (json)
        {
            if (value.IsEndOfEpoch)
                environment.WriteJson(new
                {
                    Event = "epoch",
                    Task = value.Task.ToString().ToLowerInvariant(),
                    value.Epoch,
                    value.Epochs,
                    value.Loss,
                    value.Accuracy,
                });
            return;
        }
        var pause = environment.Terminal is null ? Pause : Flicker;
        if (!value.IsEndOfEpoch && environment.Time.GetElapsedTime(_last) < pause)
            return;
        _last = environment.Time.GetTimestamp();
        Write(Line(value), value.IsEndOfEpoch);
    }

    /// <summary>Clears an unfinished line.</summary>
    public void End()
    {
        if (_hasUnfinishedLine)
            environment.Terminal!.Write(new ControlCode(ClearLine));
        _hasUnfinishedLine = false;
    }

    private void Write(string line, bool stays)
    {
        if (environment.Terminal is not { } terminal)
        {
            environment.Out.WriteLine(line);
            return;
        }
        terminal.Write(new ControlCode(ClearLine + line + (stays ? "\n" : "")));
        _hasUnfinishedLine = !stays;
    }

    private static string Line(ClassifierProgress at) => string.Create(CultureInfo.InvariantCulture,
        $"epoch {at.Epoch}/{at.Epochs}  {100L * at.Step / at.Steps} %  loss {at.Loss:F4}  "
        + $"training accuracy {Percent(at.Accuracy)}");
}
