using System.Reflection;
using System.Security.Cryptography;
using GanSharp.Reports;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace GanSharp.Studio;

/// <summary>The styles and scripts of the pages, embedded in the assembly.</summary>
internal static class StudioAssets
{
    private const string Icon = "icon.svg";

    private static readonly Dictionary<string, byte[]> Files = Load();

    /// <summary>
    /// A digest of all files. It is a part of their addresses, so that browsers can keep them for ever.
    /// </summary>
    public static string Version { get; } = Convert.ToHexStringLower(
        SHA256.HashData(
            [.. Files.OrderBy(file => file.Key, StringComparer.Ordinal).SelectMany(file => file.Value)]))[..12];

    /// <summary>Returns the address of a file.</summary>
    public static string Address(string name) => $"/assets/{Version}/{name}";

    /// <summary>Serves the files.</summary>
    public static void Map(IEndpointRouteBuilder app)
    {
        app.MapGet("/assets/{version}/{name}", Get);
        // Browsers ask for it on pages that name no icon, such as a report.
        app.MapGet("/favicon.ico", () => Results.Bytes(Files[Icon], TypeOf(Icon)));
    }

    private static IResult Get(string version, string name, HttpResponse response)
    {
        if (version != Version || !Files.TryGetValue(name, out var bytes))
            return Results.NotFound();
        response.Headers.CacheControl = "private, max-age=31536000, immutable";
        return Results.Bytes(bytes, TypeOf(name));
    }

    private static string TypeOf(string name) => Path.GetExtension(name) switch
    {
        ".css" => "text/css; charset=utf-8",
        ".js" => "text/javascript; charset=utf-8",
        ".svg" => "image/svg+xml",
        _ => "application/json",
    };

    private static Dictionary<string, byte[]> Load()
    {
        const string Folder = "studio/";
        var assembly = Assembly.GetExecutingAssembly();
        var files = assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Folder, StringComparison.Ordinal))
            .ToDictionary(name => name[Folder.Length..], name => Read(assembly.GetManifestResourceStream(name)!));
        files["page.css"] = System.Text.Encoding.UTF8.GetBytes(PageAssets.Style); // shared with the reports
        return files;
    }

    private static byte[] Read(Stream stream)
    {
        using (stream)
        {
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }
}
