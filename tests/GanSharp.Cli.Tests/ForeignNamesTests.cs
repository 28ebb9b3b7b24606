using System.Net;
using System.Text.Json;
using GanSharp.IO;
using GanSharp.Text;

namespace GanSharp.Cli.Tests;

/// <summary>
/// Names of files and classes that would run commands when pasted, or control a terminal when shown.
/// </summary>
public sealed class ForeignNamesTests : IDisposable
{
    private const string Command = "rose$(touch PWNED)", Escapes = "\e]0;title\a\e[31m\u202ered";
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public ForeignNamesTests()
    {
        string[] names = OperatingSystem.IsWindows() ? ["lily", Command] : ["lily", Command, Escapes, "-x"];
        foreach (var name in names)
            for (var i = 0; i < 4; i++)
                PngWriter.Save(
                    _cli[$"flowers/{name}/{i}.png"],
                    new(4, 4, 1, [.. Enumerable.Range(0, 16).Select(j => (byte)(16 * i + j))]));
        File.Move(_cli["tiny.yaml"], _cli["-tiny.yaml"]);
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("train ./-tiny.yaml --dataset folder --data flowers --out -a$(id)b")]
    [InlineData("train ./-tiny.yaml --dataset folder --data flowers --set epochs=-1")]
    [InlineData("data info folder --data flowers")]
    [InlineData("data info folder --data flowers --classes \e[31m")]
    [InlineData("sweep ./-tiny.yaml --dataset folder --data flowers --samples 0 --out \e[31msweep")]
    [InlineData("features train folder --data flowers --epochs 1 --out \e[31mf.safetensors")]
    [InlineData("train \e[31mrecipe")]
    [InlineData("\e[31mcommand")]
    [InlineData("train --\e[31moption")]
    [InlineData("train --verbose --set \e[31m=1")]
    [InlineData("recipes show \e[31m.yaml")]
    public void No_output_controls_the_terminal(string command)
    {
        var result = _cli.Run(command.Split(' '));

        (result.Out + result.Error)
            .Replace("\n", "", StringComparison.Ordinal)
            .ShouldAllBe(letter => !Visible.IsHidden(letter));
    }

    [Fact]
    public void A_terminal_shows_control_characters_by_their_numbers()
    {
        if (OperatingSystem.IsWindows())
            return;
        var result = _cli.RunInTerminal("data", "info", "folder", "--data", "flowers");

        result.Out.ShouldContain(@"\u001B]0;title\u0007");
        result.Out.ShouldNotContain("\e]0;");
        result.Out.ShouldNotContain('\u202e');
    }

    [Fact]
    public void JSON_has_its_own_escapes()
    {
        var result = _cli.Run("data", "info", "folder", "--data", "flowers", "--json");

        result.Out.TrimEnd('\n').ShouldAllBe(letter => !Visible.IsHidden(letter));
        JsonDocument
            .Parse(result.Out)
            .RootElement.GetProperty("classes")
            .EnumerateArray()
            .Select(entry => entry.GetProperty("name").GetString())
            .ShouldContain(OperatingSystem.IsWindows() ? Command : Escapes);
    }

    [Fact]
    public void Printed_commands_are_quoted()
    {
        if (OperatingSystem.IsWindows())
            return;
        var run = "-a$(id)b";
        var result = _cli.Run("train", "./-tiny.yaml", "--dataset", "folder", "--data", "flowers", $"--out={run}");

        result.Exit.ShouldBe(0, result.Error);
        result.Out.ShouldContain($"gansharp sample './{run}' --labels 'rose$(touch PWNED)' --count 16");
        var page = File.ReadAllText(_cli[$"{run}/report.html"]);
        WebUtility.HtmlDecode(page).ShouldContain($"gansharp resume '{_cli.Folder}/{run}' --epochs");
        page.Replace("\n", "", StringComparison.Ordinal).ShouldAllBe(letter => !Visible.IsHidden(letter));
        page.ShouldNotContain("&#x1B;");
        page.ShouldNotContain("&#x202E;");
    }

    [Fact]
    public void The_commands_after_a_stop_are_quoted()
    {
        using var stop = new CancellationTokenSource();
        _cli.Cancellation = stop.Token;
        _cli.OnLine = line => { if (line.Contains("step", StringComparison.Ordinal)) stop.Cancel(); };

        var result = _cli.Run(
            "train", "./-tiny.yaml", "--dataset", "folder", "--data", "./flowers/../flowers", "--epochs", "9", "--out",
            "a & b");

        result.Error.ShouldEndWith(
            "resume with gansharp resume 'a & b' --data ./flowers/../flowers, "
            + "or see its report with gansharp report 'a & b'\n");
    }
}
