using GanSharp.Reports;
using GanSharp.Studio.Pages;
using GanSharp.Studio.Runs;
using GanSharp.Training.Records;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Comparisons;

/// <summary>The comparison of several runs.</summary>
internal static class ComparisonEndpoints
{
    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/compare", ([FromQuery(Name = "run")] string[] runs, RunShelf shelf) =>
            new RazorComponentResult<ComparePage>(
                new { Comparison = new Comparison([.. runs.Select(run => RunRecord.Load(shelf.FolderOf(run)))]) }));
}
