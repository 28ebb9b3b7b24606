using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Runs;

/// <summary>The buttons of a run.</summary>
internal static class RunActionEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        var run = app.MapGroup("/api/runs/{name}");
        Act(run, "pause", (actions, name) => actions.Pause(name));
        Act(run, "continue", (actions, name) => actions.Continue(name));
        Act(run, "stop", (actions, name) => actions.Stop(name));
        Act(run, "resume", (actions, name) => actions.Resume(name));
        run.MapPost("extend", async (string name, More more, RunActions actions, CancellationToken cancellation) =>
        {
            await actions.ExtendAsync(name, more.Steps, cancellation);
            return Results.NoContent();
        });
        run.MapPost("rates", async (string name, NewRates rates, RunActions actions, CancellationToken cancellation) =>
        {
            await actions.ChangeRatesAsync(name, rates, cancellation);
            return Results.NoContent();
        });
        run.MapPost("notes", (string name, NewNotes notes, RunActions actions) =>
            Done(() => actions.Note(name, notes.Title ?? "", [.. (notes.Tags ?? []).OfType<string>()])));
    }

    private static void Act(RouteGroupBuilder run, string address, Action<RunActions, string> action) =>
        run.MapPost(address, (string name, RunActions actions) => Done(() => action(actions, name)));

    private static IResult Done(Action action)
    {
        action();
        return Results.NoContent();
    }

    private sealed record More(int Steps);

    private sealed record NewNotes(string? Title, IReadOnlyList<string?>? Tags);
}
