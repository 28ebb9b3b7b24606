using GanSharp.Reports.Languages;
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
        app.MapPost("/api/play/{name}/pictures", (string name, TrainingPictures pictures, Phrases phrases) =>
            StudioJson.Answer(Describe(pictures.Of(name, again: true), phrases)));
        app.MapPost("/api/play/{name}/pictures/stop", (string name, TrainingPictures pictures) =>
            StudioJson.Done(() => pictures.Stop(name)));
        app.MapPost("/api/play/{name}/games", StartAsync);
        app.MapGet("/api/games/{id}", FindAsync);
        app.MapGet("/api/games/{id}/{index:int}.png", (string id, int index, Games games) =>
            Results.Bytes(games.Of(id).Picture(index), "image/png"));
        app.MapPost("/api/games/{id}/{index:int}/{answer}", Answer);
    }

    private static IResult Answer(string id, int index, string answer, Games games, Phrases phrases)
    {
        var isForged = answer switch
        {
            "forged" => true,
            "real" => false,
            _ => throw new NotFoundException($"an answer is real or forged, not {answer}"),
        };
        var said = games.Answer(id, index, isForged);
        return StudioJson.Answer(said with { Result = Said(said.Result, phrases) });
    }

    /// <summary>Starts a game, or says how far the reading of the pictures is.</summary>
    private static async Task<IResult> StartAsync(
        string name, Games games, DrawLimiter limiter, Phrases phrases, HttpContext context)
    {
        var (game, load) = await limiter.DrawAsync(
            () => (games.Start(name, out var load), load), context.RequestAborted);
        return StudioJson.Answer(
            game is null ? Describe(load, phrases) : new { game.Id, Game.Pictures, load.State });
    }

    /// <summary>How far a game is, or the reading of the pictures for one that was begun before a restart.</summary>
    private static async Task<IResult> FindAsync(
        string id, Games games, DrawLimiter limiter, Phrases phrases, HttpContext context)
    {
        var (game, load) = await limiter.DrawAsync(
            () => (games.Find(id, out var load), load), context.RequestAborted);
        if (game is null)
            return StudioJson.Answer(Describe(load!, phrases));
        var (answered, score, result) = game.Progress();
        return StudioJson.Answer(
            new { game.Id, Game.Pictures, Answered = answered, Score = score, Result = Said(result, phrases) });
    }

    private static object Describe(PictureLoad load, Phrases phrases) =>
        new { load.State, load.Share, Reason = phrases.Say(load.Reason) };

    private static GameResult? Said(GameResult? result, Phrases phrases) =>
        result is null ? null : result with { Reason = phrases.Say(result.Reason) };
}
