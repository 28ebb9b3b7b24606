using GanSharp.Studio.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Processes;

/// <summary>The queue of trainings.</summary>
internal static class QueueEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/queue", List);
        app.MapPost("/api/queue/{name}/remove", (string name, TrainingQueue queue, RunCatalogue runs) =>
        {
            queue.Remove(name);
            return List(queue, runs);
        });
        app.MapPost("/api/queue/{name}/up", (string name, TrainingQueue queue, RunCatalogue runs) =>
        {
            queue.MoveUp(name);
            return List(queue, runs);
        });
    }

    private static IResult List(TrainingQueue queue, RunCatalogue runs) => StudioJson.Answer(
        new
        {
            Waiting = queue.Waiting.Select(training => training.Run),
            Holder = runs.Holder() is { } run
                ? new { run.Name, run.Title, IsPaused = run.State == RunState.Paused }
                : null,
        });
}
