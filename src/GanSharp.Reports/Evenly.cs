namespace GanSharp.Reports;

/// <summary>Chooses a few of many.</summary>
internal static class Evenly
{
    /// <summary>
    /// At most <paramref name="most"/> items at equal distances, the first and the last among them; of one, the last.
    /// </summary>
    public static IReadOnlyList<T> Pick<T>(IReadOnlyList<T> items, int most) =>
        items.Count <= most ? items
        : most == 1 ? [items[^1]]
        : [.. Enumerable.Range(0, most).Select(i => items[(int)((long)i * (items.Count - 1) / (most - 1))])];
}
