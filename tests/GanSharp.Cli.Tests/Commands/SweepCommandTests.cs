using System.Text.Json;
using GanSharp.Metrics;

namespace GanSharp.Cli.Tests.Commands;

public sealed class SweepCommandTests : IDisposable
{
    private static readonly string[] Grid =
    [
        "--grid", "lr=1e-4,2e-4", "--grid", "batch-size=8,20", "--seeds", "2", "--data", "data",
    ];
    private readonly CliRunner _cli = new CliRunner
    {
        Evaluate = (_, _, _, _) => (_, _) => (sampler, _) => Measured(sampler.ClassNames.Count),
    }.WithTinyRecipe();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_sweep_trains_evaluates_and_reports()
    {
        var result = _cli.Run(["sweep", "tiny.yaml", .. Grid]);

        result.Exit.ShouldBe(0, result.Error);
        result.Lines[0].ShouldBe($"8 trials in {_cli["sweeps/tiny"]}");
        result.Lines[1].ShouldBe("[1/8] tiny-lr=1e-4-batch-size=8-seed=1: 10 steps");
        result
            .Lines[2]
            .ShouldBe("[1/8 done] tiny-lr=1e-4-batch-size=8-seed=1: fid 12.5 (12 to 13), modes 3; ETA 00:00");
        result.Lines[^1].ShouldBe($"{_cli["sweeps/tiny/report.html"]}: 8 of 8 trials done");
        result.Lines.Length.ShouldBe(18);
        File.ReadAllText(_cli["sweeps/tiny/report.html"]).ShouldContain("tiny-lr=2e-4-batch-size=20-seed=2");

        var again = _cli.Run(["sweep", "tiny.yaml", .. Grid]);
        again.Lines.ShouldBe([$"8 trials in {_cli["sweeps/tiny"]}, 8 of them done", result.Lines[^1]]);
    }

    [Fact]
    public void A_stopped_sweep_is_resumed_by_the_same_command_or_by_its_folder()
    {
        using var stop = new CancellationTokenSource();
        _cli.Cancellation = stop.Token;
        _cli.OnLine = line =>
        {
            if (line.StartsWith("[3/8]", StringComparison.Ordinal))
                stop.Cancel();
        };
        var stopped = _cli.Run(["sweep", "tiny.yaml", .. Grid]);
        (_cli.Cancellation, _cli.OnLine) = (default, null);

        stopped.Exit.ShouldBe(130);
        stopped.Error.ShouldBe(
            $"gansharp: stopped; resume with the same command or with gansharp sweep {_cli["sweeps/tiny"]}\n");
        _cli.Run("sweep", "sweeps/tiny", "--data", "data").Lines[0].ShouldEndWith(", 2 of them done");
    }

    [Fact]
    public void A_file_defines_a_whole_sweep()
    {
        File.WriteAllText(
            _cli["study.yaml"], "recipes: [tiny.yaml]\ngrid:\n  lr: [1e-4, 2e-4]\nsamples: 0\nset:\n  steps: 3\n");
        var result = _cli.Run("sweep", "study.yaml", "--data", "data", "--json");

        result.Exit.ShouldBe(0, result.Error);
        var events = result.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        events.Select(line => line.GetProperty("event").GetString()).ShouldBe(
            ["sweep-started", "trial-started", "trial-finished", "trial-started", "trial-finished", "sweep-finished"]);
        events[2].GetProperty("result").GetProperty("steps").GetInt64().ShouldBe(3);
        _cli.Entries.ShouldContain("sweeps/study/results/tiny-lr=2e-4-seed=1.json");
        _cli.Run("sweep", "study.yaml", "--seeds", "3").Error.ShouldBe(
            "gansharp: --seeds cannot be combined with study.yaml, which defines the whole sweep; change it there\n");
    }

