using System.Globalization;

namespace GanSharp.Text;

/// <summary>Counts with the right singular or plural, for messages.</summary>
public static class Plural
{
    /// <summary>Formats a count with its noun: <c>1 image</c>, <c>2 images</c>.</summary>
    /// <param name="count">The count.</param>
    /// <param name="thing">The noun in the singular.</param>
    /// <param name="things">The noun in the plural; by default the singular with an s.</param>
    public static string Of(long count, string thing, string? things = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? thing : things ?? $"{thing}s")}");
}
