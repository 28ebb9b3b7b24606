using System.Reflection;
using System.Security.Cryptography;
using System.Text;

namespace GanSharp.Reports;

/// <summary>The style and the script of all pages.</summary>
internal static class PageAssets
{
    public static string Style { get; } = Load("page.css");

    public static string Script { get; } = Load("page.js");

    /// <summary>The content security policy: a page may only use its own content and run this script.</summary>
    public static string Policy { get; } =
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; "
        + $"script-src 'sha256-{Digest(Script)}'";

    private static string Load(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
