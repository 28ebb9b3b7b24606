using System.Globalization;
using System.Text.RegularExpressions;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>Lookup of classes by name. Names match in any Unicode normal form.</summary>
internal static partial class ClassNames
{
    /// <summary>
    /// Finds a class by name, preferring the exact letter case over any other. When no class is named by a number, a
    /// number from 0 works too.
    /// </summary>
    /// <exception cref="GanSharpException">There is no such class; the message suggests the nearest names.</exception>
    public static int Find(IReadOnlyList<string> names, string label) => FindAll(names, [label])[0];

    /// <summary>
    /// Finds several classes, in the given order. Consecutive names may be the pieces of one name that contains commas
    /// and was not quoted.
    /// </summary>
    /// <inheritdoc cref="Find" path="/exception"/>
    public static List<int> FindAll(IReadOnlyList<string> names, IReadOnlyList<string> wanted)
    {
        var found = new List<int>();
        for (var i = 0; i < wanted.Count;)
        {
            var pieces = Enumerable.Range(1, wanted.Count - i).FirstOrDefault(count => At(i, count) is not null);
            if (pieces == 0)
                throw new GanSharpException(
                    $"'{wanted[i]}' is not one of the {names.Count} classes: "
                    + NameList.Format(names) + Nearest.Hint(wanted[i], names, NameList.Format));
            found.Add(At(i, pieces)!.Value);
            i += pieces;
        }
        return found;

        int? At(int start, int count) =>
            count == 1 ? One(names, wanted[start]) : Joined(names, string.Join(',', wanted.Skip(start).Take(count)));
    }

    /// <summary>
    /// Finds several classes and returns each once, in the order of the data set; returns all classes when
    /// <paramref name="wanted"/> is empty.
    /// </summary>
    /// <inheritdoc cref="Find" path="/exception"/>
    public static int[] Choose(IReadOnlyList<string> names, IReadOnlyCollection<string> wanted) => wanted.Count == 0
        ? [.. Enumerable.Range(0, names.Count)]
        : [.. FindAll(names, [.. wanted]).Distinct().Order()];

    private static int? One(IReadOnlyList<string> names, string label) =>
        IndexOf(names, label, StringComparison.Ordinal) ?? IndexOf(names, label, StringComparison.OrdinalIgnoreCase)
        ?? (
            NumberOf(label) is { } number && number < names.Count && names.All(name => NumberOf(name) is null)
                ? number
                : null);

    private static int? Joined(IReadOnlyList<string> names, string pieces)
    {
        int[] found =
        [
            .. Enumerable.Range(0, names.Count)
                .Where(i =>
                    NormalForm.AreSame(Comma().Replace(names[i], ","), pieces, StringComparison.OrdinalIgnoreCase)),
        ];
        return found switch
        {
            [] => null,
            [var only] => only,
            _ => throw new GanSharpException(
                $"'{pieces}' can be {string.Join(" or ", found.Select(i => NameList.Format(names[i])))}; "
                + "put the name in quotes"),
        };
    }

    private static int? IndexOf(IReadOnlyList<string> names, string label, StringComparison comparison)
    {
        var index = Enumerable
            .Range(0, names.Count)
            .FirstOrDefault(i => NormalForm.AreSame(names[i], label, comparison), -1);
        return index < 0 ? null : index;
    }

    private static int? NumberOf(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex(@"\s*[,;]\s*")]
    private static partial Regex Comma();
}
