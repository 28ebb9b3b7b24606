using System.Net;
using System.Net.Sockets;
using System.Text.Json;

namespace GanSharp.Cli.Tests.Commands;

[Trait("Instructions", "any")]
public sealed class StudioCommandTests : IDisposable
{
    private readonly CliRunner _cli = new();

    public void Dispose() => _cli.Dispose();

    [Fact]
    public async Task A_studio_prints_a_link_that_opens_its_page_and_ends_quietly()
    {
        using var stop = new CancellationTokenSource();
        var line = new TaskCompletionSource<string>();
        (_cli.Cancellation, _cli.OnLine) = (stop.Token, text => line.TrySetResult(text));
        var running = Task.Run(
            () => _cli.Run("studio", "--no-browser", "--port", "0", "--json"), TestContext.Current.CancellationToken);
        var link = JsonDocument.Parse(await line.Task).RootElement.GetProperty("link").GetString()!;
        using (var browser = new HttpClient())
        {
            var page = await browser.GetStringAsync(link, TestContext.Current.CancellationToken);
            page.ShouldContain("There are no runs yet.");
        }
        await stop.CancelAsync();
        (await running).Exit.ShouldBe(ExitCode.Success);
    }

    [Fact]
    public void A_port_that_is_taken_is_named()
    {
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        var port = ((IPEndPoint)taken.LocalEndpoint).Port;
        _cli.Run("studio", "--no-browser", "--port", $"{port}").Error
            .ShouldStartWith($"gansharp: port {port} cannot be used");
    }
}
