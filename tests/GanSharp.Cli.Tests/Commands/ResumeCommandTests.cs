using System.Text.Json;
using System.Text.RegularExpressions;

namespace GanSharp.Cli.Tests.Commands;

public sealed class ResumeCommandTests : IDisposable
{
    private const string Run = "runs/0001-tiny";
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_training_that_is_stopped_twice_becomes_what_it_would_have_become()
    {
        var first = RunUntil("\"event\":\"step\",\"step\":3", "train", "tiny.yaml", "--data", "data", "--json");
        (first.Exit, Steps()).ShouldBe((130, 3));
        var second = RunUntil("\"event\":\"step\",\"step\":7", "resume", "latest", "--data", "data", "--json");
        second.Exit.ShouldBe(130, second.Error);
        second.Error.ShouldEndWith(
            "; go on with gansharp resume latest --data data, or look at it with gansharp report latest\n");
        second.Lines[0].ShouldContain("\"step\":3,\"totalSteps\":10");
        Steps().ShouldBe(7);

        var last = _cli.Run("resume", "latest", "--data", "data");

        last.Exit.ShouldBe(0, last.Error);
        last.Lines[0].ShouldStartWith("tiny on idx: 40 images");
        last.Lines[1].ShouldStartWith("epoch 2/2  step 10/10  ");
        ShouldBeAsTrainedAtOnce();
    }

    [Theory]
    [InlineData("--epochs", "3", "3", 15)]
    [InlineData("--steps", "3", "13", 13)]
    public void A_finished_training_can_be_made_longer(string option, string value, string atOnce, int steps)
    {
        Train();
        var result = _cli.Run("resume", "1", "--data", "data", option, value);

        result.Exit.ShouldBe(0, result.Error);
        ShouldBeAsTrainedAtOnce(option, atOnce);
        _cli.Run("resume", "0001-tiny", "--data", "data").Out.ShouldBe(
            $"{_cli[Run]}: is trained to its end, step {steps} of {steps}; go on with --epochs N or --steps N\n",
            "it stays that long");
    }

    [Fact]
    public void A_finished_training_says_so_and_stays_as_it_is()
    {
        Train();
        var before = Contents();
        var result = _cli.Run("resume", "--data", "data", "--epochs", "1");
        (result.Exit, result.Out).ShouldBe(
            (0, $"{_cli[Run]}: is trained to its end, step 10 of 5; go on with --epochs N or --steps N\n"));
        JsonDocument
            .Parse(_cli.Run("resume", "--data", "data", "--json").Out)
            .RootElement.GetProperty("event")
            .GetString()
            .ShouldBe("finished");
        Contents().ShouldBe(before);
    }

    [Fact]
    public void A_damaged_checkpoint_is_told_of_and_the_one_before_is_taken()
    {
        Train();
        var path = _cli[$"{Run}/checkpoints/step-0000010.safetensors"];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);

        var result = _cli.Run("resume", "--data", "data");

