using GanSharp.Studio.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Play;

/// <summary>The game "Real or forged?".</summary>
internal static class GameEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/game/{name}", (string name, Generators generators) =>
            new RazorComponentResult<GamePage>(new { Facts = PlayFacts.Of(generators.Of(name)) }));
        app.MapPost("/api/play/{name}/pictures", (string name, TrainingPictures pictures) =>
            StudioJson.Answer(Describe(pictures.Of(name, again: true))));
        app.MapPost("/api/play/{name}/pictures/stop", (string name, TrainingPictures pictures) =>
            StudioJson.Done(() => pictures.Stop(name)));
        app.MapPost("/api/play/{name}/games", StartAsync);
        app.MapGet("/api/games/{id}", FindAsync);
        app.MapGet("/api/games/{id}/{index:int}.png", (string id, int index, Games games) =>
            Results.Bytes(games.Of(id).Picture(index), "image/png"));
        app.MapPost("/api/games/{id}/{index:int}/{answer}", (string id, int index, string answer, Games games) =>
            StudioJson.Answer(
                games.Answer(
                    id, index,
                    answer switch
                    {
                        "forged" => true,
                        "real" => false,
                        _ => throw new NotFoundException($"an answer is real or forged, not {answer}"),
                    })));
    }

    /// <summary>Starts a game, or says how far the reading of the pictures is.</summary>
    private static async Task<IResult> StartAsync(string name, Games games, DrawLimiter limiter, HttpContext context)
    {
        var (game, load) = await limiter.DrawAsync(
            () => (games.Start(name, out var load), load), context.RequestAborted);
        return StudioJson.Answer(
            game is null ? Describe(load) : new { game.Id, Game.Pictures, load.State });
    }

    /// <summary>How far a game is, or the reading of the pictures for one that was begun before a restart.</summary>
    private static async Task<IResult> FindAsync(string id, Games games, DrawLimiter limiter, HttpContext context)
    {
        var (game, load) = await limiter.DrawAsync(
            () => (games.Find(id, out var load), load), context.RequestAborted);
        if (game is null)
            return StudioJson.Answer(Describe(load!));
        var (answered, score, result) = game.Progress();
        return StudioJson.Answer(
            new { game.Id, Game.Pictures, Answered = answered, Score = score, Result = result });
    }

    private static object Describe(PictureLoad load) => new { load.State, load.Share, load.Reason };
}