    [Theory]
    [InlineData("1")]
    [InlineData("latest")]
    [InlineData("runs/0001-tiny")]
    [InlineData("runs/0001-tiny/generator.safetensors")]
    public void Trials_start_from_the_networks_of_a_run(string run)
    {
        _cli.Run("train", "tiny.yaml", "--data", "data", "--steps", "1").Exit.ShouldBe(0);
        string[] sweep = ["sweep", "tiny.yaml", "--grid", "lr=1e-4,2e-4", "--steps", "1", "--samples", "0"];
        var result = _cli.Run([.. sweep, "--init-from", run, "--data", "data"]);
        result.Exit.ShouldBe(0, result.Error);
        File.ReadAllText(_cli["sweeps/tiny/sweep.yaml"]).ShouldContain($"\ninit-from: {_cli["runs/0001-tiny"]}");
        File.ReadAllText(_cli["sweeps/tiny/runs/tiny-lr=2e-4-seed=1/run.json"]).ShouldContain(_cli["runs/0001-tiny"]);
        File.ReadAllText(_cli["sweeps/tiny/report.html"]).ShouldContain($"starts from {_cli["runs/0001-tiny"]}");
        _cli.Run([.. sweep, "--data", "data"]).Error.ShouldStartWith(
            $"gansharp: {_cli["sweeps/tiny"]}: has started tiny-lr=1e-4-seed=1 from {_cli["runs/0001-tiny"]}");
    }

    [Fact]
    public void A_file_names_a_run_relative_to_itself()
    {
        _cli.Run("train", "tiny.yaml", "--data", "data", "--steps", "1").Exit.ShouldBe(0);
        Directory.CreateDirectory(_cli["studies"]);
        var study = "recipes: [../tiny.yaml]\ninit-from: ../runs/0001-tiny\nsamples: 0\nset:\n  steps: 1\n";
        File.WriteAllText(_cli["studies/a.yaml"], study);
        _cli.Run("sweep", "studies/a.yaml", "--data", "data").Exit.ShouldBe(0);
        File.ReadAllText(_cli["sweeps/a/sweep.yaml"]).ShouldContain($"\ninit-from: {_cli["runs/0001-tiny"]}\n");

        File.WriteAllText(_cli["studies/b.yaml"], study.Replace("0001", "0007", StringComparison.Ordinal));
        foreach (var dry in (string[][])[[], ["--dry-run"]])
        {
            var result = _cli.Run(["sweep", "studies/b.yaml", "--data", "data", .. dry]);
            result.Exit.ShouldBe(2);
            result.Error.ShouldBe($"gansharp: init-from: {_cli["runs/0007-tiny"]}: "
                + "there is no such run folder or .safetensors file\n");
        }
        _cli.Run("sweep", "tiny.yaml", "--init-from", "7", "--data", "data").Error.ShouldBe(
            $"gansharp: there is no run 7 in {_cli["runs"]}; name another number, a folder, or latest\n");
    }

    [Fact]
    public void A_dry_run_lists_the_trials()
    {
        var result = _cli.Run(
            "sweep", "cgan-paper", "--grid", "lr=1e-4,2e-4", "--grid", "batch-size=32,64", "--seeds", "2", "--dry-run");
        result.Exit.ShouldBe(0, result.Error);
        result.Lines.Length.ShouldBe(9);
        (result.Lines[0], result.Lines[^1]).ShouldBe(("cgan-paper-lr=1e-4-batch-size=32-seed=1", "8 trials"));
        _cli.Run("sweep", "gan", "--random", "3", "--grid", "lr=1e-5..1e-3 log", "--dry-run", "--json")
            .Lines.Length.ShouldBe(3);
        _cli.Entries.ShouldNotContain("sweeps");
    }

    [Theory]
    [InlineData("tiny.yaml")]
    [InlineData("tiny.yaml --data nowhere")]
    [InlineData("gan --dataset mnist --offline")]
    [InlineData("gan tiny.yaml")]
    public void A_dry_run_reports_a_missing_data_set_as_the_sweep_does(string options)
    {
        var dry = _cli.Run(["sweep", .. options.Split(' '), "--dry-run"]);
        var real = _cli.Run(["sweep", .. options.Split(' ')]);
        (dry.Exit, dry.Out).ShouldBe((2, ""));
        dry.Error.ShouldBe(real.Error);
        dry.Error.ShouldContain("--data DIR");
    }

