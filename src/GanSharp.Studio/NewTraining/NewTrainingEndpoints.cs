using GanSharp.Recipes;
using GanSharp.Reports.Languages;
using GanSharp.Studio.Pages;
using GanSharp.Studio.Runs;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.NewTraining;

/// <summary>The page "New training": data, recipe, speed, start.</summary>
internal static class NewTrainingEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/new", () => new RazorComponentResult<NewPage>());
        app.MapGet("/api/datasets", (DatasetDownloads downloads, Phrases phrases) => StudioJson.Answer(
            downloads.All().Select(entry => entry with { Problem = phrases.Say(entry.Problem) })));
        app.MapPost("/api/datasets/{name}/download", (string name, DatasetDownloads downloads) =>
            StudioJson.Done(() => downloads.Start(name)));
        app.MapPost("/api/datasets/{name}/cancel", (string name, DatasetDownloads downloads) =>
            StudioJson.Done(() => downloads.Stop(name)));
        app.MapGet("/api/data", DataAsync);
        app.MapGet("/api/data/progress", (int? upload, string? dataset, DataSurveys surveys) =>
            StudioJson.Answer(new { Share = surveys.ProgressOf(new(upload, dataset)) }));
        app.MapGet("/api/data/pictures.png", async (
            int? upload, string? dataset, DataSurveys surveys, CancellationToken cancellation) =>
            Results.Bytes((await surveys.OfAsync(new(upload, dataset), cancellation)).Pictures, "image/png"));
        app.MapGet("/api/recipe", SuggestAsync);
        app.MapPost("/api/recipe/check", CheckAsync);
        app.MapPost("/api/recipe/measure", MeasureAsync);
        app.MapPost("/api/runs", async (
            NewRun run, TrainingStart start, CancellationToken cancellation) => StudioJson.Answer(
                new { Run = await start.BeginAsync(run.Yaml ?? "", run.Source, run.InitFrom, cancellation) }));
    }

    private static async Task<IResult> DataAsync(
        int? upload, string? dataset, DataSurveys surveys, UploadStore uploads, EarlierUploads earlier,
        Phrases phrases, CancellationToken cancellation)
    {
        var data = await surveys.OfAsync(new(upload, dataset), cancellation);
        var (names, entries) = upload is { } id ? Opened(id) : ([], 0);
        return StudioJson.Answer(
            new
            {
                Names = names,
                Entries = entries,
                data.Dataset,
                data.IsPictures,
                data.Count,
                data.Classes,
                data.Channels,
                data.Size.Height,
                data.Size.Width,
                data.IsOneSize,
                data.Sides.Shortest,
                data.Sides.Longest,
                data.Checked,
                LeftOut = data.LeftOut.Select(phrases.Say),
                Damaged = data.Damaged.Select(phrases.Say),
            });

        (IReadOnlyList<string> Names, int Entries) Opened(int id)
        {
            uploads.Keep(id);
            return earlier.NamesOf(id);
        }
    }

    private static async Task<IResult> SuggestAsync(
        int? upload, string? dataset, string? recipe, DataSurveys surveys, RecipeCheck check, Phrases phrases,
        CancellationToken cancellation)
    {
        var data = await surveys.OfAsync(new(upload, dataset), cancellation);
        var chosen = RecipeSuggestion.For(recipe, data);
        return StudioJson.Answer(
            new
            {
                Reasons = RecipeSuggestion.ReasonsOf(chosen, data),
                Checked = Said(await check.OfAsync(RecipeYaml.Format(chosen), [], data, cancellation), phrases),
                Recipes = RecipeCatalogue.Names.Select(RecipeCatalogue.Load).Select(known => new
                {
                    known.Name,
                    known.About,
                    IsPossible = data.Classes.Count > 0 || !RecipeSuggestion.NeedsClasses(known),
                }),
            });
    }

    private static async Task<IResult> CheckAsync(
        CheckedText text, DataSurveys surveys, RecipeCheck check, Phrases phrases, CancellationToken cancellation)
    {
        var data = text.HasData ? await surveys.OfAsync(text.Source, cancellation) : null;
        var settings = (text.Settings ?? []).OfType<Setting>()
            .Where(setting => setting is { Key: not null, Value: not null });
        return StudioJson.Answer(
            Said(await check.OfAsync(text.Yaml ?? "", [.. settings], data, cancellation), phrases));
    }

    private static CheckedRecipe Said(CheckedRecipe result, Phrases phrases) => result with
    {
        Faults = [.. result.Faults.Select(fault => fault with { Message = phrases.Say(fault.Message) })],
    };

    private static async Task<IResult> MeasureAsync(
        NewRun run, DataSurveys surveys, RecipeCheck check, SpeedMeasurement speed, RunCatalogue runs,
        CancellationToken cancellation)
    {
        var data = await surveys.OfAsync(run.Source, cancellation);
        var result = await check.OfAsync(run.Yaml ?? "", [], data, cancellation);
        if (result.Faults is [var fault, ..])
            throw new GanSharpException(fault.Message);
        var (shape, classes, count) = data.Of(result.Recipe!);
        var measured = await speed.OfAsync(result.Recipe!, shape, classes, count, cancellation);
        return StudioJson.Answer(
            new
            {
                measured.SecondsPerStep,
                measured.SecondsPerSave,
                measured.Steps,
                measured.Batch,
                result.Pace,
                IsBusy = runs.IsAnyAlive(),
            });
    }

    private sealed record NewRun(string? Yaml, int? Upload, string? Dataset, string? InitFrom)
    {
        public DataSource Source => new(Upload, Dataset);
    }

    private sealed record CheckedText(
        string? Yaml, IReadOnlyList<Setting?>? Settings, int? Upload, string? Dataset)
    {
        public bool HasData => Upload is not null || Dataset is not null;

        public DataSource Source => new(Upload, Dataset);
    }
}
