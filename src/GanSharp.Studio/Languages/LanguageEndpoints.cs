using GanSharp.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio.Languages;

/// <summary>Keeps the chosen language.</summary>
internal static class LanguageEndpoints
{
    public static void Map(IEndpointRouteBuilder app) => app.MapPost("/api/language/{name}", (
        string name, HttpResponse response) =>
    {
        if (!PageLanguage.All.Contains(name))
            throw new NotFoundException($"there is no language {name}");
        response.Cookies.Append(
            RequestLanguage.Parameter, name,
            new() { SameSite = SameSiteMode.Strict, Path = "/", MaxAge = TimeSpan.FromDays(365) });
        return Results.NoContent();
    });
}
