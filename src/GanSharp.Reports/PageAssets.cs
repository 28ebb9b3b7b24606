using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using GanSharp.Reports.Languages;

namespace GanSharp.Reports;

/// <summary>The style and the script of all pages.</summary>
internal static class PageAssets
{
    private static readonly string English = Load("page.js");

    public static string Style { get; } = Load("page.css");

    /// <summary>The script, with the words of its button in the language of the page.</summary>
    public static string Script(Phrases phrases) => English
        .Replace("'Play'", $"'{phrases["Play | samples"]}'", StringComparison.Ordinal)
        .Replace("'Pause'", $"'{phrases["Pause"]}'", StringComparison.Ordinal);

    /// <summary>The content security policy: a page may only use its own content and run this script.</summary>
    public static string Policy(Phrases phrases) =>
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:; style-src 'unsafe-inline'; "
        + $"script-src 'sha256-{Digest(Script(phrases))}'";

    /// <summary>Reads an embedded file.</summary>
    public static string Load(string name)
    {
        using var reader = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream(name)!);
        return reader.ReadToEnd().ReplaceLineEndings("\n");
    }

    private static string Digest(string text) => Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
}
