using System.CommandLine;
using System.Text;
using GanSharp.Augmentation;
using GanSharp.Cli.Commands;
using GanSharp.Models.Conditioning;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Terms;

namespace GanSharp.Cli.Tests.Docs;

/// <summary>The reference in <c>docs/reference</c> is what the code generates.</summary>
public sealed class ReferenceTests : IDisposable
{
    private const string Intro = "Generated from the code; `ReferenceTests` fails if it is stale.\n";

    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Commands_are_those_of_the_tool()
    {
        var text = new StringBuilder($"# Commands\n\n{Intro}");
        Append(Tool.Root(_cli.Environment()), []);
        GeneratedText.ShouldBeFile("docs/reference/commands.md", text.ToString());

        void Append(Command command, string[] path)
        {
            var help = _cli.Run([.. path, "--help"]).Out.Trim();
            text.Append($"\n## {string.Join(' ', ["gansharp", .. path])}\n\n```text\n{Narrow(help)}\n```\n");
            foreach (var child in command.Subcommands.OfType<ToolCommand>())
                Append(child, [.. path, child.Name]);
        }
    }

    [Fact]
    public void Settings_are_those_of_the_catalogues()
    {
        var text = new StringBuilder(
            $"# Recipes\n\n{Intro}\nA recipe is a YAML file of these settings. `gansharp recipes show NAME --all` "
            + "prints all values of one;\nthe defaults are those of a recipe that sets nothing.\n");
        var defaults = new Recipe { Name = "" };
        Table(
            "Settings", ["setting", "short", "default", "about"],
            RecipeKeys.All.Select(key => new[]
            {
                Code(key.Name), key.ShortName == key.Name ? "" : Code(key.ShortName),
                string.Join(", ", key.Get(defaults).Where(line => line.Length > 0).Select(Code)), key.About,
            }));
        Table("Layers", ["layer", "about"], NetworkBuilder.Layers.Select(layer => Row(layer.Usage, layer.About)));
        Table("Terms", ["term", "about"], TermCatalogue.All.Select(term => Row(term.Usage, term.About)));
        Table(
            "Augmentation", ["entry of `augment`", "about"],
            AugmentationCatalogue.All.Select(entry => Row(entry.Usage, entry.About)));
        Table(
            "Conditioning of the generator", ["method", "about"],
            LabelConditioning.GeneratorMethods.Select(method => Row(method.Name, method.About)));
        Table(
            "Conditioning of the discriminator", ["method", "about"],
            LabelConditioning.DiscriminatorMethods.Select(method => Row(method.Name, method.About)));
        GeneratedText.ShouldBeFile("docs/reference/recipes.md", text.ToString());

        void Table(string title, string[] header, IEnumerable<string[]> rows)
        {
            var rule = string.Concat(header.Select(_ => "---|"));
            text.Append($"\n## {title}\n\n| {string.Join(" | ", header)} |\n|{rule}\n");
            foreach (var row in rows)
                text.Append($"| {string.Join(" | ", row)} |\n");
        }

        static string[] Row(string usage, string about) => [Code(usage), about.Replace("|", "\\|")];

        static string Code(string value) => $"`{value.Replace("|", "\\|")}`";
    }

    private static string Narrow(string text) =>
        string.Join('\n', text.Split('\n').Select(line => line.TrimEnd()));
}
