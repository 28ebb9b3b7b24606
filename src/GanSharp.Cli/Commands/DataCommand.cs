using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Text;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp data</c>: lists, describes and downloads data sets.</summary>
internal sealed class DataCommand : ToolCommand
{
    private readonly Option<bool> _json = new("--json")
    {
        Description = "print JSON and nothing else",
        Recursive = true,
    };
    private readonly Argument<string> _name = new("NAME") { Description = "name of a data set" };
    private readonly Option<string?> _data = NewOption.Data();
    private readonly Option<string?>[] _selection = NewOption.Selection();

    public DataCommand(CliEnvironment environment) : base(
        "data", "List, describe or download data sets; list or delete decoded images that are kept.", environment,
        "gansharp data",
        "gansharp data info digits",
        "gansharp data download mnist",
        "gansharp data info idx --data ~/my-images",
        "gansharp data info folder --data ~/flowers --image-size 32",
        "gansharp data cache --clear")
    {
        Add(_json);
        SetAction(parsed => List(parsed.GetValue(_json)));
        _name.CompletionSources.Add([.. Datasets.All.Select(info => info.Name)]);
        var list = new ToolCommand("list", "List the data sets.", environment, "gansharp data list");
        list.SetAction(parsed => List(parsed.GetValue(_json)));
        Add(list);
        var info = new ToolCommand(
            "info", "Show the number of images of a data set, their size and its classes.", environment,
            "gansharp data info digits")
        {
            _name, _data,
        };
        foreach (var option in _selection)
            info.Add(option);
        info.SetAction(
            (parsed, cancellation) => Task.FromResult(Describe(Load(parsed, cancellation), parsed.GetValue(_json))));
        Add(info);
        var download = new ToolCommand(
            "download", "Download a data set. An interrupted download resumes where it stopped.", environment,
            "gansharp data download mnist")
        {
            _name,
        };
        download.SetAction(async (parsed, cancellation) =>
        {
            await Download.RunAsync(Environment, parsed.GetRequiredValue(_name), parsed.GetValue(_json), cancellation);
            return ExitCode.Success;
        });
        Add(download);
        Add(new DataCacheCommand(environment, _json));
    }

    private ImageDataset Load(ParseResult parsed, CancellationToken cancellation)
    {
        var name = parsed.GetRequiredValue(_name);
        var recipe = new Recipe { Name = name, Dataset = name }.With([.. SettingsOf(parsed, _selection)]);
        return RealData.Load(Environment, recipe, parsed.GetValue(_data), parsed.GetValue(_json), cancellation);
    }

    private int List(bool json)
    {
        var known = Datasets.All.Select(info => new
        {
            info.Name,
            info.About,
            info.IsBuiltIn,
            info.DownloadBytes,
            Folder = Datasets.FolderOf(info),
        });
        if (json)
            Environment.WriteJson(known);
        else
            Listing.Write(Environment, ["data set", "about", "where"], known.Select(info => new[]
            {
                info.Name,
                info.About,
                info.IsBuiltIn ? "built in"
                    : info.Folder is { } folder ? folder
                    : info.DownloadBytes is { } bytes ? $"not downloaded ({DownloadView.Size(bytes)})"
                    : "given by --data",
            }));
        return ExitCode.Success;
    }

    private int Describe(ImageDataset data, bool json)
    {
        var counts = data.CountPerClass();
        if (json)
        {
            Environment.WriteJson(new
            {
                data.Name,
                Images = data.Count,
                data.ImageShape.Channels,
                data.ImageShape.Height,
                data.ImageShape.Width,
                Classes = data.ClassNames.Select((name, i) => new { Name = name, Images = counts[i] }),
                data.LeftOut,
            });
            return ExitCode.Success;
        }
        Environment.Out.WriteLine(data);
        foreach (var left in data.LeftOut)
            Environment.Out.WriteLine($"  {Visible.Of(left)}");
        if (counts.Length > 0)
            Listing.Write(
                Environment, ["class", "images"], data.ClassNames.Select((name, i) => new[] { name, $"{counts[i]}" }));
        if (Environment.Terminal is { } terminal)
            terminal.Write(new TerminalImage(OneOfEach(data)));
        return ExitCode.Success;
    }

    /// <summary>Returns the first image of each class, or the first ten images if there are no classes.</summary>
    private static Bitmap OneOfEach(ImageDataset data)
    {
        var chosen = data.Labels is { } labels
            ? Enumerable.Range(0, data.Classes).Select(label => Array.IndexOf(labels, (byte)label)).ToArray()
            : [.. Enumerable.Range(0, Math.Min(10, data.Count))];
        return ImageGrid.Arrange(
            chosen.SelectMany(index => data.Image(index).ToArray()).ToArray(), data.ImageShape, chosen.Length);
    }
}
