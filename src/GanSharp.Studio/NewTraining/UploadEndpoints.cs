using GanSharp.Reports.Languages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.NewTraining;

/// <summary>Takes files that are dropped onto the page, and lists earlier ones.</summary>
internal static class UploadEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/api/uploads", (EarlierUploads earlier) => StudioJson.Answer(earlier.All()));
        app.MapGet("/api/uploads/{id:int}/pictures.png", (int id, EarlierUploads earlier) =>
            Results.Bytes(earlier.PicturesOf(id), "image/png"));
        app.MapPost("/api/uploads", (UploadStore uploads) =>
            StudioJson.Answer(new { Id = uploads.Begin() }));
        app.MapPost("/api/uploads/{id:int}/files", AddAsync);
        app.MapPost("/api/uploads/{id:int}/abandon", (int id, UploadStore uploads) =>
            StudioJson.Done(() => uploads.Abandon(id)));
        app.MapPost("/api/uploads/{id:int}/remove", (int id, UploadStore uploads) =>
            StudioJson.Done(() => uploads.Remove(id)));
    }

    /// <summary>Writes files as they come. Returns why some were refused.</summary>
    private static async Task<IResult> AddAsync(
        int id, HttpContext context, UploadStore uploads, StudioOptions options, Phrases phrases)
    {
        // Only here may a body be long; the store counts the bytes of all files together.
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = Math.Min(options.MostUploadBytes, long.MaxValue / 2) * 2;
        var (files, refused) = (new UploadFrames(context.Request.Body), new List<string>());
        var stop = context.RequestAborted;
        try
        {
            while (await files.NextAsync(stop) is { } file)
            {
                try
                {
                    await uploads.AddAsync(id, file, files, stop);
                }
                catch (GanSharpException error)
                {
                    refused.Add(phrases.Say(error.Message));
                }
            }
            return StudioJson.Answer(new { Refused = refused });
        }
        catch (IOException) when (stop.IsCancellationRequested)
        {
            throw new OperationCanceledException(stop);
        }
    }
}
