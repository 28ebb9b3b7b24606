using System.Net;
using System.Text.Encodings.Web;
using System.Text.Unicode;
using GanSharp.Studio.Comparisons;
using GanSharp.Studio.Deletion;
using GanSharp.Studio.Exports;
using GanSharp.Studio.Languages;
using GanSharp.Studio.Live;
using GanSharp.Studio.NewTraining;
using GanSharp.Studio.Play;
using GanSharp.Studio.Processes;
using GanSharp.Studio.Runs;
using GanSharp.Studio.Security;
using GanSharp.Studio.Storage;
using GanSharp.Studio.Studies;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio;

/// <summary>The studio as an ASP.NET Core application.</summary>
public static class StudioServer
{
    /// <summary>
    /// Creates a studio that listens on the loopback interface alone. It reads no configuration from files or the
    /// environment.
    /// </summary>
    /// <example><code>
    /// await using var studio = StudioServer.Create(new StudioOptions { Tool = ["gansharp"] });
    /// await studio.StartAsync();
    /// Console.WriteLine(studio.Link());
    /// await studio.WaitForShutdownAsync();
    /// </code></example>
    /// <exception cref="GanSharpException">A setting is out of range.</exception>
    public static WebApplication Create(StudioOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(IPAddress.Loopback, options.Port);
        });
        AddServices(builder.Services, options);
        var app = builder.Build();
        app.Use(ResponseHeaders.AddAsync);
        app.UseMiddleware<AccessGuard>(options);
        app.UseMiddleware<ErrorResponses>();
        app.UseRouting();
        Map(app);
        return app;
    }

    /// <summary>
    /// Returns the link that lets a browser in, with the token: <c>http://localhost:5199/?token=...</c>. The studio
    /// must have been started.
    /// </summary>
    public static string Link(this WebApplication studio)
    {
        ArgumentNullException.ThrowIfNull(studio);
        var address = new Uri(studio.Services.GetRequiredService<IServer>().Features
            .Get<IServerAddressesFeature>()!.Addresses.First());
        var token = studio.Services.GetRequiredService<StudioOptions>().Token;
        return $"http://localhost:{address.Port}/?{AccessGuard.Parameter}={token}";
    }

    private static void AddServices(IServiceCollection services, StudioOptions options)
    {
        services.AddRoutingCore();
        services.AddRazorComponents();
        services.AddHttpContextAccessor();
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddScoped(provider =>
            RequestLanguage.Of(provider.GetRequiredService<IHttpContextAccessor>().HttpContext!.Request));
        services.AddSingleton(options);
        services.AddSingleton(options.Time);
        services.AddSingleton<FaultLog>();
        services.AddSingleton<StudioPaths>();
        services.AddSingleton(provider => new StudioDatabase(provider.GetRequiredService<StudioPaths>().Own));
        services.AddSingleton<TrainingLogs>();
        services.AddSingleton<TrainingProcesses>();
        services.AddSingleton<QueueTable>();
        services.AddSingleton<RunCatalogue>();
        services.AddSingleton<TrainingQueue>();
        services.AddHostedService(provider => provider.GetRequiredService<TrainingQueue>());
        services.AddSingleton<UploadStore>();
        services.AddSingleton<EarlierUploads>();
        services.AddHostedService<UploadCleaner>();
        services.AddSingleton<DataSurveys>();
        services.AddSingleton<DatasetDownloads>();
        services.AddSingleton<RecipeCheck>();
        services.AddSingleton<SpeedMeasurement>();
        services.AddSingleton<TrainingStart>();
        services.AddSingleton<RunActions>();
        services.AddSingleton<RunBin>();
        services.AddSingleton<LiveRuns>();
        PlayEndpoints.AddServices(services);
    }

    private static void Map(WebApplication app)
    {
        StudioAssets.Map(app);
        LanguageEndpoints.Map(app);
        RunEndpoints.Map(app);
        RunActionEndpoints.Map(app);
        BinEndpoints.Map(app);
        ExportEndpoints.Map(app);
        ComparisonEndpoints.Map(app);
        StudyEndpoints.Map(app);
        LiveEndpoints.Map(app);
        QueueEndpoints.Map(app);
        UploadEndpoints.Map(app);
        NewTrainingEndpoints.Map(app);
        PlayEndpoints.Map(app);
    }
}
