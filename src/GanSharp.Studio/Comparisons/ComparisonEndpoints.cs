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
    private const int MostRuns = 12;

    public static void Map(IEndpointRouteBuilder app) =>
        app.MapGet("/compare", ([FromQuery(Name = "run")] string[] runs, RunCatalogue catalogue) =>
        {
            GanSharpException.Require(
                runs.Length is > 0 and <= MostRuns, $"these are {runs.Length} runs; choose 2 to {MostRuns}");
            RunRecord[] records = [.. runs.Select(run => RunRecord.Load(catalogue.FolderOf(run)))];
            return new RazorComponentResult<ComparePage>(new { Comparison = new Comparison(records) });
        });
}
