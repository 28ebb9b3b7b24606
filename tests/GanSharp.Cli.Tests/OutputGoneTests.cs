using Spectre.Console;

namespace GanSharp.Cli.Tests;

/// <summary>The terminal, pipe or disk behind the output disappears.</summary>
public sealed class OutputGoneTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner { Time = new TickingTime() }.WithTinyRecipe();

    public void Dispose() => _cli.Dispose();

    public static TheoryData<string, bool, int> Trainings()
    {
        var cases = new TheoryData<string, bool, int>();
        foreach (var writes in (int[])[0, 1, 2])
        {
            foreach (var json in (string[])["", " --json"])
            {
                cases.Add($"train tiny.yaml --data data --out run{json}", false, writes);
                cases.Add($"sweep tiny.yaml --data data --samples 0 --out sweep{json}", false, writes);
                cases.Add($"features train idx --data data --epochs 1 --out f.safetensors{json}", false, writes);
            }
            cases.Add("train tiny.yaml --data data --out run", true, writes);
            cases.Add("train tiny.yaml --data data --out run --profile", true, writes);
            cases.Add("sweep tiny.yaml --data data --samples 0 --out sweep", true, writes);
            cases.Add("features train idx --data data --epochs 1 --out f.safetensors", true, writes);
        }
        return cases;
    }

    [Theory]
    [MemberData(nameof(Trainings))]
    public void A_training_continues(string command, bool isTerminal, int writes)
    {
        Run(command, isTerminal, writes).ShouldBe((0, "gansharp: standard output cannot be written: gone\n"));

        var files = _cli.Entries;
        files.ShouldContain(name =>
            name == "f.safetensors" || name == "run/report.html" || name == "sweep/report.html");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_resumed_training_continues(bool isTerminal)
    {
        _cli.Run("train", "tiny.yaml", "--data", "data", "--out", "run").Exit.ShouldBe(0);

        Run("resume run --data data --steps 5", isTerminal, 1).Exit.ShouldBe(0);

        File.Exists(_cli["run/checkpoints/step-0000015.safetensors"]).ShouldBeTrue();
    }

    [Theory]
    [InlineData("data")]
    [InlineData("data --json")]
    [InlineData("data info digits")]
    [InlineData("recipes")]
    [InlineData("recipes show gan")]
    [InlineData("features list")]
    [InlineData("train gan --dry-run")]
    [InlineData("sweep gan --dry-run")]
    [InlineData("--help")]
    [InlineData("--version")]
    public void A_command_that_only_prints_fails(string command) =>
        Run(command, isTerminal: false, 0).ShouldBe((1, "gansharp: standard output cannot be written: gone\n"));

    [Fact]
    public void Both_outputs_may_be_gone()
    {
        var gone = new LastingWriter(() => new BreakingWriter(0));

        _cli.Run(["train", "tiny.yaml", "--data", "data", "--out", "run"], gone, gone).ShouldBe(0);
        _cli.Run(["data"], gone, gone).ShouldBe(1);
        _cli.Run(["train", "nothing.yaml"], gone, gone).ShouldBe(2);
    }

    [Fact]
    public void A_stopped_training_only_says_that_it_stopped()
    {
        _cli.Cancellation = new(canceled: true);

        var (exit, error) = Run("train tiny.yaml --data data --out run", isTerminal: false, 0);

        exit.ShouldBe(ExitCode.Stopped);
        error
            .Split('\n', StringSplitOptions.RemoveEmptyEntries)
            .ShouldHaveSingleItem()
            .ShouldStartWith("gansharp: stopped after step 0; ");
    }

    [Theory]
    [InlineData("train tiny.yaml --data data --out run")]
    [InlineData("train tiny.yaml --data data --out run --json")]
    [InlineData("sweep tiny.yaml --data data --samples 0 --out sweep")]
    public void A_failing_display_does_not_stop_a_training(string command)
    {
        var (output, error) = (new BreakingWriter(0, new InvalidOperationException("a fault")), new StringWriter());

        _cli.Run(command.Split(' '), output, error).ShouldBe(1);

        error.ToString().ShouldStartWith("gansharp: the display failed, so the training continues without it: a fault");
        _cli.Entries.ShouldContain(name => name == "run/report.html" || name == "sweep/report.html");
    }

    [Theory]
    [InlineData("train tiny.yaml --data data --out run")]
    [InlineData("sweep tiny.yaml --data data --samples 0 --out sweep --keep all")]
    public void A_picture_that_cannot_be_written_does_not_stop_a_training(string command)
    {
        _cli.OnLine = _ =>
        {
            foreach (var samples in Directory.GetDirectories(_cli.Folder, "samples", SearchOption.AllDirectories))
                Directory.CreateDirectory(Path.Combine(samples, "epoch-0001.png"));
        };

        var result = _cli.Run(command.Split(' '));

        result.Exit.ShouldBe(1);
        result.Error.ShouldContain("epoch-0001.png: cannot be written");
        _cli.Entries.ShouldContain(name =>
            name.EndsWith("checkpoints/step-0000010.safetensors", StringComparison.Ordinal));
        _cli.Entries.ShouldContain(name => name.EndsWith("report.html", StringComparison.Ordinal));
    }

    private (int Exit, string Error) Run(string command, bool isTerminal, int writes)
    {
        var (output, error) = (
            new LastingWriter(() => new BreakingWriter(writes)),
            new StringWriter { NewLine = "\n" });
        IAnsiConsole? terminal = isTerminal ? CliRunner.NewTerminal(output, ColorSystemSupport.TrueColor, 100) : null;
        return (_cli.Run(command.Split(' '), output, error, terminal), error.ToString());
    }
}
