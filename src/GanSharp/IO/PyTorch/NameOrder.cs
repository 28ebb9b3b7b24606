using System.Globalization;

namespace GanSharp.IO.PyTorch;

/// <summary>
/// The order of names whose parts may be numbers: <c>conv.2.weight</c> comes before <c>conv.10.weight</c>.
/// </summary>
internal sealed class NameOrder : IComparer<string>
{
    public static NameOrder Instance { get; } = new();

    public int Compare(string? x, string? y)
    {
        var (a, b) = ((x ?? "").Split('.'), (y ?? "").Split('.'));
        for (var i = 0; i < Math.Min(a.Length, b.Length); i++)
        {
            var order = Number(a[i]) is { } m && Number(b[i]) is { } n ? m.CompareTo(n)
                : string.CompareOrdinal(a[i], b[i]);
            if (order != 0)
                return order;
        }
        return a.Length.CompareTo(b.Length);
    }

    private static int? Number(string part) =>
        int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