    [Fact]
    public void A_dry_run_downloads_nothing() =>
        _cli.Run("sweep", "gan", "--dataset", "mnist", "--dry-run").Lines.ShouldBe(["gan-seed=1", "1 trial"]);

    [Fact]
    public void Failed_trials_are_reported_and_retried_on_request()
    {
        string[] command = ["sweep", "tiny.yaml", "--grid", "lr=1e38,1e-4", "--data", "data", "--out", "here"];
        var result = _cli.Run(command);
        result.Exit.ShouldBe(1);
        result.Lines[2].ShouldStartWith("[1/2 done] tiny-lr=1e38-seed=1: failed: ");
        result.Lines[^1].ShouldEndWith(": 2 of 2 trials done, 1 failed; retry with --retry");
        _cli.Run(command).Lines.Length.ShouldBe(2);
        _cli.Run([.. command, "--retry"]).Lines[1].ShouldStartWith("[1/2] tiny-lr=1e38-seed=1: 10 steps");
    }

    [Fact]
    public void The_results_are_written_as_a_page_or_as_Markdown()
    {
        _cli.Run(["sweep", "tiny.yaml", .. Grid, "--out", "here"]).Exit.ShouldBe(0);
        File.Delete(_cli["here/report.html"]);
        _cli.Run("sweep", "report", "here").Out.ShouldBe($"{_cli["here/report.html"]}\n");
        _cli.Run("sweep", "report", "here", "--language", "zh").Exit.ShouldBe(0);
        File.ReadAllText(_cli["here/report.html"]).ShouldContain("个试验已完成");
        File.Exists(_cli["here/report.html"]).ShouldBeTrue();
        var lines = _cli.Run("sweep", "report", "here/", "--markdown").Lines;
        lines[0].ShouldBe("| Recipe | lr | batch-size | FID | Modes | Samples |");
        lines.ShouldContain(
            "| tiny | 2e-4 | 20 | 12.5 ± 0 | 3 ± 0 "
            + "| ![tiny-lr=2e-4-batch-size=20-seed=1](here/results/tiny-lr=2e-4-batch-size=20-seed=1.png) |");
    }

    [Fact]
    public void A_terminal_shows_the_finished_trials()
    {
        var result = _cli.RunInTerminal("sweep", "tiny.yaml", "--data", "data", "--steps", "2");
        result.Exit.ShouldBe(0, result.Error);
        result.Out.ShouldContain("[1/1 done] tiny-seed=1: fid 12.5 (12 to 13), modes 3");
    }

    [Theory]
    [InlineData("what should be trained?")]
    [InlineData("there is no recipe 'gna'", "gna")]
    [InlineData("lr=fast: 'fast' is not a number above 0", "gan", "--grid", "lr=fast")]
    [InlineData("'1e-3,,2': a value is empty", "gan", "--grid", "lr=1e-3,,2")]
    [InlineData("--each and --random are two ways", "gan", "--each", "--random", "3")]
    [InlineData("--keep: 'some' is not all, generator or nothing", "gan", "--keep", "some")]
    [InlineData("--set ema: write KEY=VALUE", "gan", "--set", "ema")]
    [InlineData("samples is 5; it must be 100", "gan", "--samples", "5")]
    [InlineData("is not a sweep", "report", "data")]
    public void Bad_usage_is_refused(string complaint, params string[] args)
    {
        var result = _cli.Run(["sweep", .. args]);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(complaint);
        result.Out.ShouldBeEmpty();
    }

    private static Evaluation Measured(int classes) => new("made up", 10_000, 40)
    {
        Figures = new Dictionary<string, Figure>
        {
            ["fid"] = new(12.5)
            {
                Low = 12,
                High = 13,
                Floor = 1,
            },
            ["modes"] = new(classes),
        },
    };
}
