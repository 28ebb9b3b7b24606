using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Builder;

namespace GanSharp.Studio.Tests;

/// <summary>A studio in a temporary folder, and a browser-like client that has opened its link.</summary>
internal sealed class RunningStudio : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly WebApplication _studio;

    private RunningStudio(Func<StudioOptions, StudioOptions> change)
    {
        Options = change(new() { Runs = _folder["runs"], Tool = ["true"] });
        _studio = StudioServer.Create(Options);
    }

    public StudioOptions Options { get; }

    public WebApplication Application => _studio;

    public string Link => _studio.Link();

    /// <summary>The address without path: <c>http://localhost:5199</c>.</summary>
    public string Origin => new Uri(Link).GetLeftPart(UriPartial.Authority);

    public HttpClient Client { get; private set; } = null!;

    /// <summary>Starts a studio whose tool is a command that does nothing, or another.</summary>
    public static Task<RunningStudio> StartAsync(params string[] tool) =>
        StartAsync(options => tool.Length > 0 ? options with { Tool = tool } : options);

    /// <summary>Starts a studio with other options, and with addresses that the tests add.</summary>
    public static async Task<RunningStudio> StartAsync(
        Func<StudioOptions, StudioOptions> change, Action<WebApplication>? add = null)
    {
        var studio = new RunningStudio(change);
        add?.Invoke(studio._studio);
        await studio._studio.StartAsync(TestContext.Current.CancellationToken);
        studio.Client = await studio.EnterAsync();
        return studio;
    }

    /// <summary>A client with the cookie of the link.</summary>
    public async Task<HttpClient> EnterAsync()
    {
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer() })
        {
            BaseAddress = new(Origin),
        };
        client.DefaultRequestHeaders.Add("Origin", Origin);
        (await client.GetAsync(Link, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        return client;
    }

    /// <summary>A client that was not let in.</summary>
    public HttpClient Stranger() => new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
    {
        BaseAddress = new(Origin),
    };

    /// <summary>Writes the folder of a run that was not finished.</summary>
    public string WriteRun(string name, int epochs = 2) =>
        RecordedRun.Write(
            Path.Combine(Options.Runs, name), epochs, Tiny.Recipe with { Epochs = epochs + 1 });

    public Task<string> GetAsync(string address) =>
        Client.GetStringAsync(address, TestContext.Current.CancellationToken);

    public Task<HttpResponseMessage> PostAsync(string address, object? json = null) =>
        Client.PostAsJsonAsync(address, json ?? new { }, TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client?.Dispose();
        await _studio.DisposeAsync();
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }
}
