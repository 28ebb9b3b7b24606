namespace GanSharp.Reports;

/// <summary>The languages of pages.</summary>
public static class PageLanguage
{
    /// <summary>English: <c>en</c>.</summary>
    public const string English = "en";

    /// <summary>Chinese in simplified characters: <c>zh</c>.</summary>
    public const string Chinese = "zh";

    /// <summary>All languages.</summary>
    public static IReadOnlyList<string> All { get; } = [English, Chinese];
}
