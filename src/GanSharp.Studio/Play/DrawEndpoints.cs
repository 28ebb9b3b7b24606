using GanSharp.Reports.Languages;
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
    private const int MostSteps = 120;

    public static void Map(IEndpointRouteBuilder app)
    {
        var play = app.MapGroup("/api/play/{name}");
        play.MapPictures("grid", GridAsync);
        play.MapGet("grid.{format}", FilmAsync);
        play.MapPictures("one", OneAsync);
        play.MapGet("one", DetailsAsync);
        play.MapPictures("interpolation", InterpolationAsync);
        play.MapGet("interpolation.{format}", InterpolationFilmAsync);
    }

    private static async Task<IResult> GridAsync(
        string name, HttpRequest request, Generators generators, DrawLimiter limiter, CancellationToken cancellation)
    {
        var (generator, view) = Read(name, request, generators);
        var set = await limiter.DrawAsync(() => Drawing.Grid(generator, view, cancellation), cancellation);
        return PictureFiles.Result(request, set, view.Zoom);
    }

    private static async Task<IResult> OneAsync(
        string name, HttpRequest request, Generators generators, DrawLimiter limiter, CancellationToken cancellation)
    {
        var (generator, view) = Read(name, request, generators);
        var cell = view.CellOf(new(request.Query), "cell");
        var set = await limiter.DrawAsync(() => Drawing.One(generator, view, cell, cancellation), cancellation);
        return PictureFiles.Result(request, set, view.Zoom);
    }

    /// <summary>The class, the noise and the nearest training pictures of one picture.</summary>
    private static async Task<IResult> DetailsAsync(
        string name, HttpRequest request, Generators generators, TrainingPictures pictures, DrawLimiter limiter,
        Phrases phrases, CancellationToken cancellation)
    {
        var (generator, view) = Read(name, request, generators);
        var (cell, load) = (view.CellOf(new(request.Query), "cell"), pictures.Of(name));
        var nearest = await limiter.DrawAsync(
            () => Nearest.Of(load, Drawing.One(generator, view, cell, cancellation), cancellation), cancellation);
        var label = view.LabelOf(cell, generator.Sampler);
        return StudioJson.Answer(
            new
            {
                Class = label is { } known ? generator.Sampler.ClassNames[known] : null,
                Start = NoiseText.Of(Drawing.NoiseOf(generator, view, cell)),
                Nearest = nearest with { Reason = phrases.Say(nearest.Reason) },
            });
    }

    /// <summary>The pictures from one to another, both included.</summary>
    private static async Task<IResult> InterpolationAsync(
        string name, HttpRequest request, Generators generators, DrawLimiter limiter, CancellationToken cancellation)
    {
        var (generator, view) = Read(name, request, generators);
        var (ends, steps) = EndsOf(request, view, 9);
        view.RequirePixels(generator.Sampler, steps);
        double[] shares = [.. Enumerable.Range(0, steps).Select(i => i / (steps - 1.0))];
        var set = await limiter.DrawAsync(
            () => Drawing.Interpolation(generator, view, ends, shares, cancellation), cancellation);
        return PictureFiles.Result(request, set, view.Zoom);
    }

    private static async Task<IResult> FilmAsync(
        string name, string format, HttpRequest request, Generators generators, DrawLimiter limiter,
        CancellationToken cancellation)
    {
        _ = PictureFiles.WriterOf(format);
        var (generator, view) = Read(name, request, generators);
        var frames = new Parameters(request.Query).Whole("frames", 72, 4, MostSteps);
        var film = new FilmRequest { Keys = 4, Frames = frames, Rate = 24 };
        RequireFilm(generator, view, film.Frames * view.Count);
        return await limiter.LongAsync(
            () => PictureFiles.Result(
                Drawing.Film(generator, view, film, cancellation).Animation(view.Zoom), format),
            cancellation);
    }

    /// <summary>The film from one picture to another and back.</summary>
    private static async Task<IResult> InterpolationFilmAsync(
        string name, string format, HttpRequest request, Generators generators, DrawLimiter limiter,
        CancellationToken cancellation)
    {
        _ = PictureFiles.WriterOf(format);
        var (generator, view) = Read(name, request, generators);
        var (ends, frames) = EndsOf(request, view, 60);
        RequireFilm(generator, view, frames);
        double[] shares = [.. Enumerable.Range(0, frames).Select(i => (1 - Math.Cos(2 * Math.PI * i / frames)) / 2)];
        return await limiter.LongAsync(
            () =>
            {
                var (set, image) = (
                    Drawing.Interpolation(generator, view, ends, shares, cancellation), generator.Sampler.Image);
                SampleSet[] pictures =
                    [.. set.Pixels.Chunk(image.Count).Select(pixels => new SampleSet(pixels, image, null, 1))];
                return PictureFiles.Result(new SampleFilm(pictures, 20).Animation(view.Zoom), format);
            },
            cancellation);
    }

    private static (LoadedGenerator Generator, GridView View) Read(
        string name, HttpRequest request, Generators generators)
    {
        var generator = generators.Of(name);
        return (generator, GridView.Of(new(request.Query), generator));
    }

    private static ((int From, int To) Ends, int Steps) EndsOf(HttpRequest request, GridView view, int steps)
    {
        var query = new Parameters(request.Query);
        return ((view.CellOf(query, "from"), view.CellOf(query, "to", 1)), query.Whole("steps", steps, 2, MostSteps));
    }

    private static void RequireFilm(LoadedGenerator generator, GridView view, int pictures) =>
        GanSharpException.Require(
            (long)pictures * generator.Sampler.Image.Count * view.Zoom * view.Zoom <= GridView.MostFilmPixels,
            "this film is too large; ask for fewer pictures, fewer frames or a smaller zoom");
}
