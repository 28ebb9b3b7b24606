using System.CommandLine;
using System.CommandLine.Completions;
using System.CommandLine.Parsing;
using System.Globalization;
using System.Numerics;
using GanSharp.Cli.Shells;
using GanSharp.Data;
using GanSharp.Metrics.Features;
using GanSharp.Recipes;
using GanSharp.Reports;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Text;
using GanSharp.Training;
using GanSharp.Zoo;

namespace GanSharp.Cli;

/// <summary>Creates the options of commands. The value of an omitted option is null or false.</summary>
internal static class NewOption
{
    /// <summary>Creates an option without a value.</summary>
    public static Option<bool> Flag(string name, string about) => new(name) { Description = about };

    /// <summary>Creates an option with a text value, which the help calls <paramref name="value"/>.</summary>
    public static Option<string?> Text(string name, string value, string about) =>
        new(name) { HelpName = value, Description = about };

    /// <summary>Creates a repeatable option with names, which <see cref="NameList"/> parses.</summary>
    public static Option<string?> Names(string name, string value, string about) => new(name)
    {
        HelpName = value,
        Description = $"{about}; repeatable; quote names with commas",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => string.Join(", ", result.Tokens.Select(token => token.Value)),
    };

    /// <summary>Creates an option with a text value whose choices shells complete.</summary>
    public static Option<string?> Choice(string name, string value, string about, Func<IEnumerable<string>> words)
    {
        var option = Text(name, value, about);
        option.CompletionSources.Add(_ => words().Select(word => new CompletionItem(word)));
        return option;
    }

