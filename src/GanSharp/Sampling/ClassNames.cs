using System.Globalization;
using GanSharp.Text;

namespace GanSharp.Sampling;

/// <summary>Finds classes by what people call them.</summary>
internal static class ClassNames
{
    /// <summary>The class of that name or, where no class is named by a number, of that number from 0.</summary>
    /// <exception cref="GanSharpException">There is none; the nearest names are offered.</exception>
    public static int Find(IReadOnlyList<string> names, string label)
    {
        for (var i = 0; i < names.Count; i++)
        {
            if (string.Equals(names[i], label, StringComparison.OrdinalIgnoreCase))
                return i;
        }
        if (!names.Any(IsNumber) && int.TryParse(label, CultureInfo.InvariantCulture, out var number) && number >= 0 && number < names.Count)
            return number;
        throw new GanSharpException($"'{label}' is not one of the {names.Count} classes: {string.Join(", ", names)}{Nearest.Hint(label, names)}");
    }

    private static bool IsNumber(string name) => int.TryParse(name, CultureInfo.InvariantCulture, out _);
}
