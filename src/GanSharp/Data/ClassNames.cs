using System.Globalization;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>Finds classes by what people call them.</summary>
internal static class ClassNames
{
    /// <summary>
    /// The class of that name, in any letter case where none is written just so; where no class is named by a number, the class of that
    /// number from 0.
    /// </summary>
    /// <exception cref="GanSharpException">There is none; the nearest names are offered.</exception>
    public static int Find(IReadOnlyList<string> names, string label)
    {
        foreach (var comparison in (StringComparison[])[StringComparison.Ordinal, StringComparison.OrdinalIgnoreCase])
        {
            for (var i = 0; i < names.Count; i++)
            {
                if (string.Equals(names[i], label, comparison))
                    return i;
            }
        }
        if (NumberOf(label) is { } number && number < names.Count && names.All(name => NumberOf(name) is null))
            return number;
        throw new GanSharpException(
            $"'{label}' is not one of the {names.Count} classes: {string.Join(", ", names)}{Nearest.Hint(label, names)}");
    }

    /// <summary>The classes of those names, in their own order and each once; all classes when none is wanted.</summary>
    /// <inheritdoc cref="Find" path="/exception"/>
    public static int[] Choose(IReadOnlyList<string> names, IReadOnlyCollection<string> wanted) => wanted.Count == 0
        ? [.. Enumerable.Range(0, names.Count)]
        : [.. wanted.Select(label => Find(names, label)).Distinct().Order()];

    private static int? NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
