using GanSharp.Text;
using GanSharp.Zoo;

namespace GanSharp.Cli.Tests.Docs;

public sealed class ZooTableTests
{
    private static readonly string[] Figures =
        ["fid", "kid", "precision", "recall", "class-accuracy", "memorisation"];

    [Fact]
    public void The_table_of_the_built_in_generators_has_their_figures()
    {
        var rows = GeneratorZoo.All.Select(generator =>
            $"| {generator.Name} | {string.Join(" | ", Figures.Select(name => Text(generator, name)))} "
            + $"| `{generator.Command}` |\n");
        GeneratedText.ShouldBeBlock(
            "docs/results.md", "zoo",
            $"| generator | {string.Join(" | ", Figures)} | trained by |\n"
            + $"|---|{string.Concat(Figures.Select(_ => "---:|"))}---|\n" + string.Concat(rows));
    }

    private static string Text(ZooGenerator generator, string figure) =>
        Numbers.Rounded(generator.Evaluation.Figures[figure].Value, 3);
}
