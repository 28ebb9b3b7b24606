using System.Net.ServerSentEvents;
using System.Runtime.CompilerServices;
using GanSharp.Reports.Languages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;

namespace GanSharp.Studio.Live;

/// <summary>What a page needs to follow a run.</summary>
internal static class LiveEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/runs/{name}/curves", (string name, LiveRuns runs, Phrases phrases) =>
            Results.Bytes(runs.Of(name, phrases).Snapshot(), "application/json"));
        app.MapGet("/api/runs/{name}/live", (
            string name, LiveRuns runs, Phrases phrases, IHostApplicationLifetime life,
            CancellationToken cancellation) =>
            TypedResults.ServerSentEvents(WatchAsync(runs.Of(name, phrases), life.ApplicationStopping, cancellation)));
    }

    private static async IAsyncEnumerable<SseItem<string>> WatchAsync(
        LiveRun run, CancellationToken stopping, [EnumeratorCancellation] CancellationToken cancellation)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(stopping, cancellation);
        var viewer = run.Watch();
        try
        {
            while (await WaitAsync())
            {
                while (viewer.Reader.TryRead(out var message))
                    yield return new(message);
            }
        }
        finally
        {
            run.Leave(viewer);
        }

        async Task<bool> WaitAsync()
        {
            try
            {
                return await viewer.Reader.WaitToReadAsync(either.Token);
            }
            catch (OperationCanceledException)
            {
                return false;
            }
        }
    }
}
