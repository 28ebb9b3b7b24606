using GanSharp.Studio.Pages;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Play;

/// <summary>The pages to play with generators.</summary>
internal static class PlayEndpoints
{
    public static void AddServices(IServiceCollection services)
    {
        services.AddSingleton<Generators>();
        services.AddSingleton<DrawLimiter>();
        services.AddSingleton<TrainingPictures>();
        services.AddSingleton<Projections>();
        services.AddSingleton<Games>();
    }

    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/play", () => new RazorComponentResult<PlayPage>());
        app.MapGet("/play/{name}", (string name, Generators generators) =>
            new RazorComponentResult<GeneratorPage>(new { Facts = PlayFacts.Of(generators.Of(name)) }));
        DrawEndpoints.Map(app);
        WriteEndpoints.Map(app);
        ProjectEndpoints.Map(app);
        GameEndpoints.Map(app);
    }
}
