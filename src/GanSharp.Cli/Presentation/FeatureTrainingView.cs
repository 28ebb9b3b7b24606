using System.Globalization;
using GanSharp.Data;
using GanSharp.Metrics.Features;
using Spectre.Console;

namespace GanSharp.Cli.Presentation;

/// <summary>
/// Tells how far the training of a classifier is: a line for each epoch, and in between one that changes in place in a
/// terminal, or a line now and then elsewhere.
/// </summary>
internal sealed class FeatureTrainingView(CliEnvironment environment, bool json) : IProgress<ClassifierProgress>
{
    private const string ClearLine = "\r\e[2K";

    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5), Flicker = TimeSpan.FromSeconds(0.1);

    private long _last = environment.Time.GetTimestamp();
    private bool _hasUnfinishedLine;

    /// <summary>Whether a step was done.</summary>
    public bool HasBegun { get; private set; }

    /// <summary>A share as people read it: <c>99.31 %</c>.</summary>
    public static string Percent(double share) => string.Create(CultureInfo.InvariantCulture, $"{100 * share:F2} %");

    /// <summary>Tells what there is to learn.</summary>
    public void Begin(ImageDataset training, ImageDataset test)
    {
        if (json)
        {
            var classes = training.ClassNames;
            environment.WriteJson(
                new
                {
                    Event = "started",
                    Data = training.Name,
                    Images = training.Count,
                    TestImages = test.Count,
                    classes,
                }
            );
        }
        else
            environment.Out.WriteLine($"{training}; {test.Count} more to test on");
    }

    /// <summary>Tells of a step, if it is time to.</summary>
    public void Report(ClassifierProgress value)
    {
        HasBegun = true;
        if (json)
        {
            if (value.IsEndOfEpoch)
                environment.WriteJson(new { Event = "epoch", value.Epoch, value.Epochs, value.Loss, value.Accuracy });
            return;
        }
        var pause = environment.Terminal is null ? Pause : Flicker;
        if (!value.IsEndOfEpoch && environment.Time.GetElapsedTime(_last) < pause)
            return;
        _last = environment.Time.GetTimestamp();
        Write(Line(value), value.IsEndOfEpoch);
    }

    /// <summary>Ends an unfinished line.</summary>
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
        $"epoch {at.Epoch}/{at.Epochs}  {100L * at.Step / at.Steps} %  loss {at.Loss:F4}  training accuracy {Percent(at.Accuracy)}");
}
