using System.Text.RegularExpressions;

namespace GanSharp.Studio.NewTraining;

/// <summary>Errors of data in the words of the page: without the place of an upload and without commands.</summary>
internal static partial class DataWords
{
    private const string OfFolder = "folder: no pictures (or a folder of them for each class) in the upload";
    private const string Unread = "There are no pictures in it that the studio can read";
    private const string ToFolder = "put the files there, or name their folder with --data DIR";

    /// <summary>Returns a message about an upload without its place, which people did not choose.</summary>
    /// <param name="message">The message.</param>
    /// <param name="place">The folder or file of the upload.</param>
    public static string OfUpload(string message, string place) => message
        .Replace("name the one to read: --data ", "choose only ", StringComparison.Ordinal)
        .Replace($"{place}{Path.DirectorySeparatorChar}", "", StringComparison.Ordinal)
        .Replace($"{place}: ", "", StringComparison.Ordinal)
        .Replace(place, "the upload", StringComparison.Ordinal)
        .Replace(OfFolder, Unread, StringComparison.Ordinal)
        .Replace($"; {ToFolder}", "", StringComparison.Ordinal)
        .Replace("; it contains no pictures that are read", "", StringComparison.Ordinal);

    /// <summary>Returns a message about a known data set with what to press instead of what to type.</summary>
    /// <param name="message">The message.</param>
    public static string OfKnown(string message) => Unfetched().Replace(
        Failed().Replace(message, "; check the connection and press Download again"),
        "$1 is not on this machine; press Download on the page New training");

    [GeneratedRegex(@"^([a-z0-9-]+): no .*; fetch them with gansharp data download .*$")]
    private static partial Regex Unfetched();

    [GeneratedRegex(@"; put .* into .*, or name their folder with --data DIR$")]
    private static partial Regex Failed();
}
