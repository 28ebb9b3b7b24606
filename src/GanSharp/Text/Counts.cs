using System.Globalization;

namespace GanSharp.Text;

/// <summary>Numbers of things in messages.</summary>
public static class Counts
{
    /// <summary>A number of things: <c>1 image</c>, <c>2 images</c>.</summary>
    /// <param name="count">How many there are.</param>
    /// <param name="thing">What one of them is called.</param>
    /// <param name="things">What several are called; by default the same with an s.</param>
    public static string Of(long count, string thing, string? things = null) =>
        string.Create(CultureInfo.InvariantCulture, $"{count} {(count == 1 ? thing : things ?? $"{thing}s")}");
}
