using Microsoft.AspNetCore.Builder;
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
        run.MapPost("extend", (string name, More more, RunActions actions, CancellationToken cancellation) =>
            StudioJson.DoneAsync(actions.ExtendAsync(name, more.Steps, cancellation)));
        run.MapPost("rates", (string name, NewRates rates, RunActions actions, CancellationToken cancellation) =>
            StudioJson.DoneAsync(actions.ChangeRatesAsync(name, rates, cancellation)));
        run.MapPost("notes", (string name, NewNotes notes, RunActions actions) =>
            StudioJson.Done(() => actions.Note(name, notes.Title ?? "", [.. (notes.Tags ?? []).OfType<string>()])));
    }

    private static void Act(RouteGroupBuilder run, string address, Action<RunActions, string> action) =>
        run.MapPost(address, (string name, RunActions actions) => StudioJson.Done(() => action(actions, name)));

    private sealed record More(int Steps);

    private sealed record NewNotes(string? Title, IReadOnlyList<string?>? Tags);
}
