using GanSharp.Sampling;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Play;

/// <summary>
/// Pictures of a generator. The address determines them: the same address gives the same bytes, while the generator is
/// the same.
/// </summary>
internal static class DrawEndpoints
{
    private const int MostSteps = 120, MostFilmPixels = 60_000_000;

    public static void Map(IEndpointRouteBuilder app)
    {
        var play = app.MapGroup("/api/play/{name}");
        play.MapGet("grid.png", GridAsync);
        play.MapGet("grid.{format}", FilmAsync);
        play.MapGet("one.png", OneAsync);
        play.MapGet("one", DetailsAsync);
        play.MapGet("way.png", WayAsync);
        play.MapGet("way.{format}", WayFilmAsync);
    }

    private static async Task<IResult> GridAsync(
        string name, HttpRequest request, Generators generators, DrawGate gate)
    {
        var (generator, view) = Read(name, request, generators);
        return PictureFiles.Result(
            await gate.DrawAsync(
                () => Drawing.Grid(generator, view, request.HttpContext.RequestAborted),
                request.HttpContext.RequestAborted),
            view.Zoom, IsDownload(request));
    }

    private static async Task<IResult> OneAsync(
        string name, HttpRequest request, Generators generators, DrawGate gate)
    {
        var (generator, view) = Read(name, request, generators);
        var cell = view.CellOf(new(request.Query), "cell");
        return PictureFiles.Result(
            await gate.DrawAsync(
                () => Drawing.One(generator, view, cell, request.HttpContext.RequestAborted),
                request.HttpContext.RequestAborted),
            view.Zoom, IsDownload(request));
    }

    /// <summary>What is to be said about one of the pictures.</summary>
    private static async Task<IResult> DetailsAsync(
        string name, HttpRequest request, Generators generators, TrainingPictures pictures, DrawGate gate)
    {
        var (generator, view) = Read(name, request, generators);
        var (cell, aborted) = (view.CellOf(new(request.Query), "cell"), request.HttpContext.RequestAborted);
        var load = pictures.Of(name);
        var nearest = await gate.DrawAsync(
            () => Nearest.Of(load, Drawing.One(generator, view, cell, aborted), aborted), aborted);
        var label = view.LabelOf(cell, generator.Sampler);
        return Results.Json(
            new
            {
                Class = label is { } known ? generator.Sampler.ClassNames[known] : null,
                Start = NoiseText.Of(Drawing.NoiseOf(generator, view, cell)),
                Nearest = nearest,
            },
            StudioJson.Options);
    }

    private static async Task<IResult> WayAsync(
        string name, HttpRequest request, Generators generators, DrawGate gate)
    {
        var (generator, view) = Read(name, request, generators);
        var (ends, steps) = WayOf(request, view, 9);
        view.RequirePixels(generator.Sampler, steps);
        var set = await gate.DrawAsync(
            () => Drawing.Way(
                generator, view, ends, [.. Enumerable.Range(0, steps).Select(i => i / (steps - 1.0))],
                request.HttpContext.RequestAborted),
            request.HttpContext.RequestAborted);
        return PictureFiles.Result(set, view.Zoom, IsDownload(request));
    }

    private static async Task<IResult> FilmAsync(
        string name, string format, HttpRequest request, Generators generators, DrawGate gate)
    {
        _ = PictureFiles.WriterOf(format);
        var (generator, view) = Read(name, request, generators);
        var frames = new Parameters(request.Query).Whole("frames", 72, 4, MostSteps);
        var film = new FilmRequest { Keys = 4, Frames = frames, Rate = 24 };
        RequireFilm(generator, view, film.Frames * view.Count);
        return await gate.FilmAsync(
            () => PictureFiles.Result(
                Drawing.Film(generator, view, film, request.HttpContext.RequestAborted).Animation(view.Zoom), format),
            request.HttpContext.RequestAborted);
    }

    /// <summary>The walk from one picture to another and back.</summary>
    private static async Task<IResult> WayFilmAsync(
        string name, string format, HttpRequest request, Generators generators, DrawGate gate)
    {
        _ = PictureFiles.WriterOf(format);
        var (generator, view) = Read(name, request, generators);
        var (ends, frames) = WayOf(request, view, 60);
        RequireFilm(generator, view, frames);
        return await gate.FilmAsync(
            () =>
            {
                var way = Drawing.Way(
                    generator, view, ends,
                    [.. Enumerable.Range(0, frames).Select(i => (1 - Math.Cos(2 * Math.PI * i / frames)) / 2)],
                    request.HttpContext.RequestAborted);
                SampleSet[] pictures =
                [
                    .. way.Pixels.Chunk(way.Image.Count).Select(pixels => new SampleSet(pixels, way.Image, null, 1)),
                ];
                return PictureFiles.Result(new SampleFilm(pictures, 20).Animation(view.Zoom), format);
            },
            request.HttpContext.RequestAborted);
    }

    private static (LoadedGenerator Generator, GridView View) Read(
        string name, HttpRequest request, Generators generators)
    {
        var generator = generators.Of(name);
        return (generator, GridView.Of(new(request.Query), generator));
    }

    private static ((int From, int To) Ends, int Steps) WayOf(HttpRequest request, GridView view, int steps)
    {
        var query = new Parameters(request.Query);
        return ((view.CellOf(query, "from"), view.CellOf(query, "to", 1)), query.Whole("steps", steps, 2, MostSteps));
    }

    private static void RequireFilm(LoadedGenerator generator, GridView view, int pictures) =>
        GanSharpException.Require(
            (long)pictures * generator.Sampler.Image.Count * view.Zoom * view.Zoom <= MostFilmPixels,
            "this film is too large; ask for fewer pictures, fewer frames or a smaller zoom");

    private static bool IsDownload(HttpRequest request) =>
        new Parameters(request.Query).Whole("download", 0, 0, 1) == 1;
}
