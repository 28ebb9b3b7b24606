using System.Text.Json;
using GanSharp.Data;
using GanSharp.Data.Downloads;
using GanSharp.IO;

namespace GanSharp.Cli.Tests.Commands;

public sealed class DownloadTests : IDisposable
{
    private readonly List<string> _asked = [];
    private CliRunner _cli;

    public DownloadTests() =>
        _cli = new CliRunner { Download = ServeTinyImages, Time = new TickingTime() }.WithTinyRecipe();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_download_shows_its_progress_and_its_folder()
    {
        _cli.Run("data", "download", "mnist").Lines.ShouldBe(
        [
            "mnist: 0.0 of 12.5 MB downloaded", "mnist: 6.2 of 12.5 MB downloaded",
            "mnist: 12.5 of 12.5 MB downloaded", $"mnist: complete in {_cli["cache/mnist"]}",
        ]);
        _cli.Run("data").Out.ShouldContain(_cli["cache/mnist"]);
    }

    [Fact]
    public void Lines_are_at_least_five_seconds_apart()
    {
        Use(new() { Download = ServeTinyImages });
        _cli.Run("data", "download", "mnist").Lines.Length.ShouldBe(2);
    }

    [Fact]
    public void Lines_without_progress_are_not_repeated()
    {
        Use(new()
        {
            Time = new TickingTime(),
            Download = (name, progress, _) =>
            {
                for (var i = 0; i < 100; i++)
                    progress.Report(new("file", 10 + i, 12_500_000));
                return Task.FromResult("there");
            },
        });
        _cli.Run("data", "download", "mnist")
            .Lines.ShouldBe(["mnist: 0.0 of 12.5 MB downloaded", "mnist: complete in there"]);
    }

    [Fact]
    public void JSON_output_has_only_lines_of_JSON()
    {
        var events = _cli.Run("data", "download", "mnist", "--json")
            .Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .ToArray();
        events
            .Select(happened => happened.GetProperty("event").GetString())
            .ShouldBe(["downloading", "downloading", "downloading", "downloaded"]);
        events[1].GetProperty("done").GetInt64().ShouldBe(6_249_000);
        events[3].GetProperty("folder").GetString().ShouldBe(_cli["cache/mnist"]);
    }

    [Fact]
    public void A_terminal_shows_a_bar()
    {
        var result = _cli.RunInTerminal("data", "download", "mnist");
        result.Exit.ShouldBe(0, result.Error);
        result.Out.ShouldContain("━");
        result.Out.ShouldContain("12.5 MB");
        result.Out.ShouldEndWith($"mnist: complete in {_cli["cache/mnist"]}\n");
    }

    [Fact]
    public void Training_downloads_missing_data_once()
    {
        for (var i = 0; i < 2; i++)
            _cli.Run("train", "tiny.yaml", "--dataset", "mnist", "--steps", "1").Exit.ShouldBe(0);
        _asked.ShouldBe(["mnist"]);
    }

    [Fact]
    public void Training_shows_the_download()
    {
        var lines = _cli.Run("train", "tiny.yaml", "--dataset", "mnist", "--steps", "1").Lines;
        lines[0].ShouldBe("mnist: 0.0 of 12.5 MB downloaded");
        lines[3].ShouldBe($"mnist: complete in {_cli["cache/mnist"]}");
        lines[4].ShouldStartWith("tiny on mnist: 40 images");

        Use(new() { Download = ServeTinyImages });
        _cli.WithTinyRecipe().Run("train", "tiny.yaml", "--dataset", "mnist", "--steps", "1", "--json").Lines
            .Select(line => JsonDocument.Parse(line).RootElement.GetProperty("event").GetString()).Take(4)
            .ShouldBe(["downloading", "downloaded", "left-out", "started"]);
    }

    [Theory]
    [InlineData("--dataset mnist --offline", "mnist: no train-images-idx3-ubyte[.gz]", "--data DIR")]
    [InlineData("--dataset mnist --data elsewhere", "elsewhere (no such folder)", "--data DIR")]
    [InlineData("--dataset idx", "idx: which files?", "--data DIR")]
    public void Nothing_is_downloaded_offline_or_with_a_folder(string options, params string[] parts)
    {
        var result = _cli.Run(["train", "tiny.yaml", .. options.Split(' ')]);
        result.Exit.ShouldBe(2);
        foreach (var part in parts)
            result.Error.ShouldContain(part);
        _asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("data download mnist")]
    [InlineData("train tiny.yaml --dataset mnist")]
    public void Without_a_network_the_command_fails(string line)
    {
        Use(new());
        var result = _cli.WithTinyRecipe().Run(line.Split(' '));
        (result.Exit, result.Out, result.Error).ShouldBe((1, "", "gansharp: mnist: no network in tests\n"));
    }

    [Theory]
    [InlineData("digits", "digits: is built in, so there is nothing to download")]
    [InlineData("mnits", "; did you mean mnist?")]
    public void A_data_set_that_cannot_be_downloaded_is_bad_usage(string name, string message)
    {
        Use(new() { Download = Datasets.DownloadAsync });
        var result = _cli.Run("data", "download", name);
        result.Exit.ShouldBe(2);
        result.Error.ShouldEndWith($"{message}\n");
    }

    [Theory]
    [InlineData("data download mnist")]
    [InlineData("train tiny.yaml --dataset mnist")]
    public void A_download_can_be_stopped(string line)
    {
        using var stop = new CancellationTokenSource();
        Use(new() { Download = ServeTinyImages, Cancellation = stop.Token, OnLine = _ => stop.Cancel() });
        var result = _cli.WithTinyRecipe().Run(line.Split(' '));
        (result.Exit, result.Error).ShouldBe((130, "gansharp: stopped; the next download resumes here\n"));
        result.Lines.Length.ShouldBe(1);
    }

    private void Use(CliRunner cli)
    {
        _cli.Dispose();
        _cli = cli;
    }

    /// <summary>Serves forty images of 4×4 and their labels in ten pieces, as if they had 12.5 MB.</summary>
    private async Task<string> ServeTinyImages(
        string name, IProgress<DownloadProgress> progress, CancellationToken cancellation)
    {
        _asked.Add(name);
        for (var piece = 0; piece <= 10; piece++)
        {
            await Task.Yield();
            cancellation.ThrowIfCancellationRequested();
            progress.Report(new("train-images-idx3-ubyte.gz", 1_249_800 * piece, 12_498_000));
        }
        var folder = Path.Combine(_cli.Cache, name);
        Idx.Write(Path.Combine(folder, "train-images-idx3-ubyte.gz"), new([40, 4, 4], new byte[40 * 16]));
        Idx.Write(Path.Combine(folder, "train-labels-idx1-ubyte.gz"), new([40], new byte[40]));
        return folder;
    }
}
