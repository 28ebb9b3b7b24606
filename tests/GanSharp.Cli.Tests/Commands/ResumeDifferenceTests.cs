namespace GanSharp.Cli.Tests.Commands;

/// <summary>Resuming a run with another recipe or other data.</summary>
public sealed class ResumeDifferenceTests : ResumeTest
{
    [Theory]
    [InlineData("batch-size: 8", "batch-size: 4", "batch-size: 8 there, 4 here")]
    [InlineData("seed: 1", "seed: 2", "seed: 1 there, 2 here")]
    public void A_changed_recipe_is_refused_with_the_difference(string from, string to, string difference)
    {
        Train();
        var path = Cli[$"{Run}/recipe.yaml"];
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
        var before = Contents();

        var result = Cli.Run("resume", "--data", "data", "--epochs", "9");

        result.Exit.ShouldBe(2);
        result.Error.ShouldMatch(
            $@"^gansharp: .*: was trained with another recipe: {difference}; change that back, or start a new run\n$");
        Contents().ShouldBe(before);
    }

    [Fact]
    public void Other_data_is_refused_with_the_difference()
    {
        Train();
        var path = Cli["data/tiny-images.idx"];
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        var before = Contents();

        var result = Cli.Run("resume", "--data", "data", "--epochs", "9");

        result.Exit.ShouldBe(2);
        result.Error.ShouldMatch(
            @"^gansharp: .*: was trained on other data: sha256: \w+ there, \w+ here; "
            + @"change that back, or start a new run\n$");
        Contents().ShouldBe(before);
    }
}
