using System.Globalization;
using GanSharp.Sampling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Play;

/// <summary>Texts that a generator writes, and tables of mixed styles.</summary>
internal static class WriteEndpoints
{
    /// <summary>The most characters of a text.</summary>
    public const int MostCharacters = 32;

    /// <summary>The most rows.</summary>
    public const int MostRows = 8;

    /// <summary>The most noise vectors whose styles are mixed.</summary>
    public const int MostMixed = 8;

    private const int MostUnits = 8 * MostCharacters, MostText = 200;

    public static void Map(IEndpointRouteBuilder app)
    {
        var play = app.MapGroup("/api/play/{name}");
        play.MapPictures("text", TextAsync);
        play.MapGet("text.{format}", FilmAsync);
        play.MapPictures("mix", MixAsync);
    }

    private static async Task<IResult> TextAsync(
        string name, HttpRequest request, Generators generators, DrawLimiter limiter, CancellationToken cancellation)
    {
        var query = new Parameters(request.Query);
        var sampler = generators.Of(name).Sampler;
        return await DrawAsync(TextOf(query).Plan(sampler), request, limiter, cancellation);
    }

    private static async Task<IResult> FilmAsync(
        string name, string format, HttpRequest request, Generators generators, DrawLimiter limiter,
        CancellationToken cancellation)
    {
        _ = PictureFiles.WriterOf(format);
        var query = new Parameters(request.Query);
        var film = new FilmRequest { Keys = 3, Frames = 60, Rate = 20 };
        var plan = TextOf(query).Plan(generators.Of(name).Sampler);
        var zoom = query.Whole("zoom", 1, 1, GridView.MostZoom);
        GanSharpException.Require(
            (long)plan.Count * film.Frames * plan.Image.Count * zoom * zoom <= GridView.MostFilmPixels,
            "this film is too large; ask for a shorter text, fewer rows or a smaller zoom");
        return await limiter.LongAsync(
            () => PictureFiles.Result(
                plan.DrawFilm(film, cancellation: cancellation).Animation(zoom), format),
            cancellation);
    }

    private static async Task<IResult> MixAsync(
        string name, HttpRequest request, Generators generators, DrawLimiter limiter, CancellationToken cancellation)
    {
        var query = new Parameters(request.Query);
        var sampler = generators.Of(name).Sampler;
        var plan = new SampleRequest
        {
            Mix = true,
            Count = query.Whole("count", 5, 2, MostMixed),
            FineSide = query.Whole("fine", Math.Max(1, sampler.Image.Height / 4), 1, sampler.Image.Height),
            Labels = query.Text("class", MostText) is { } label ? [label] : [],
            Seed = SeedOf(query),
            Truncation = GridView.TruncationOf(query),
        }.Plan(sampler);
        return await DrawAsync(plan, request, limiter, cancellation);
    }

    private static SampleRequest TextOf(Parameters query)
    {
        var text = query.Text("text", MostUnits) ?? throw new GanSharpException("the text is empty; write something");
        GanSharpException.Require(
            new StringInfo(text).LengthInTextElements <= MostCharacters,
            $"the text is longer than {MostCharacters} characters; shorten it");
        return new()
        {
            Text = text,
            Rows = query.Whole("rows", 4, 1, MostRows),
            Seed = SeedOf(query),
            Truncation = GridView.TruncationOf(query),
        };
    }

    private static int SeedOf(Parameters query) => query.Whole("seed", 1, 0, GridView.MostSeed);

    private static async Task<IResult> DrawAsync(
        SamplePlan plan, HttpRequest request, DrawLimiter limiter, CancellationToken cancellation)
    {
        var zoom = new Parameters(request.Query).Whole("zoom", 1, 1, GridView.MostZoom);
        GanSharpException.Require(
            (long)plan.Count * plan.Image.Count * zoom * zoom <= GridView.MostPixels,
            $"these pictures are too many for zoom {zoom}; ask for a smaller one");
        var set = await limiter.DrawAsync(() => plan.Draw(cancellation: cancellation), cancellation);
        return PictureFiles.Result(request, set, zoom);
    }
}
