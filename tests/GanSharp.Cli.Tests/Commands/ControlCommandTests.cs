using System.Text.Json;

namespace GanSharp.Cli.Tests.Commands;

/// <summary>Stopping and pausing a training in another process.</summary>
public sealed class ControlCommandTests : IDisposable
{
    private const string Run = "runs/0001-tiny";
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private readonly CliRunner _cli = new CliRunner { Time = TimeProvider.System }.WithTinyRecipe();
    private readonly List<string> _lines = [];

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_training_stops_and_can_be_resumed()
    {
        var training = Start();
        await LineAsync("\"step\":3,");

        var stop = _cli.Run("stop");

        (stop.Exit, stop.Out, stop.Error).ShouldBe(
            (0, $"{_cli[Run]}: stopped and saved; resume it with gansharp resume latest\n", ""));
        var result = await training.WaitAsync(Patience);
        result.Exit.ShouldBe(130);
        var steps = File.ReadAllLines(_cli[$"{Run}/metrics.jsonl"]).Length;
        result.Error.ShouldStartWith($"gansharp: stopped after step {steps}; ");
        File.Exists(_cli[$"{Run}/checkpoints/step-{steps:0000000}.safetensors"]).ShouldBeTrue();
        File.Exists(_cli[$"{Run}/control.json"]).ShouldBeFalse();
    }

    [Fact]
    public async Task A_training_pauses_until_it_may_train_on()
    {
        var training = Start();
        await LineAsync("\"step\":3,");
        _cli.Run("pause").Out.ShouldBe(
            $"{_cli[Run]}: saves and pauses after its present step; "
            + "let it train on with gansharp pause latest --off\n");
        var paused = JsonDocument.Parse(await LineAsync("\"event\":\"paused\""))
            .RootElement.GetProperty("step").GetInt64();
        _cli.Run("pause", "1").Out.ShouldBe(
            $"{_cli[Run]}: is paused already; let it train on with gansharp pause 1 --off\n");
        var resume = _cli.Run("resume", "1", "--data", "data");
        (resume.Exit, resume.Error).ShouldBe(
            (2, $"gansharp: {_cli[Run]}: is paused, and another process holds it; "
                + $"let it train on with: gansharp pause {_cli[Run]} --off\n"));
        File.Exists(_cli[$"{Run}/checkpoints/step-{paused:0000000}.safetensors"]).ShouldBeTrue();

        var off = JsonDocument.Parse(_cli.Run("pause", "--off", "--json").Out).RootElement;

        (off.GetProperty("event").GetString(), off.GetProperty("state").GetString()).ShouldBe(("pause", "training"));
        await LineAsync($"\"step\":{paused + 1},");
        _cli.Run("pause", "--off").Out.ShouldBe($"{_cli[Run]}: was not paused; it trains on\n");
        var stop = JsonDocument.Parse(_cli.Run("stop", "1", "--json").Out).RootElement;
        (stop.GetProperty("event").GetString(), stop.GetProperty("state").GetString()).ShouldBe(("stop", "stopped"));
        (await training.WaitAsync(Patience)).Exit.ShouldBe(130);
    }

    [Theory]
    [InlineData("stop")]
    [InlineData("pause")]
    [InlineData("pause", "--off")]
    public void A_run_that_is_not_in_training_takes_no_request(params string[] command)
    {
        _cli.Run("train", "tiny.yaml", "--data", "data").Exit.ShouldBe(0);
        var result = _cli.Run([.. command, "1"]);
        (result.Exit, result.Error).ShouldBe(
            (2, $"gansharp: {_cli[Run]}: is not in training; start it with gansharp resume 1\n"));
        File.Exists(_cli[$"{Run}/control.json"]).ShouldBeFalse();
        _cli.Run([.. command, "7"]).Error.ShouldStartWith("gansharp: there is no run 7 in ");
    }

    private Task<CliResult> Start()
    {
        _cli.OnLine = line =>
        {
            lock (_lines)
                _lines.Add(line);
        };
        var training = Task.Run(
            () => _cli.Run("train", "tiny.yaml", "--data", "data", "--json", "--epochs", "1000000"));
        return training;
    }

    /// <summary>Waits for a line of the training, and returns it.</summary>
    private async Task<string> LineAsync(string text)
    {
        for (var look = 0; look < 600; look++, await Task.Delay(50))
        {
            lock (_lines)
            {
                if (_lines.Find(line => line.Contains(text, StringComparison.Ordinal)) is { } found)
                    return found;
            }
        }
        throw new TimeoutException(text);
    }
}
