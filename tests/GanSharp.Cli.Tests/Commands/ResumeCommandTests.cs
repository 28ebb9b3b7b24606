using System.Text.Json;

namespace GanSharp.Cli.Tests.Commands;

/// <summary>Resuming a training as it is, or longer.</summary>
public sealed class ResumeCommandTests : ResumeTest
{
    [Fact]
    public void A_training_that_is_stopped_twice_reaches_the_undisturbed_result()
    {
        var first = RunUntil("\"event\":\"step\",\"step\":3", "train", "tiny.yaml", "--data", "data", "--json");
        (first.Exit, Steps()).ShouldBe((130, 3));
        var second = RunUntil("\"event\":\"step\",\"step\":7", "resume", "latest", "--data", "data", "--json");
        second.Exit.ShouldBe(130, second.Error);
        second.Error.ShouldEndWith(
            "; resume with gansharp resume latest --data data, or see its report with gansharp report latest\n");
        second.Lines[0].ShouldContain("\"step\":3,\"totalSteps\":10");
        Steps().ShouldBe(7);

        var last = Cli.Run("resume", "latest", "--data", "data");

        last.Exit.ShouldBe(0, last.Error);
        last.Lines[0].ShouldStartWith("tiny on idx: 40 images");
        last.Lines[1].ShouldStartWith("epoch 2/2  step 10/10  ");
        ShouldEqualAnUndisturbedRun();
    }

    [Theory]
    [InlineData("--epochs", "3", "3", 15)]
    [InlineData("--steps", "3", "13", 13)]
    public void A_finished_training_can_be_made_longer(string option, string value, string inOneGo, int steps)
    {
        Train();
        var result = Cli.Run("resume", "1", "--data", "data", option, value);

        result.Exit.ShouldBe(0, result.Error);
        ShouldEqualAnUndisturbedRun(option, inOneGo);
        Cli.Run("resume", "0001-tiny", "--data", "data").Out.ShouldBe(
            $"{Cli[Run]}: has finished at step {steps} of {steps}; train it longer with --epochs N or --steps N\n",
            "it stays that long");
    }

    [Fact]
    public void A_finished_training_says_so_and_stays_as_it_is()
    {
        Train();
        var before = Contents();
        var result = Cli.Run("resume", "--data", "data", "--epochs", "1");
        (result.Exit, result.Out).ShouldBe(
            (0, $"{Cli[Run]}: has finished at step 10 of 5; train it longer with --epochs N or --steps N\n"));
        JsonDocument
            .Parse(Cli.Run("resume", "--data", "data", "--json").Out)
            .RootElement.GetProperty("event")
            .GetString()
            .ShouldBe("finished");
        Contents().ShouldBe(before);
    }

    [Theory]
    [InlineData("there is no run in ")]
    [InlineData("there is no run 7 in ", "7")]
    [InlineData("data: is not a run, for it has no recipe.yaml; ", "data")]
    [InlineData(
        "--epochs and --steps both set how long to train; give one of them", Run, "--epochs", "3", "--steps", "3")]
    [InlineData("epochs: '0' is not a whole number from 1 to 1000000", Run, "--epochs", "0")]
    [InlineData("on-nan: 'explode' is not one of stop, rollback", Run, "--on-nan", "explode")]
    [InlineData("--steps: '0' is not a whole number from 1 to 1000000000", Run, "--steps", "0")]
    [InlineData("idx: which files? Name their folder with --data DIR", Run)]
    public void A_run_that_cannot_be_resumed_is_refused(string complaint, params string[] args)
    {
        if (args is [Run, ..])
            Train();
        var result = Cli.Run(["resume", .. args]);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(complaint);
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public void On_nan_can_be_set_when_resuming()
    {
        Train();
        Cli.Run("resume", "1", "--data", "data", "--epochs", "3", "--on-nan", "rollback").Exit.ShouldBe(0);
        File.ReadAllText(Cli[$"{Run}/recipe.yaml"]).ShouldContain("on-nan: rollback");
    }

    [Fact]
    public void A_terminal_shows_a_bar_and_a_picture()
    {
        Train();
        var result = Cli.RunInTerminal("resume", "--data", "data", "--epochs", "3");
        result.Exit.ShouldBe(0, result.Error);
        result.Out.ShouldContain("epoch 3/3");
        result.Out.ShouldContain("▀");
    }
}
