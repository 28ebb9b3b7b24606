using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training;

namespace GanSharp.Cli.Tests.Commands;

/// <summary>Runs that a program trained with custom parts, which the tool does not have.</summary>
public sealed class CustomPartsTests : IDisposable
{
    private const string Name = "GanSharp.Cli.Tests.Commands.CustomPartsTests+SoftHinge";
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public CustomPartsTests()
    {
        var recipe = RecipeCatalogue.Load(_cli["tiny.yaml"]);
        var data = Datasets.Load(recipe.Dataset, _cli["data"]);
        using var trainer = new Trainer(recipe, data, options: new() { Custom = new() { Terms = [new SoftHinge()] } });
        using var run = RunFolder.Create(_cli["run"], trainer);
        foreach (var happened in trainer.RunAsync().ToBlockingEnumerable())
            run.Write(happened);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void They_cannot_be_resumed()
    {
        var before = Contents();
        var result = _cli.Run("resume", "run", "--data", "data", "--epochs", "4");
        (result.Exit, result.Out, result.Error).ShouldBe(
            (
                2, "",
                $"gansharp: {_cli["run"]}: was trained with parts written in C# ({Name}); resume it from that program\n"
            ));
        Contents().ShouldBe(before);
    }

    [Fact]
    public void They_cannot_be_restarted_if_they_stopped_before_the_first_checkpoint()
    {
        Directory.Delete(_cli["run/checkpoints"], recursive: true);
        foreach (var path in Directory.GetFiles(_cli["run"], "*.safetensors"))
            File.Delete(path);
        var result = _cli.Run("resume", "run", "--data", "data");
        (result.Exit, result.Error).ShouldBe(
            (
                2,
                $"gansharp: {_cli["run"]}: was trained with parts written in C# ({Name}); resume it from that program\n"
            ));
    }

    [Fact]
    public void Without_the_description_the_checkpoint_names_the_parts()
    {
        File.Delete(_cli["run/run.json"]);
        var result = _cli.Run("resume", "run", "--data", "data", "--epochs", "4");
        (result.Exit, result.Out).ShouldBe((2, ""));
        result.Error.ShouldEndWith(
            $".safetensors: was trained with parts written in C# ({Name}); resume it from that program\n");
    }

    [Theory]
    [InlineData("sample")]
    [InlineData("evaluate")]
    public void They_cannot_be_sampled_or_evaluated(string command)
    {
        var result = _cli.Run(command, "run");
        (result.Exit, result.Out, result.Error).ShouldBe((2, "",
            $"gansharp: {_cli["run/generator.safetensors"]}: was trained with parts written in C# ({Name}); "
            + "draw from it in that program\n"));
    }

    [Fact]
    public void Their_pages_say_that_the_tool_cannot_reproduce_them()
    {
        _cli.Run("report", "run").Exit.ShouldBe(0);
        var page = File.ReadAllText(_cli["run/report.html"]);
        page.ShouldContain("so gansharp alone cannot repeat it");
        page.ShouldContain("CustomPartsTests&#x2B;SoftHinge");
        page.ShouldNotContain("gansharp train");
        page.ShouldNotContain("gansharp resume");
        page.ShouldNotContain("The result is identical");

        _cli.Run("train", "tiny.yaml", "--data", "data", "--out", "plain").Exit.ShouldBe(0);
        _cli.Run("compare", "run", "plain", "--out", "both.html").Exit.ShouldBe(0);
        File.ReadAllText(_cli["both.html"]).ShouldContain("parts in C#");
    }

    private string[] Contents() =>
        [
            .. Directory
                .GetFiles(_cli["run"], "*", SearchOption.AllDirectories)
                .Order()
                .Select(path => $"{path} {Convert.ToHexString(File.ReadAllBytes(path))}"),
        ];

    private sealed class SoftHinge : GanTerm
    {
        public override Tensor ForDiscriminator(StepContext step) => 0.1 * step.OnReal.Mean();
    }
}