        result.Exit.ShouldBe(0);
        result.Error.ShouldMatch(
            $@"^gansharp: going on from step 5, because of {Regex.Escape(path)}: .*cut short.*\n$");
        ShouldBeAsTrainedAtOnce();
    }

    [Fact]
    public void A_damaged_generator_is_written_anew_as_is_advised()
    {
        Train();
        var path = _cli[$"{Run}/generator.safetensors"];
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^1]);
        var refused = _cli.Run("sample", "latest");
        (
            refused.Exit,
            refused.Error.Contains(
                $"cut short; write it again with gansharp resume {_cli[Run]}",
                StringComparison.Ordinal)).ShouldBe((2, true), refused.Error);
        _cli.Run("resume", "--data", "data").Exit.ShouldBe(0);
        File.ReadAllBytes(path).ShouldBe(whole);
    }

    [Fact]
    public void A_damaged_line_of_a_log_is_told_of_and_kept_aside()
    {
        Train();
        var path = _cli[$"{Run}/metrics.jsonl"];
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [.. lines[..4], lines[4].Replace(':', ';'), .. lines[5..]]);

        var result = _cli.Run("resume", "--data", "data", "--epochs", "3");

        (result.Exit, result.Error).ShouldBe(
            (0, $"gansharp: {path}:5: is damaged; the line was moved to {path}.damaged, and the others stay\n"));
        File.ReadAllText($"{path}.damaged").ShouldBe($"{lines[4].Replace(':', ';')}\n");
        File.ReadAllLines(path)[..9].ShouldBe([.. lines[..4], .. lines[5..]]);
        File.ReadAllLines(path).Length.ShouldBe(14);
    }

    [Theory]
    [InlineData("batch-size: 8", "batch-size: 4", "batch-size: 8 there, 4 here")]
    [InlineData("seed: 1", "seed: 2", "seed: 1 there, 2 here")]
    public void A_changed_recipe_is_refused_with_the_difference(string from, string to, string difference)
    {
        Train();
        var path = _cli[$"{Run}/recipe.yaml"];
        File.WriteAllText(path, File.ReadAllText(path).Replace(from, to, StringComparison.Ordinal));
        var before = Contents();

        var result = _cli.Run("resume", "--data", "data", "--epochs", "9");

        result.Exit.ShouldBe(2);
        result.Error.ShouldMatch(
            $@"^gansharp: .*: was trained with another recipe: {difference}; change that back, or start a new run\n$");
        Contents().ShouldBe(before);
    }

    [Fact]
    public void Other_data_is_refused_with_the_difference()
    {
        Train();
        var path = _cli["data/tiny-images.idx"];
        var bytes = File.ReadAllBytes(path);
        bytes[^1] ^= 1;
        File.WriteAllBytes(path, bytes);
        var before = Contents();

        var result = _cli.Run("resume", "--data", "data", "--epochs", "9");

        result.Exit.ShouldBe(2);
        result.Error.ShouldMatch(
            @"^gansharp: .*: was trained on other data: sha256: \w+ there, \w+ here; change that back, or start a new run\n$");
        Contents().ShouldBe(before);
    }

    [Theory]
    [InlineData("there is no run in ")]
    [InlineData("7: there is no such run folder", "7")]
    [InlineData("data: is not a run, for it has no recipe.yaml; ", "data")]
    [InlineData(
        "--epochs and --steps both say how long to train; give one of them", Run, "--epochs", "3", "--steps", "3")]
    [InlineData("epochs: '0' is not a whole number from 1 to 1000000", Run, "--epochs", "0")]
    [InlineData("on-nan: 'explode' is not one of stop, rollback", Run, "--on-nan", "explode")]
    [InlineData("--steps: '0' is not a whole number from 1 to 1000000000", Run, "--steps", "0")]
    [InlineData("idx: which files? Name their folder with --data DIR", Run)]
    public void What_cannot_go_on_is_refused(string complaint, params string[] args)
    {
        if (args is [Run, ..])
            Train();
        var result = _cli.Run(["resume", .. args]);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(complaint);
        result.Out.ShouldBeEmpty();
    }

    [Fact]
    public void A_training_that_was_killed_before_it_saved_anything_begins_anew()
    {
        Train();
        Directory.Delete(_cli[$"{Run}/checkpoints"], recursive: true);
        File.Delete(_cli[$"{Run}/best-generator.safetensors"]);
        File.Delete(_cli[$"{Run}/generator.safetensors"]);
        _cli.Run("resume", "1", "--data", "data").Exit.ShouldBe(0);
        ShouldBeAsTrainedAtOnce();
    }

    [Fact]
    public void The_latest_run_is_begun_anew_when_it_was_killed_before_it_saved_anything_and_no_older_one_goes_on()
    {
        Train();
        Train();
        Directory.Delete(_cli["runs/0002-tiny/checkpoints"], recursive: true);
        File.Delete(_cli["runs/0002-tiny/best-generator.safetensors"]);
        File.Delete(_cli["runs/0002-tiny/generator.safetensors"]);
        var before = Contents();
        foreach (var command in (string[][])[["sample"], ["sample", "latest"], ["evaluate"]])
        {
            var refused = _cli.Run(command);
            (refused.Exit, refused.Error).ShouldBe((2,
                $"gansharp: {_cli["runs/0002-tiny"]}: has no generator yet; the first checkpoint brings one, so let it train, or resume it\n"));
        }

        _cli.Run("resume", "latest", "--data", "data", "--epochs", "3").Exit.ShouldBe(0);

        Contents().ShouldBe(before, "the older run stays as it is");
        File.ReadAllLines(_cli["runs/0002-tiny/metrics.jsonl"]).Length.ShouldBe(15);
    }

    [Theory]
    [InlineData("name: ''")]
    [InlineData("name: |-\n  two\n  lines")]
    public void A_recipe_without_a_name_can_be_resumed(string name)
    {
        Train();
        var path = _cli[$"{Run}/recipe.yaml"];
        File.WriteAllText(path, File.ReadAllText(path).Replace("name: tiny", name, StringComparison.Ordinal));
        var result = _cli.Run("resume", "--data", "data", "--epochs", "3");
        (result.Exit, result.Error).ShouldBe((0, ""));
        File.ReadAllText(path).ShouldContain(name);
        File.ReadAllLines(_cli[$"{Run}/metrics.jsonl"]).Length.ShouldBe(15);
        _cli.Run("report").Exit.ShouldBe(0);
    }

    [Fact]
    public void A_training_without_a_name_is_refused_before_it_has_a_folder()
    {
        var result = _cli.Run("train", "tiny.yaml", "--data", "data", "--set", "name=");
        (result.Exit, result.Error).ShouldBe(
            (2, "gansharp: name: is empty; write a name, or leave it out for that of the file\n"));
        Directory.Exists(_cli["runs"]).ShouldBeFalse();
    }

    [Fact]
    public void A_finished_training_without_checkpoints_is_not_begun_anew()
    {
        Train();
        Directory.Delete(_cli[$"{Run}/checkpoints"], recursive: true);
        var before = Contents();
        _cli.Run("resume", "1", "--data", "data", "--epochs", "9")
            .Error.ShouldContain("has no checkpoint to resume from; train its recipe.yaml again, into another folder");
        Contents().ShouldBe(before);
    }

    [Fact]
    public void What_to_do_when_numbers_break_can_be_said_when_going_on()
    {
        Train();
        _cli.Run("resume", "1", "--data", "data", "--epochs", "3", "--on-nan", "rollback").Exit.ShouldBe(0);
        File.ReadAllText(_cli[$"{Run}/recipe.yaml"]).ShouldContain("on-nan: rollback");
    }

    [Fact]
    public void A_terminal_gets_a_bar_and_a_picture()
    {
        Train();
        var result = _cli.RunInTerminal("resume", "--data", "data", "--epochs", "3");
        result.Exit.ShouldBe(0, result.Error);
        result.Out.ShouldContain("epoch 3/3");
        result.Out.ShouldContain("▀");
    }

    [Fact]
    public void A_run_is_sampled_by_its_number_or_its_name_too()
    {
        Train();
        foreach (var name in (string[])["1", "0001-tiny", Run])
            _cli.Run("sample", name, "--labels", "2").Out.ShouldContain(_cli[$"{Run}/generator.safetensors"]);
    }

    private void Train(params string[] options) =>
        _cli.Run(["train", "tiny.yaml", "--data", "data", .. options]).Exit.ShouldBe(0);

    /// <summary>Runs a command and stops it when it prints a text.</summary>
    private CliResult RunUntil(string text, params string[] args)
    {
        using var stop = new CancellationTokenSource();
        _cli.Cancellation = stop.Token;
        _cli.OnLine = line =>
        {
            if (line.Contains(text, StringComparison.Ordinal))
                stop.Cancel();
        };
        var result = _cli.Run(args);
        (_cli.Cancellation, _cli.OnLine) = (default, null);
        return result;
    }

    /// <summary>Compares with a run of its own that nobody stopped.</summary>
    private void ShouldBeAsTrainedAtOnce(params string[] options)
    {
        Train(["--out", "whole", .. options]);
        foreach (var name in (string[])["metrics.jsonl", "generator.safetensors"])
            File.ReadAllBytes(_cli[$"{Run}/{name}"])
                .AsSpan()
                .SequenceEqual(File.ReadAllBytes(_cli[$"whole/{name}"]))
                .ShouldBeTrue(name);
    }

    private int Steps() => File.ReadAllLines(_cli[$"{Run}/metrics.jsonl"]).Length;

    private Dictionary<string, string> Contents() =>
        Directory
            .EnumerateFiles(_cli[Run], "*", SearchOption.AllDirectories)
        .ToDictionary(path => path, path => Convert.ToHexString(File.ReadAllBytes(path)));
}
