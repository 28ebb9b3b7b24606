using System.Text.Json;

namespace GanSharp.Cli.Tests.Commands;

public sealed class BenchCommandTests : IDisposable
{
    private readonly CliRunner _cli = new() { Time = new TickingTime() };

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_system_is_timed()
    {
        var result = _cli.Run("bench", "cgan-mlp", "--steps", "3", "--threads", "1");
        result.Exit.ShouldBe(0, result.Error);
        result
            .Lines.ShouldHaveSingleItem()
            .ShouldMatch(@"^cgan-mlp +\d+\.\d\d ms per step \(.* to .*\) +\d+ images/s, batch 64, 1 threads$");
    }

    [Fact]
    public void The_JSON_has_the_fields_of_the_peer_benchmarks()
    {
        var line = JsonDocument
            .Parse(_cli.Run("bench", "cgan-mlp", "--steps", "3", "--threads", "1", "--json").Out)
            .RootElement;
        line.EnumerateObject().Select(field => field.Name)
            .ShouldBe(["system", "gansharp", "threads", "batch", "ms_median", "ms_min", "ms_max", "images_per_s"]);
        line.GetProperty("system").GetString().ShouldBe("cgan-mlp");
    }

    [Theory]
    [InlineData(
        "bench gan-cnov",
        "there is no system 'gan-cnov'; choose from gan-mlp, cgan-mlp, gan-conv, acgan-conv, wgan-gp, began, "
        + "dcgan-64, r1-64; did you mean gan-conv?")]
    [InlineData("bench --steps 0", "--steps: '0' is not a whole number from 1 to 100000")]
    public void Bad_use_is_refused(string line, string complaint)
    {
        var result = _cli.Run(line.Split(' '));
        result.Exit.ShouldBe(2);
        result.Error.ShouldContain(complaint);
    }
}
