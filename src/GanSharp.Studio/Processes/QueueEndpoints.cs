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
        app.MapPost("/api/queue/{name}/remove", (string name, TrainingQueue queue) =>
        {
            queue.Remove(name);
            return List(queue);
        });
        app.MapPost("/api/queue/{name}/up", (string name, TrainingQueue queue) =>
        {
            queue.MoveUp(name);
            return List(queue);
        });
    }

    private static IResult List(TrainingQueue queue) =>
        StudioJson.Answer(queue.Waiting.Select(training => training.Run));
}
