namespace GanSharp.Reports;

/// <summary>Chooses items at equal distances.</summary>
internal static class Evenly
{
    /// <summary>
    /// Returns at most <paramref name="most"/> items, including the first and the last; only the last if
    /// <paramref name="most"/> is 1.
    /// </summary>
    public static IReadOnlyList<T> Pick<T>(IReadOnlyList<T> items, int most) =>
        items.Count <= most ? items
        : most == 1 ? [items[^1]]
        : [.. Enumerable.Range(0, most).Select(i => items[(int)((long)i * (items.Count - 1) / (most - 1))])];
}
