using GanSharp.IO;
using GanSharp.Reports;
using GanSharp.Reports.Languages;
using GanSharp.Studio.Pages;
using GanSharp.Training;
using GanSharp.Training.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Runs;

/// <summary>The pages and pictures of runs.</summary>
internal static class RunEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/", () => new RazorComponentResult<RunsPage>());
        app.MapGet("/runs", () => Results.Redirect("/"));
        app.MapGet("/runs/{name}", (string name, RunCatalogue catalogue) =>
            new RazorComponentResult<RunPage>(new { Run = catalogue.CardOf(name) }));
        app.MapGet("/runs/{name}/report", Report);
        app.MapGet("/api/runs", (RunCatalogue catalogue) => StudioJson.Answer(catalogue.Cards()));
        app.MapGet("/api/runs/{name}/grids", Grids);
        app.MapGet("/api/runs/{name}/grids/{step:long}.png", Grid);
        app.MapGet("/api/runs/{name}/layout", Layout);
        app.MapGet("/api/runs/{name}/real.png", Real);
    }

    private static IResult Report(string name, RunCatalogue catalogue, Phrases phrases, HttpResponse response)
    {
        var record = RunRecord.Load(catalogue.OpenFolderOf(name));
        var card = catalogue.CardOf(name);
        var back = new WayBack($"/runs/{card.Link}", phrases["Back to {0}", card.Title]);
        // The page has its style and script in it.
        response.Headers.ContentSecurityPolicy = PageAssets.Policy(phrases);
        return Results.Text(RunReport.ToHtml(record, phrases, back), "text/html; charset=utf-8");
    }

    private static IResult Grids(string name, RunCatalogue catalogue) => StudioJson.Answer(
        GridsOf(catalogue.OpenFolderOf(name)).Select(grid => new { grid.Step, grid.Epoch }));

    private static IResult Grid(string name, long step, RunCatalogue catalogue, HttpResponse response)
    {
        var grid = GridsOf(catalogue.OpenFolderOf(name)).LastOrDefault(each => each.Step == step)
            ?? throw new NotFoundException($"{name} has no grid of step {step}");
        return Picture(grid.Path, response);
    }

    private static IResult Layout(string name, RunCatalogue catalogue)
    {
        var folder = catalogue.OpenFolderOf(name);
        var description = DescriptionOf(folder);
        var grid = GridsOf(folder, description) is [.., var newest] ? newest.Read()
            : throw new NotFoundException($"{name} has no samples yet");
        return StudioJson.Answer(GridLayout.Of(description, grid));
    }

    private static IResult Real(string name, RunCatalogue catalogue, HttpResponse response)
    {
        var path = Path.Combine(catalogue.OpenFolderOf(name), RunFolder.RealName);
        return File.Exists(path) ? Picture(path, response) : throw new NotFoundException($"{name} has no real images");
    }

    private static IReadOnlyList<SavedGrid> GridsOf(string folder) => GridsOf(folder, DescriptionOf(folder));

    private static IReadOnlyList<SavedGrid> GridsOf(string folder, RunDescription description) =>
        SavedGrid.In(Path.Combine(folder, RunFolder.SamplesName), description.StepsPerEpoch);

    private static RunDescription DescriptionOf(string folder) =>
        RunDescription.Load(Path.Combine(folder, RunFolder.DescriptionName));

    private static IResult Picture(string path, HttpResponse response)
    {
        response.Headers.CacheControl = "private, max-age=60";
        return Results.Bytes(InputFile.ReadBytes(path), "image/png");
    }
}
