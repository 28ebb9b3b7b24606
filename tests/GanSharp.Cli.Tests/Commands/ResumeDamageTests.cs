using System.Text.RegularExpressions;

namespace GanSharp.Cli.Tests.Commands;

/// <summary>Resuming a run whose files are damaged.</summary>
public sealed class ResumeDamageTests : ResumeTest
{
    [Fact]
    public void A_damaged_checkpoint_is_reported_and_the_one_before_is_used()
    {
        Train();
        var path = Cli[$"{Run}/checkpoints/step-0000010.safetensors"];
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..^1]);

        var result = Cli.Run("resume", "--data", "data");

        result.Exit.ShouldBe(0);
        result.Error.ShouldMatch(
            $@"^gansharp: {Regex.Escape(path)}: .*cut short.*; resuming from step 5\n$");
        ShouldEqualAnUndisturbedRun();
    }

    [Fact]
    public void A_damaged_generator_is_written_again_as_the_error_suggests()
    {
        Train();
        var path = Cli[$"{Run}/generator.safetensors"];
        var whole = File.ReadAllBytes(path);
        File.WriteAllBytes(path, whole[..^1]);
        var refused = Cli.Run("sample", "latest");
        (
            refused.Exit,
            refused.Error.Contains(
                $"cut short; write it again with gansharp resume {Cli[Run]}",
                StringComparison.Ordinal)).ShouldBe((2, true), refused.Error);
        Cli.Run("resume", "--data", "data").Exit.ShouldBe(0);
        File.ReadAllBytes(path).ShouldBe(whole);
    }

    [Fact]
    public void A_damaged_line_of_a_log_is_reported_and_kept()
    {
        Train();
        var path = Cli[$"{Run}/metrics.jsonl"];
        var lines = File.ReadAllLines(path);
        File.WriteAllLines(path, [.. lines[..4], lines[4].Replace(':', ';'), .. lines[5..]]);

        var result = Cli.Run("resume", "--data", "data", "--epochs", "3");

        (result.Exit, result.Error).ShouldBe(
            (0, $"gansharp: {path}:5: is damaged; the line was moved to {path}.damaged, and the others stay\n"));
        File.ReadAllText($"{path}.damaged").ShouldBe($"{lines[4].Replace(':', ';')}\n");
        File.ReadAllLines(path)[..9].ShouldBe([.. lines[..4], .. lines[5..]]);
        File.ReadAllLines(path).Length.ShouldBe(14);
    }
}