    /// <summary>
    /// Creates an option with a whole number from <paramref name="least"/> to <paramref name="most"/>.
    /// </summary>
    public static Option<T?> Number<T>(string name, string about, T least, T most) where T : struct, IBinaryInteger<T>
    {
        return new(name) { HelpName = "N", Description = about, CustomParser = Parse };

        T? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            var isNumber = T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
            if (isNumber && value >= least && value <= most)
                return value;
            result.AddError($"{name}: '{text}' is not a whole number from {least} to {most}");
            return null;
        }
    }

    /// <summary>Creates an option with a number above 0, and at most <paramref name="most"/>.</summary>
    public static Option<double?> Positive(string name, string value, string about, double most)
    {
        return new(name) { HelpName = value, Description = about, CustomParser = Parse };

        double? Parse(ArgumentResult result)
        {
            var text = result.Tokens[0].Value;
            if (Numbers.Parse(text) is > 0 and var number && number <= most)
                return number;
            result.AddError($"{name}: '{text}' is not a number above 0 and at most {Numbers.Format(most)}");
            return null;
        }
    }

    /// <summary>Creates the argument for a trained generator.</summary>
    public static Argument<string> Generator() => new("RUN")
    {
        Description =
            "a run folder, its number or name in runs/, latest (highest number), or a .safetensors file",
        DefaultValueFactory = _ => RunFolders.LatestName,
    };

    /// <summary>Creates the option for a generator that is built in, instead of a run.</summary>
    public static Option<string?> BuiltIn() => Choice(
        "--from", "NAME", "a built-in generator instead of a run (see gansharp zoo)",
        () => GeneratorZoo.All.Select(generator => generator.Name));

    /// <summary>Creates the option for one class of a conditional generator.</summary>
    public static Option<string?> Label() =>
        Text("--label", "L", "class to draw, by name or number; the first by default");

    /// <summary>Creates the option for the size of pixels.</summary>
    public static Option<int?> Zoom() =>
        Number("--zoom", "enlarge each pixel N times, 1 to 16; 1 by default", 1, SampleSet.MostZoom);

    /// <summary>Creates the option for classes of a data set, which shells complete.</summary>
    public static Option<string?> Classes(string about)
    {
        var option = Names("--classes", "NAME[,NAME...]", about);
        option.CompletionSources.Add(Completions.ClassesOfDataset);
        return option;
    }

    /// <summary>
    /// Creates the options that select and scale images. Recipes have settings of the same names.
    /// </summary>
    public static Option<string?>[] Selection() =>
    [
        Classes("use only images of these classes"),
        Text("--limit", "N", "use only N images, in proportion from each class"),
        Text("--image-size", "N", "scale images to N×N pixels"),
        .. Pictures(),
    ];

    /// <summary>Creates the options for how pictures are read. Recipes have settings of the same names.</summary>
    public static Option<string?>[] Pictures() =>
    [
        Choice(
            "--crop", "HOW", "how pictures become squares: centre (the default), fit or pad",
            () => ["centre", "fit", "pad"]),
        Choice(
            "--background", "COLOUR",
            "colour under transparent pixels and around padded pictures: white, black, #rrggbb",
            () => ["white", "black"]),
        new("--skip-damaged")
        {
            Description = "leave out damaged pictures instead of stopping at the first",
            Arity = ArgumentArity.Zero,
        },
    ];

    /// <summary>Creates an option that sets settings of a recipe.</summary>
    /// <param name="about">Its help.</param>
    /// <param name="settings">The settings that shells complete; all by default.</param>
    public static Option<string[]> Settings(string about, Func<RecipeKey, bool>? settings = null)
    {
        var option = new Option<string[]>("--set") { HelpName = "KEY=VALUE", Description = about };
        option.CompletionSources.Add(_ => Completions.Settings(settings ?? (_ => true)));
        return option;
    }

    /// <summary>Creates the option for the learning rate of both optimisers.</summary>
    public static Option<string?> LearningRate(string about = "learning rate of both optimisers") =>
        Text("--lr", "RATE", about);

    /// <summary>Creates the option for a file instead of the terminal; see <see cref="LogOption"/>.</summary>
    public static Option<string?> Log() =>
        Text(LogOption.Name, "FILE", "append all output to FILE, and keep training when the terminal closes");

    /// <summary>Creates the option for the recipe setting <c>on-nan</c>.</summary>
    public static Option<string?> OnNan() =>
        Choice(
            "--on-nan", "RESPONSE",
            "on NaN or infinity: stop, or rollback to the last checkpoint with half the learning rates",
            () => ["stop", "rollback"]);

    /// <summary>Creates an option with the name of a data set.</summary>
    public static Option<string?> Dataset(string about) =>
        Choice("--dataset", "NAME", about, () => Datasets.All.Select(info => info.Name));

    /// <summary>Creates the option for the recipe setting <c>evaluate-every</c>.</summary>
    public static Option<string?> EvaluateEvery() =>
        Text(
            "--evaluate-every", "N",
            "evaluate every N steps (FID, precision, recall, ...); keep the checkpoint with the best FID");

    /// <summary>Creates the option for the files of a data set.</summary>
    public static Option<string?> Data() =>
        Text("--data", "PATH", "folder with the data set's files, or a zip or Parquet file of pictures");

    /// <summary>Creates the option for the feature network of evaluations.</summary>
    public static Option<string?> Features() =>
        Choice(
            "--features", "NAME|FILE",
            "feature network (see gansharp features); by default that of the data set", () => FeatureNetworks.All);

    /// <summary>Creates the option for the language of a page.</summary>
    public static Option<string?> Language()
    {
        var option = Choice(
            "--language", "NAME", "language of the page: en (English, the default) or zh (Chinese)",
            () => PageLanguage.All);
        option.Validators.Add(result =>
        {
            var name = result.Tokens[0].Value;
            if (!PageLanguage.All.Contains(name))
                result.AddError(
                    $"--language: there is no page in '{name}'; choose from {string.Join(", ", PageLanguage.All)}");
        });
        return option;
    }

    /// <summary>Creates the option for the device, one of <see cref="Tensors.Device.All"/>.</summary>
    public static Option<Device?> Device()
    {
        var names = string.Join(", ", Tensors.Device.All.Select(device => device.Name));
        return new("--device")
        {
            HelpName = "NAME",
            Description = $"device to compute on: {names}",
            CustomParser = result =>
            {
                var name = result.Tokens[0].Value;
                var device = Tensors.Device.Find(name);
                if (device is null)
                    result.AddError($"--device: there is no device '{name}'; choose from {names}");
                return device;
            },
        };
    }

    /// <summary>Creates the option for the number of threads; see <see cref="Tensors.Compute.Threads"/>.</summary>
    public static Option<int?> Threads() =>
        Number("--threads", "number of threads, 1 to 256; by default one per processor", 1, 256);
}
