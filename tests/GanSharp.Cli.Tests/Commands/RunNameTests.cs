namespace GanSharp.Cli.Tests.Commands;

/// <summary>The names of runs and recipes.</summary>
public sealed class RunNameTests : ResumeTest
{
    [Theory]
    [InlineData("name: ''")]
    [InlineData("name: |-\n  two\n  lines")]
    public void A_recipe_without_a_name_can_be_resumed(string name)
    {
        Train();
        var path = Cli[$"{Run}/recipe.yaml"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("name: tiny", name, StringComparison.Ordinal));
        var result = Cli.Run("resume", "--data", "data", "--epochs", "3");
        (result.Exit, result.Error).ShouldBe((0, ""));
        File.ReadAllText(path).ShouldContain(name);
        File.ReadAllLines(Cli[$"{Run}/metrics.jsonl"]).Length.ShouldBe(15);
        Cli.Run("report").Exit.ShouldBe(0);
    }

    [Fact]
    public void A_training_without_a_name_is_refused_before_it_has_a_folder()
    {
        var result = Cli.Run("train", "tiny.yaml", "--data", "data", "--set", "name=");
        (result.Exit, result.Error).ShouldBe(
            (2, "gansharp: name: is empty; write a name, or leave it out for that of the file\n"));
        Directory.Exists(Cli["runs"]).ShouldBeFalse();
    }

    [Fact]
    public void A_run_is_found_by_its_number_name_or_path()
    {
        Train();
        foreach (var name in (string[])["1", "0001-tiny", Run])
            Cli.Run("sample", name, "--labels", "2").Out.ShouldContain(Cli[$"{Run}/generator.safetensors"]);
    }
}
