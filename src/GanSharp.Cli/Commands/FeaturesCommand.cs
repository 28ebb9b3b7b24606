using System.CommandLine;
using System.Globalization;
using GanSharp.Cli.Presentation;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp features</c>: lists and trains the networks that yield the features of evaluations.</summary>
internal sealed class FeaturesCommand : ToolCommand
{
    private const string Suffix = ".safetensors";

    private readonly Option<bool> _json = new("--json")
    {
        Description = "print JSON and nothing else",
        Recursive = true,
    };
    private readonly Argument<string> _dataset = new("DATASET")
    {
        Description = "data set (see gansharp data)",
    };
    private readonly Option<string?> _data = NewOption.Data();
    private readonly Option<bool> _offline = NewOption.Flag("--offline", "do not download anything");
    private readonly Option<string?>[] _selection = NewOption.Selection();
    private readonly Option<int?> _epochs = NewOption.Number(
        "--epochs", "passes over the images; by default as many as take a minute or two", 1, 1000);

    private readonly Option<long?> _seed = NewOption.Number(
        "--seed", "seed of all random numbers; 1 by default", long.MinValue, long.MaxValue);

    private readonly Option<string?> _out = NewOption.Text(
        "--out", "FILE", "file to write; DATASET-features.safetensors by default");
    private readonly Option<bool> _withoutClasses = NewOption.Flag(
        "--without-classes", "learn rotations even if there are classes");
    private readonly Option<int?> _threads = NewOption.Threads();

    public FeaturesCommand(CliEnvironment environment) : base(
        "features", "List the feature networks for evaluations, or train one.", environment,
        "gansharp features",
        "gansharp features train kmnist",
        "gansharp features train folder --data ~/flowers --image-size 32 --out flowers.safetensors")
    {
        Add(_json);
        SetAction(parsed => List(parsed.GetValue(_json)));
        var list = new ToolCommand(
            "list", "List the built-in feature networks.", environment, "gansharp features list");
        list.SetAction(parsed => List(parsed.GetValue(_json)));
        Add(list);
        var train = new ToolCommand(
            "train",
            "Train a classifier for its features, the last hidden layer. "
            + "Without classes, it learns rotations.",
            environment,
            "gansharp features train kmnist",
            "gansharp features train folder --data ~/flowers --image-size 32 --out flowers.safetensors",
            "gansharp features train mnist --data ~/mnist --out my-mnist.safetensors")
        {
            _dataset,
        };
        IEnumerable<Option> options =
            [_data, _offline, .. _selection, _withoutClasses, _epochs, _seed, _out, _threads];
        foreach (var option in options)
            train.Add(option);
        train.SetAction(TrainAsync);
        _dataset.CompletionSources.Add([.. Datasets.All.Select(info => info.Name)]);
        Add(train);
    }

    private int List(bool json)
    {
        var networks = FeatureNetworks.All.Select(name => FeatureNetworks.BuiltIn(name)!)
            .Select(network => new
            {
                network.Name,
                network.Dataset,
                Features = network.Size,
                Classes = network.ClassNames.Count,
                Parameters = network.ParameterCount,
                network.TestAccuracy,
                network.Training,
            });
        if (json)
            Environment.WriteJson(networks);
        else
        {
            string[] header = ["network", "features", "classes", "parameters", "test accuracy", "trained on"];
            Listing.Write(Environment, header, networks.Select(network => new[]
            {
                network.Name,
                $"{network.Features}",
                $"{network.Classes}",
                network.Parameters.ToString("N0", CultureInfo.InvariantCulture),
                network.TestAccuracy is { } accuracy ? FeatureTrainingView.Percent(accuracy) : "–",
                network.Training,
            }));
        }
        return ExitCode.Success;
    }

    private async Task<int> TrainAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var json = parsed.GetValue(_json);
        var name = parsed.GetRequiredValue(_dataset);
        var options = new ClassifierTraining
        {
            Epochs = parsed.GetValue(_epochs) ?? 0,
            Seed = parsed.GetValue(_seed) ?? 1,
        };
        var target = Environment.At(parsed.GetValue(_out) ?? $"{name}-features{Suffix}");
        CheckReplaceable(target);
        Compute.Threads = parsed.GetValue(_threads) ?? Compute.Threads;
        var (training, test, _) = await LoadAsync(name, parsed, cancellation);
        LeftOutText.Report(Environment, json, training);
        var view = new FeatureTrainingView(Environment, json);
        view.Begin(training, test);
        Environment.Work.IsTraining = true;
        var withoutClasses = training.Labels is null || parsed.GetValue(_withoutClasses);
        var network = Watched(view, () => withoutClasses
            ? new PretextTraining { Settings = options }.Train(training, test, view, cancellation)
            : options.Train(training, test, view, cancellation));
        network.Save(target);
        if (json)
            Environment.WriteJson(new
            {
                Event = "finished",
                File = target,
                Features = network.Size,
                Parameters = network.ParameterCount,
                Task = network.TaskText,
                network.TestAccuracy,
                network.RotationAccuracy,
                network.Training,
            });
        else
            Environment.Out.WriteLine(
                $"{target}: {network.Size} features, {FeatureTrainingView.Result(network, test)}");
        return ExitCode.Success;
    }

    private static ClassifierNetwork Watched(FeatureTrainingView view, Func<ClassifierNetwork> train)
    {
        try
        {
            return train();
        }
        catch (GanSharpException error) when (view.HasBegun)
        {
            throw new RunFailedException(error);
        }
        finally
        {
            view.End();
        }
    }

    /// <summary>
    /// Loads the images to train on and those to test on: the test part, or every fifth image of each class.
    /// </summary>
    private Task<RealImages> LoadAsync(string name, ParseResult parsed, CancellationToken cancellation)
    {
        var recipe = new Recipe { Name = name, Dataset = name }.With([.. SettingsOf(parsed, _selection)]);
        return RealData.LoadAsync(
            Environment, recipe, parsed.GetValue(_data), parsed.GetValue(_offline), parsed.GetValue(_json),
            cancellation);
    }

    /// <summary>Checks that the file can be written and does not replace anything but a classifier.</summary>
    private static void CheckReplaceable(string path)
    {
        if (!FeatureNetworks.IsPath(path))
            throw new GanSharpException($"{path}: features are safetensors files, so end the name in {Suffix}");
        AtomicFile.CheckWritable(path);
        if (!Path.Exists(path))
            return;
        try
        {
            ClassifierNetwork.Load(path);
        }
        catch (GanSharpException error)
        {
            throw new GanSharpException(
                $"{path}: exists and is not a classifier; choose another name, so that it is not lost", error);
        }
    }
}
