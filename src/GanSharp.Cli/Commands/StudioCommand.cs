using System.CommandLine;
using System.Diagnostics;
using System.Net.Sockets;
using GanSharp.Studio;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Hosting;

namespace GanSharp.Cli.Commands;

/// <summary><c>gansharp studio</c>: a page to start, watch and play with trainings.</summary>
internal sealed class StudioCommand : ToolCommand
{
    private const int UsualPort = 5199;

    private readonly Option<int?> _port = NewOption.Number(
        "--port", "port on this machine, 0 to 65535; 5199 by default, or a free one if that is taken", 0, 65535);
    private readonly Option<bool> _noBrowser = NewOption.Flag("--no-browser", "print the link without opening it");
    private readonly Option<string?> _runs = NewOption.Text("--runs", "DIR", "folder of the runs; runs by default");
    private readonly Option<bool> _json = NewOption.Flag("--json", "print the link as JSON");

    public StudioCommand(CliEnvironment environment) : base(
        "studio",
        "Open a page in the browser to start, watch, compare and play with trainings.",
        environment,
        "gansharp studio",
        "gansharp studio --runs ~/gans --port 8080 --no-browser")
    {
        foreach (var option in (Option[])[_port, _noBrowser, _runs, _json])
            Add(option);
        SetAction(RunAsync);
    }

    private async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var studio = await StartAsync(parsed, cancellation);
        var link = studio.Link();
        if (parsed.GetValue(_json))
            Environment.WriteJson(new { Event = "studio", Link = link });
        else
            Environment.Out.WriteLine($"{link}\nCtrl-C ends the studio; trainings that it started go on.");
        if (!parsed.GetValue(_noBrowser))
            Open(link);
        await studio.WaitForShutdownAsync(cancellation);
        return ExitCode.Success;
    }

    /// <summary>Starts at the given port; without one, at the usual port or, if that is taken, at a free one.</summary>
    private async Task<WebApplication> StartAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var runs = Environment.At(parsed.GetValue(_runs) ?? "runs");
        var options = new StudioOptions
        {
            Runs = runs,
            Token = StudioOptions.TokenOf(runs),
            Port = parsed.GetValue(_port) ?? UsualPort,
            Tool = OwnCommand(),
            Time = Environment.Time,
            Errors = Environment.Error,
            ShowsStackTraces = parsed.GetValue<bool>("--verbose"),
        };
        try
        {
            return await StartAsync(options, cancellation);
        }
        catch (Exception error) when (IsPort(error) && parsed.GetValue(_port) is null)
        {
            return await StartAsync(options with { Port = 0 }, cancellation);
        }
        catch (Exception error) when (IsPort(error))
        {
            throw new GanSharpException(
                $"port {options.Port} cannot be used ({error.Message}); choose another with --port", error);
        }
    }

    /// <summary>Whether a port is taken, or not allowed to this user.</summary>
    private static bool IsPort(Exception error) => error is IOException or SocketException;

    private static async Task<WebApplication> StartAsync(StudioOptions options, CancellationToken cancellation)
    {
        var studio = StudioServer.Create(options);
        try
        {
            await studio.StartAsync(cancellation);
            return studio;
        }
        catch
        {
            await studio.DisposeAsync();
            throw;
        }
    }

    /// <summary>How this program was started: by itself, or as an assembly by dotnet.</summary>
    private static IReadOnlyList<string> OwnCommand()
    {
        var program = System.Environment.ProcessPath!;
        return Path.GetFileNameWithoutExtension(program) == "dotnet"
            ? [program, typeof(StudioCommand).Assembly.Location]
            : [program];
    }

    /// <summary>Opens a page in the user's browser. If there is none, the printed link remains.</summary>
    private static void Open(string link)
    {
        try
        {
            var open = OperatingSystem.IsLinux() ? new ProcessStartInfo("xdg-open", link) : new(link);
            open.UseShellExecute = !OperatingSystem.IsLinux();
            (open.RedirectStandardError, open.RedirectStandardOutput) = (!open.UseShellExecute, !open.UseShellExecute);
            Process.Start(open)?.Dispose();
        }
        catch (Exception error) when (error is System.ComponentModel.Win32Exception or InvalidOperationException)
        {
        }
    }
}
