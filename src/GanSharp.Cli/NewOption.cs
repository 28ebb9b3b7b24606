using System.CommandLine;
using System.CommandLine.Completions;
using System.Globalization;
using System.Numerics;
using GanSharp.Data;
using GanSharp.Tensors;

namespace GanSharp.Cli;

/// <summary>The kinds of options that commands have. What is not given is null, or false.</summary>
internal static class NewOption
{
    /// <summary>An option that is there or not.</summary>
    public static Option<bool> Flag(string name, string about) => new(name) { Description = about };

    /// <summary>An option with a text, which help calls <paramref name="value"/>.</summary>
    public static Option<string?> Text(string name, string value, string about) =>
        new(name) { HelpName = value, Description = about };

    /// <summary>An option with names, which can be repeated; <see cref="GanSharp.Text.NameList"/> reads them.</summary>
    public static Option<string?> Names(string name, string value, string about) => new(name)
    {
        HelpName = value,
        Description = $"{about}; can be repeated, and a name with commas stands in quotes",
        Arity = ArgumentArity.OneOrMore,
        CustomParser = result => string.Join(", ", result.Tokens.Select(token => token.Value)),
    };

    /// <summary>An option with a text that is one of few, which shells complete.</summary>
    public static Option<string?> Choice(string name, string value, string about, Func<IEnumerable<string>> words)
    {
        var option = Text(name, value, about);
        option.CompletionSources.Add(_ => words().Select(word => new CompletionItem(word)));
        return option;
    }

    /// <summary>An option with a whole number from <paramref name="least"/> to <paramref name="most"/>.</summary>
    public static Option<T?> Number<T>(string name, string about, T least, T most) where T : struct, IBinaryInteger<T> => new(name)
    {
        HelpName = "N",
        Description = about,
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            var isNumber = T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value);
            if (isNumber && value >= least && value <= most)
                return value;
            result.AddError($"{name}: '{text}' is not a whole number from {least} to {most}");
            return null;
        },
    };

    /// <summary>Which images of a data set, and at what size: settings of recipes of the same names.</summary>
    public static Option<string?>[] Selection() =>
    [
        Names("--classes", "NAME[,NAME...]", "only images of these classes"),
        Text("--limit", "N", "only N images of these classes, of each in proportion"),
        Text("--image-size", "N", "scale images to squares of that side in pixels"),
    ];

    /// <summary>Settings of recipes by their keys.</summary>
    public static Option<string[]> Settings(string about) =>
        new("--set") { HelpName = "KEY=VALUE", Description = about };

    /// <summary>What to do when numbers break: the setting of recipes of the same name.</summary>
    public static Option<string?> OnNan() =>
        Choice(
            "--on-nan", "RESPONSE",
            "when a loss, gradient or weight is NaN or infinite: stop, or rollback to the last checkpoint and halve the learning rates",
            () => ["stop", "rollback"]);

    /// <summary>A data set by its name.</summary>
    public static Option<string?> Dataset(string about) =>
        Choice("--dataset", "NAME", about, () => Datasets.All.Select(info => info.Name));

    /// <summary>How often samples are evaluated: the setting of recipes of the same name.</summary>
    public static Option<string?> EvaluateEvery() =>
        Text(
            "--evaluate-every", "N",
            "evaluate samples after every N steps (FID, precision, recall ...), and keep the checkpoint with the least FID");

    /// <summary>Which features samples are evaluated by.</summary>
    public static Option<string?> Features() =>
        Text(
            "--features", "NAME|FILE",
            "the network whose features samples are evaluated by (see gansharp features); by default that of the data set");

    /// <summary>Where a training computes, one of <see cref="Tensors.Device.All"/>.</summary>
    public static Option<Device?> Device()
    {
        var names = string.Join(", ", Tensors.Device.All.Select(device => device.Name));
        return new("--device")
        {
            HelpName = "NAME",
            Description = $"where to compute: {names}",
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

    /// <summary>How many threads compute; see <see cref="Tensors.Compute.Threads"/>.</summary>
    public static Option<int?> Threads() =>
        Number("--threads", "threads to compute with, 1 to 256; one for each processor by default", 1, 256);
}
