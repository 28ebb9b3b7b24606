using System.Text.Json;

namespace GanSharp.Cli.Tests.Commands;

/// <summary><c>gansharp train --init-from</c>.</summary>
public sealed class InitFromTests : IDisposable
{
    private const string Newest = "runs/0001-tiny/checkpoints/step-0000010.safetensors";
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe().WithTinyRecipe("other", "none");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_run_starts_from_another_and_says_what_it_took()
    {
        Train("tiny.yaml").Exit.ShouldBe(0);
        var result = Train("tiny.yaml", "--init-from", "latest");
        result.Error.ShouldBeEmpty();
        result.Lines[1..4].ShouldBe([
            $"starts from {_cli[Newest]}, step 10", "took all 2 tensors of the generator",
            "took all 2 tensors of the discriminator",
        ]);
    }

    [Fact]
    public void What_does_not_fit_is_named()
    {
        Train("tiny.yaml").Exit.ShouldBe(0);
        File.WriteAllText(
            _cli["wide.yaml"],
            File.ReadAllText(_cli["tiny.yaml"]).Replace("latent: 5", "latent: 6", StringComparison.Ordinal));
        var result = Train("wide.yaml", "--init-from", "1", "--dry-run");
        result.Error.ShouldBeEmpty();
        result.Lines[..3].ShouldBe([
            $"starts from {_cli[Newest]}, step 10",
            "took 1 of 2 tensors of the generator; left: 1.linear.weight 16x8 (here 16x9)",
            "took all 2 tensors of the discriminator",
        ]);
        Directory.GetDirectories(_cli["runs"]).Length.ShouldBe(1);
    }

    [Fact]
    public void A_source_of_which_nothing_fits_is_an_error_and_no_run_is_made()
    {
        Train("tiny.yaml").Exit.ShouldBe(0);
        var result = Train("other.yaml", "--init-from", "1");
        result.Exit.ShouldBe(2);
        result.Error.ShouldBe(
            $"gansharp: {_cli[Newest]}: has no tensor that fits the networks of this recipe; "
            + "start from a run of a recipe like it, or from new networks\n");
        Directory.GetDirectories(_cli["runs"]).Length.ShouldBe(1);
    }

    [Fact]
    public void The_transfer_is_a_JSON_event()
    {
        Train("tiny.yaml").Exit.ShouldBe(0);
        var trained = Train("tiny.yaml", "--init-from", "1", "--json", "--steps", "1").Lines;
        var listed = Train("tiny.yaml", "--init-from", "1", "--json", "--dry-run").Lines;
        foreach (var line in (string[])[trained[1], listed[0]])
        {
            var json = JsonDocument.Parse(line).RootElement;
            json.GetProperty("event").GetString().ShouldBe("transferred");
            json.GetProperty("source").GetString().ShouldBe(_cli[Newest]);
            json.GetProperty("sourceStep").GetInt64().ShouldBe(10);
            json.GetProperty("networks")[1].GetRawText().ShouldBe(
                """{"name":"discriminator","taken":2,"total":2,"differing":[]}""");
        }
    }

    [Fact]
    public void A_run_that_was_stopped_at_its_start_resumes_without_its_source()
    {
        Train("tiny.yaml").Exit.ShouldBe(0);
        Train("tiny.yaml", "--init-from", "1", "--out", "whole", "--seed", "2").Exit.ShouldBe(0);
        using (var stop = new CancellationTokenSource())
        {
            _cli.OnLine = line =>
            {
                if (line.StartsWith("starts from", StringComparison.Ordinal))
                    stop.Cancel();
            };
            _cli.Cancellation = stop.Token;
            Train("tiny.yaml", "--init-from", "1", "--out", "stopped", "--seed", "2").Exit.ShouldBe(130);
            (_cli.Cancellation, _cli.OnLine) = (default, null);
        }
        Directory.Delete(_cli["runs"], recursive: true);
        _cli.Run("resume", "stopped", "--data", "data").Exit.ShouldBe(0);
        File.ReadAllBytes(_cli["stopped/generator.safetensors"])
            .ShouldBe(File.ReadAllBytes(_cli["whole/generator.safetensors"]));
    }

    [Theory]
    [InlineData("nowhere", "nowhere: there is no such run folder or .safetensors file")]
    [InlineData("7", "there is no run 7 in")]
    [InlineData("latest", "there is no run in")]
    [InlineData("tiny.yaml", "tiny.yaml: ")]
    public void A_source_that_cannot_be_used_is_one_line_and_nothing_is_written(string source, string message)
    {
        var result = Train("tiny.yaml", "--init-from", source);
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(message);
        result.Error.Trim().ShouldNotContain("\n");
        Directory.Exists(_cli["runs"]).ShouldBeFalse();
    }

    private CliResult Train(params string[] options) => _cli.Run(["train", .. options, "--data", "data"]);
}
