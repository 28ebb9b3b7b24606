using GanSharp.Reports.Languages;
using GanSharp.Sampling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Play;

/// <summary>Searches for pictures of users.</summary>
internal static class ProjectEndpoints
{
    private const int MostText = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapPost("/api/play/{name}/searches", StartAsync);
        app.MapGet("/api/searches/{id}", (string id, Projections projections, Phrases phrases) =>
            StudioJson.Answer(Now(projections.Of(id), phrases)));
        app.MapPost("/api/searches/{id}/cancel", (string id, Projections projections) =>
            StudioJson.Done(() => projections.Of(id).Cancel()));
    }

    private static ProjectionJob.Report Now(ProjectionJob job, Phrases phrases)
    {
        var now = job.Now;
        return now with { Problem = phrases.Say(now.Problem) };
    }

    private static async Task<IResult> StartAsync(
        string name, HttpRequest request, Generators generators, Projections projections)
    {
        var query = new Parameters(request.Query);
        var sampler = generators.Of(name);
        var search = new LatentProjection
        {
            Steps = query.Whole("steps", 400, 10, Projections.MostSteps),
            Label = sampler.Sampler.LabelOf(query.Text("class", MostText)),
            Seed = query.Whole("seed", 1, 0, GridView.MostSeed),
        };
        var picture = await ReadAsync(request);
        return StudioJson.Answer(projections.Start(sampler, picture, search).Now);
    }

    /// <summary>Reads the picture, and refuses one that is too large.</summary>
    private static async Task<byte[]> ReadAsync(HttpRequest request)
    {
        using var picture = new MemoryStream();
        var buffer = new byte[1 << 16];
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is > 0 and var count)
        {
            GanSharpException.Require(
                picture.Length + count <= Projections.MostBytes,
                $"the picture is larger than {Projections.MostBytes >> 20} MiB; scale it down");
            picture.Write(buffer, 0, count);
        }
        GanSharpException.Require(picture.Length > 0, "there is no picture; choose a file");
        return picture.ToArray();
    }
}
