using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using GanSharp.IO;
using GanSharp.Recipes;

namespace GanSharp.Cli.Tests.Commands;

public class TrainCommandTests
{
    private const string Run = "runs/0001-tiny";

    [Fact]
    public void A_run_folder_holds_everything_about_the_run()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        var before = cli.Entries;

        var result = cli.Run("train", "tiny.yaml", "--data", "data", "--seed", "7");

        result.Exit.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        cli.Entries.Except(before).ShouldBe(
        [
            "runs", Run, $"{Run}/animation.gif", $"{Run}/animation.png", $"{Run}/best-generator.safetensors",
            $"{Run}/charts", $"{Run}/charts/classes.svg", $"{Run}/charts/diversity.svg",
            $"{Run}/charts/energy-distance.svg", $"{Run}/charts/gradient-norms.svg",
            $"{Run}/charts/losses.svg", $"{Run}/charts/real-classes.svg", $"{Run}/charts/scores.svg",
            $"{Run}/checkpoints", $"{Run}/checkpoints/step-0000005.safetensors",
            $"{Run}/checkpoints/step-0000010.safetensors", $"{Run}/evaluations.jsonl",
            Path.GetRelativePath(cli.Folder, Directory.GetFiles(cli[Run], "events.out.tfevents.*").Single()),
            $"{Run}/generator.safetensors", $"{Run}/metrics.jsonl", $"{Run}/real.png", $"{Run}/recipe.yaml",
            $"{Run}/report.html",
            $"{Run}/run.json", $"{Run}/samples",
            $"{Run}/samples.jsonl", $"{Run}/samples/epoch-0000.png", $"{Run}/samples/epoch-0001.png",
            $"{Run}/samples/epoch-0002.png",
            $"{Run}/warnings.jsonl",
        ]);
        File.ReadAllLines(cli[$"{Run}/metrics.jsonl"]).Length.ShouldBe(10);
        RecipeYaml.Parse(File.ReadAllText(cli[$"{Run}/recipe.yaml"]), "recipe.yaml").Seed.ShouldBe(7);
    }

    [Fact]
    public void Plain_output_has_a_line_per_epoch()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        var lines = cli.Run("train", "tiny.yaml", "--data", "data").Lines;

        lines.Length.ShouldBe(5);
        lines[0]
            .ShouldStartWith(
                "tiny on idx: 40 images of 4×4×1, 3 classes; generator 144 and discriminator 20 parameters");
        lines[1]
            .ShouldMatch(
                @"^epoch 1/2  step 5/10  0 images/s  D \d\.\d{4}  G \d\.\d{4}  D\(x\) 0\.\d\d  D\(G\(z\)\) 0\.\d\d  ETA"
            );
        lines[2].ShouldStartWith("epoch 2/2  step 10/10  ");
        lines[3].ShouldContain(Path.Combine(Run, "samples", "epoch-0002.png"));
        lines[3].ShouldEndWith("gansharp sample latest --labels 2 --count 16 --out samples.png");
        lines[4].ShouldEndWith($"{Path.Combine(Run, "report.html")}: report with samples, curves and settings");
    }

    [Fact]
    public void Long_epochs_have_lines_in_between()
    {
        using var cli = new CliRunner { Time = new TickingTime() }.WithTinyRecipe(also: "steps: 40");
        var steps = cli.Run("train", "tiny.yaml", "--data", "data", "--batch-size", "40", "--set", "critic-steps=1")
            .Lines.Count(line => line.StartsWith("epoch ", StringComparison.Ordinal));
        steps.ShouldBe(40, "every step is an epoch here");

        using var slow = new CliRunner { Time = new TickingTime(perSecond: 2) }.WithTinyRecipe(also: "steps: 30");
        slow.Run("train", "tiny.yaml", "--data", "data", "--batch-size", "1").Lines
            .Count(line => line.StartsWith("epoch 1/1  step ", StringComparison.Ordinal)).ShouldBeInRange(5, 15);
    }

    [Theory]
    [InlineData("--epochs 3", 15)]
    [InlineData("--set epochs=3", 15)]
    [InlineData("--steps 4", 4)]
    [InlineData("--epochs 3 --steps 4", 4)]
    [InlineData("--batch-size 20", 7)]
    public void Steps_on_the_command_line_win_over_epochs_and_both_over_the_recipe(string options, int steps)
    {
        using var cli = new CliRunner().WithTinyRecipe(also: "steps: 7");
        cli.Run(["train", "tiny.yaml", "--data", "data", .. options.Split(' ')]).Exit.ShouldBe(0);
        File.ReadAllLines(cli[$"{Run}/metrics.jsonl"]).Length.ShouldBe(steps);
    }

    [Fact]
    public void An_unknown_device_is_refused_with_the_known_ones()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        cli.Run("train", "tiny.yaml", "--data", "data", "--steps", "1", "--device", "CPU").Exit.ShouldBe(0);

        var result = cli.Run("train", "tiny.yaml", "--data", "data", "--device", "gpu");

        result.Exit.ShouldBe(2);
        result.Error.ShouldStartWith("gansharp: --device: there is no device 'gpu'; choose from cpu");
    }

    [Fact]
    public void Settings_reach_the_recipe_of_the_run()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        cli.Run(
                "train", "tiny.yaml", "--data", "data", "--steps", "1", "--lr", "0.25", "--set", "ema=0.5", "--set",
                "terms=minimax")
            .Exit.ShouldBe(0);

        var recipe = RecipeCatalogue.Load(cli[$"{Run}/recipe.yaml"]);
        recipe.GeneratorOptimizer.LearningRate.ShouldBe(0.25);
        recipe.DiscriminatorOptimizer.LearningRate.ShouldBe(0.25);
        recipe.Ema.ShouldBe(0.5);
        recipe.Terms.ShouldBe(["minimax"]);
    }

    [Fact]
    public void JSON_output_has_only_lines_of_JSON()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        var events = cli.Run("train", "tiny.yaml", "--data", "data", "--epochs", "1", "--json").Lines
            .Select(line => JsonDocument.Parse(line).RootElement).ToArray();

        events
            .Select(happened => happened.GetProperty("event").GetString())
            .ShouldBe([
                "started", "samples", "step", "step", "step", "step", "step", "samples", "measured", "epoch",
                "checkpoint", "finished", "report",
            ]);
        events[2].GetProperty("generatorLoss").GetDouble().ShouldBeGreaterThan(0);
        File.Exists(events[^2].GetProperty("generator").GetString()).ShouldBeTrue();
    }

    [Fact]
    public void NaN_ends_the_run_with_a_reason_and_an_exit_code()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        var result = cli.Run("train", "tiny.yaml", "--data", "data", "--lr", "1e38");
        result.Exit.ShouldBe(1);
        result.Error.ShouldMatch(
            "^warning after step 0: (NaN|infinity) in the .*, in the step after 0; lower the learning rate.*\n"
            + "gansharp: (NaN|infinity) in the .*, in the step after 0; "
            + "lower the learning rate, or resume from the last checkpoint with --on-nan rollback\n$");
    }

    [Fact]
    public void A_profile_lists_the_time_of_each_kernel()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        var result = cli.Run("train", "tiny.yaml", "--data", "data", "--profile");
        result.Exit.ShouldBe(0, result.Error);
        result.Lines.ShouldContain(line =>
            line.StartsWith("kernel ", StringComparison.Ordinal)
            && line.EndsWith("GFLOP/s  GB/s", StringComparison.Ordinal));
        result.Lines.ShouldContain(line => line.StartsWith("matmul ", StringComparison.Ordinal));
        int[] headers =
        [
            .. result.Lines.Index()
                .Where(line => line.Item.StartsWith("kernel ", StringComparison.Ordinal))
                .Select(line => line.Index),
        ];
        var byKernel = Calls(result.Lines[headers[0]..headers[1]]);
        byKernel.ShouldBeGreaterThan(100);
        Calls(result.Lines[headers[1]..]).ShouldBe(byKernel, "both lists are of the same calls");

        static int Calls(IEnumerable<string> lines) => lines
            .Select(line => Regex.Match(line, @" ([\d,]+) +[\d.]+ +[\d.]+ %").Groups[1].Value)
            .Where(calls => calls.Length > 0)
            .Sum(calls => int.Parse(calls, NumberStyles.AllowThousands, CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Rollbacks_are_reported_and_the_training_continues()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        var result = cli.Run("train", "tiny.yaml", "--data", "data", "--lr", "1e38", "--on-nan", "rollback", "--json");
        result.Exit.ShouldBe(1, "no halving is enough here");
        var kinds = result
            .Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .Where(happened => happened.GetProperty("event").GetString() == "warning")
            .Select(happened => happened.GetProperty("kind").GetString()).ToArray();
        kinds.Count(kind => kind == "rollback").ShouldBe(10);
        kinds[^1].ShouldBe("not-finite");
    }

    [Fact]
    public void Pictures_in_colour_train_to_a_grid_in_colour_and_its_recipe_to_the_same_bits()
    {
        using var cli = new CliRunner().WithTinyRecipe().WithColours();
        string[] images = ["--dataset", "folder", "--data", "colours"],
            selection = ["--image-size", "4", "--classes", "red,blue", "--limit", "12"];
        var first = cli.Run(["train", "tiny.yaml", .. images, .. selection, "--batch-size", "4"]);
        first.Error.ShouldBeEmpty();
        first.Lines[0].ShouldStartWith("tiny on folder: 12 images of 4×4×3, 2 classes; ");
        var grid = PngReader.Read(cli[$"{Run}/samples/epoch-0002.png"]);
        (grid.Width, grid.Channels).ShouldBe((14, 3), "two columns of four pixels, and the margins");
        grid.Pixels.Chunk(3).ShouldContain(pixel => pixel[0] != pixel[1] && pixel[1] != pixel[2]);

        cli.Run("train", $"{Run}/recipe.yaml", "--data", "colours").Error.ShouldBeEmpty();
        File.ReadAllBytes(cli["runs/0002-tiny/generator.safetensors"])
            .ShouldBe(File.ReadAllBytes(cli[$"{Run}/generator.safetensors"]));
    }

    [Fact]
    public void A_dry_run_shows_the_networks_and_writes_nothing()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        var before = cli.Entries;
        var result = cli.Run("train", "tiny.yaml", "--data", "data", "--dry-run");

        result.Exit.ShouldBe(0);
        result.Out.ShouldMatch(@"linear +\(16\) +144\nreshape +\(1, 4, 4\) +0\n");
        result.Out.ShouldMatch(@"linear +\(1\) +20\n");
        cli.Entries.ShouldBe(before);
    }

    [Fact]
    public void Stopping_saves_the_weights_so_far()
    {
        using var stop = new CancellationTokenSource();
        using var cli = new CliRunner
        {
            Cancellation = stop.Token,
            OnLine = line =>
            {
                if (line.Contains("\"event\":\"step\",\"step\":3", StringComparison.Ordinal))
                    stop.Cancel();
            },
        }.WithTinyRecipe();
        var result = cli.Run("train", "tiny.yaml", "--data", "data", "--json");

        result.Exit.ShouldBe(130);
        result.Error.ShouldBe(
            $"gansharp: stopped after step 3; the generator so far is in {cli[$"{Run}/generator.safetensors"]}; "
            + "resume with gansharp resume latest --data data, or see its report with gansharp report latest\n");
        File.Exists(cli[$"{Run}/report.html"]).ShouldBeFalse("stopping must be quick");
        File.Exists(cli[$"{Run}/generator.safetensors"]).ShouldBeTrue();
        File.ReadAllLines(cli[$"{Run}/metrics.jsonl"]).Length.ShouldBe(3);
    }

    [Fact]
    public void A_run_that_fails_midway_is_not_bad_usage()
    {
        CliRunner? cli = null;
        using (cli = new CliRunner { OnLine = line => Sabotage(line) }.WithTinyRecipe())
        {
            var result = cli.Run("train", "tiny.yaml", "--data", "data");
            result.Exit.ShouldBe(1);
            result.Error.ShouldMatch(@"^gansharp: .*/samples: is gone; .*\n$");
        }

        void Sabotage(string line)
        {
            if (!line.StartsWith("epoch 1/2", StringComparison.Ordinal))
                return;
            Directory.Delete(cli![$"{Run}/samples"], recursive: true);
            File.WriteAllText(cli[$"{Run}/samples"], "in the way");
        }
    }

    [Fact]
    public void A_terminal_shows_a_bar_and_a_picture()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        var result = cli.RunInTerminal("train", "tiny.yaml", "--data", "data");

        result.Exit.ShouldBe(0, result.Error);
        result.Out.ShouldContain("epoch 2/2");
        result.Out.ShouldContain("━");
        result.Out.ShouldContain("▀");
        result.Out.ShouldContain("gansharp sample latest");
    }

    [Fact]
    public void Runs_are_numbered_and_out_names_one()
    {
        using var cli = new CliRunner().WithTinyRecipe();
        for (var i = 0; i < 2; i++)
            cli.Run("train", "tiny.yaml", "--data", "data", "--steps", "1").Exit.ShouldBe(0);
        cli.Run("train", "tiny.yaml", "--data", "data", "--steps", "1", "--out", "mine").Exit.ShouldBe(0);
        cli.Entries.ShouldContain("runs/0002-tiny");
        cli.Entries.ShouldContain("mine/generator.safetensors");
    }
}
