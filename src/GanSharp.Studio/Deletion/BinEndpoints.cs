using GanSharp.Studio.NewTraining;
using GanSharp.Studio.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Deletion;

/// <summary>Deleting runs and removing uploads, and taking that back.</summary>
internal static class BinEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/bin", (RunBin bin, EarlierUploads uploads) =>
            new RazorComponentResult<BinPage>(new { Runs = bin.Runs(), Uploads = uploads.Removed() }));
        app.MapPost("/api/runs/{name}/delete", (string name, RunBin bin) => StudioJson.Done(() => bin.Delete(name)));
        app.MapPost("/api/bin/{name}/restore", (string name, RunBin bin) => StudioJson.Done(() => bin.Restore(name)));
        app.MapPost("/api/bin/{name}/purge", (string name, RunBin bin) => StudioJson.Done(() => bin.Purge(name)));
        app.MapPost("/api/bin/uploads/{id:int}/restore", (int id, UploadStore uploads) =>
            StudioJson.Done(() => uploads.Restore(id)));
        app.MapPost("/api/bin/uploads/{id:int}/purge", (int id, UploadStore uploads) =>
            StudioJson.Done(() => uploads.Purge(id)));
    }
}
