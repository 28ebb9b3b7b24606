namespace GanSharp.Cli.Tests.Presentation;

public class FirstEstimateTests
{
    [Fact]
    public void A_long_training_says_after_the_first_steps_how_long_it_takes()
    {
        using var cli = new CliRunner { Time = new TickingTime() }.WithTinyRecipe(also: "steps: 200");
        var lines = cli.Run("train", "tiny.yaml", "--data", "data", "--set", "checkpoint-every=0").Lines;
        var said = lines.Where(line => line.StartsWith("an epoch takes about ", StringComparison.Ordinal)).ToArray();
        said.Length.ShouldBe(1);
        said[0].ShouldMatch(@"^an epoch takes about \d\d:\d\d, the whole training about \d\d:\d\d$");

        cli.Run("train", "tiny.yaml", "--data", "data", "--json").Lines
            .Count(line => line.Contains("\"estimate\"", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public void A_short_training_says_nothing_of_that()
    {
        using var cli = new CliRunner { Time = new TickingTime(perSecond: 4) }.WithTinyRecipe();
        cli.Run("train", "tiny.yaml", "--data", "data").Out.ShouldNotContain("an epoch takes");
    }
}
