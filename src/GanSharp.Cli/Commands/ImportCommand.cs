using System.CommandLine;
using GanSharp.Cli.Presentation;
using GanSharp.PyTorch;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Text;
using GanSharp.Training;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp import</c>: makes a generator file of weights of PyTorch.</summary>
internal sealed class ImportCommand : ToolCommand
{
    private readonly Argument<string> _file = new("FILE")
    {
        Description = "weights of PyTorch: .pt or .pth of torch.save, .safetensors, or model.safetensors.index.json",
    };

    private readonly Option<string?> _recipe = NewOption.Choice(
        "--recipe", "NAME", "recipe with the same layers: a built-in one or a .yaml file", () => RecipeCatalogue.Names);

    private readonly Option<string?> _part = NewOption.Text(
        "--part", "NAME", "key or prefix of the generator in the file, such as netG; by default the usual ones");

    private readonly Option<string?>[] _selection =
    [
        NewOption.Dataset("data set whose classes the generator was trained on; by default that of the recipe"),
        NewOption.Names("--classes", "NAME[,NAME...]", "the classes, in the order of their numbers"),
        NewOption.Text("--image-size", "N", "side of the images; by default 28, 32 or 64, as the weights fit"),
    ];

    private readonly Option<int?> _channels = NewOption.Number(
        "--channels", "channels of the images; by default 1 or 3, as the weights fit", 1, 4);

    private readonly Option<string[]> _set = NewOption.Settings(
        "override a setting of the recipe, such as latent; repeatable");

    private readonly Option<string?> _out = NewOption.Text(
        "--out", "FILE|DIR/", "generator file to write, imported.safetensors by default; DIR/ for a folder");

    private readonly Option<bool> _json = NewOption.Flag("--json", "print one JSON object and nothing else");

    public ImportCommand(CliEnvironment environment) : base(
        "import", "Make a generator from weights that PyTorch saved.", environment,
        "gansharp import netG.pth --recipe gan",
        "gansharp import acgan.pt --recipe acgan --dataset fashion-mnist --out clothes.safetensors",
        "gansharp import model.safetensors --recipe my-dcgan.yaml --image-size 64 --channels 3",
        "gansharp import infogan.pth --recipe infogan --set \"latent=62 normal + 2 uniform -1 1 + 10 categorical\"")
    {
        Add(_file);
        foreach (var option in (Option[])[_recipe, _part, .. _selection, _channels, _set, _out, _json])
            Add(option);
        SetAction(Run);
    }

    private int Run(ParseResult parsed)
    {
        var path = Environment.At(parsed.GetRequiredValue(_file));
        var output = OutputOf(parsed);
        var name = parsed.GetValue(_recipe) ?? throw new GanSharpException(
            "which recipe has the layers of these weights? Name it with --recipe NAME (see gansharp recipes)");
        var recipe = RecipeCatalogue.Load(Environment.AtRecipe(name)).With(
            [.. (parsed.GetValue(_set) ?? []).Select(KeyAndValue), .. SettingsOf(parsed, _selection)]);
        var imported = GeneratorImport.Load(path, recipe, parsed.GetValue(_channels), parsed.GetValue(_part));
        imported.Save(output);
        if (parsed.GetValue(_json))
            Environment.WriteJson(new
            {
                Source = path,
                Generator = output,
                Recipe = imported.Recipe.Name,
                imported.Image,
                imported.ClassNames,
                Match = imported.Report.Match.ToString().ToLowerInvariant(),
                Tensors = imported.Report.Tensors.Select(tensor => new
                {
                    tensor.Source,
                    SourceShape = Text(tensor.SourceShape),
                    tensor.Target,
                    TargetShape = Text(tensor.TargetShape),
                    tensor.Change,
                }),
                imported.LeftOut,
            });
        else
            Show(path, output, imported);
        return ExitCode.Success;
    }

    private string OutputOf(ParseResult parsed)
    {
        var output = Environment.At(parsed.GetValue(_out) ?? "imported.safetensors");
        if (Path.EndsInDirectorySeparator(output) || Directory.Exists(output))
            output = Path.Combine(output, RunFolders.GeneratorName);
        if (!output.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
            throw new GanSharpException($"{output}: a generator is a safetensors file; end the name in .safetensors");
        return !Path.Exists(output) ? output
            : throw new GanSharpException($"{output}: exists; choose another name with --out, so that it is not lost");
    }

    private void Show(string path, string output, GeneratorImport imported)
    {
        var how = imported.Report.Match switch
        {
            ImportMatch.Names => "by name",
            ImportMatch.Order => "in the order of the modules",
            _ => "by shape",
        };
        Listing.Write(
            Environment, ["file", "shape", "generator", "shape", "change"],
            imported.Report.Tensors.Select(tensor => new[]
            {
                tensor.Source ?? "-", Text(tensor.SourceShape) ?? "-", tensor.Target, Text(tensor.TargetShape)!,
                tensor.Change,
            }));
        if (imported.LeftOut.Count > 0)
            Environment.Out.WriteLine(
                $"left out, as they are no weights: {string.Join(", ", imported.LeftOut)}");
        Environment.Out.WriteLine(
            $"{path}: {Plural.Of(imported.Report.Tensors.Count, "tensor")} {how}, for images of {imported.Image}"
            + (imported.ClassNames.Count > 0 ? $" of the classes {string.Join(", ", imported.ClassNames)}" : ""));
        Environment.Out.WriteLine($"{output}: draw images with gansharp sample {ShellWord.Path(output)}");
    }

    private static string? Text(Shape? shape) => shape?.ToString();
}
