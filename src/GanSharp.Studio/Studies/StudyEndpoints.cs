using GanSharp.IO;
using GanSharp.Reports;
using GanSharp.Reports.Languages;
using GanSharp.Reports.Studies;
using GanSharp.Studies;
using GanSharp.Studio.Pages;
using GanSharp.Studio.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Studies;

/// <summary>The studies of <c>gansharp sweep</c>, finished or not.</summary>
internal static class StudyEndpoints
{
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/studies", (StudioPaths paths) =>
            new RazorComponentResult<StudiesPage>(new { Studies = Folders(paths).Select(StudyCard.Of).ToArray() }));
        app.MapGet("/studies/{name}", (string name, StudioPaths paths, Phrases phrases, HttpResponse response) =>
        {
            var folder = Folders(paths).FirstOrDefault(each => Path.GetFileName(each) == name)
                ?? throw new NotFoundException($"there is no study {name}");
            FolderLinks.RequireInside(folder, "sweep");
            // The page has its style and script in it.
            response.Headers.ContentSecurityPolicy = PageAssets.Policy(phrases);
            var back = new WayBack("/studies", phrases["All studies"]);
            return Results.Text(SweepReport.ToHtml(Sweep.Open(folder), phrases, back), "text/html; charset=utf-8");
        });
    }

    private static string[] Folders(StudioPaths paths) => Directory.Exists(paths.Studies)
        ? [.. DiskFolder.Entries(paths.Studies).Where(entry => File.Exists(Path.Combine(entry, Sweep.PlanName)))]
        : [];
}
