using System.Globalization;
using System.Text.RegularExpressions;
using GanSharp.Text;

namespace GanSharp.Data;

/// <summary>Finds classes by what people call them. Letters are the same however Unicode composes them.</summary>
internal static partial class ClassNames
{
    /// <summary>
    /// The class of that name, in any letter case where none is written just so; where no class is named by a number,
    /// the class of that number from 0.
    /// </summary>
    /// <exception cref="GanSharpException">There is none; the nearest names are offered.</exception>
    public static int Find(IReadOnlyList<string> names, string label) => FindAll(names, [label])[0];

    /// <summary>
    /// The classes of those names, in the order in which they are wanted. Names that follow each other may be pieces of
    /// one that has commas, which nobody put in quotes.
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
                    $"'{wanted[i]}' is not one of the {names.Count} classes: {NameList.Format(names)}{Nearest.Hint(wanted[i], names, NameList.Format)}");
            found.Add(At(i, pieces)!.Value);
            i += pieces;
        }
        return found;

        int? At(int start, int count) =>
            count == 1 ? One(names, wanted[start]) : Joined(names, string.Join(',', wanted.Skip(start).Take(count)));
    }

    /// <summary>
    /// The classes of those names, in their own order and each once; all classes when none is wanted.
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
                $"'{pieces}' can be {string.Join(" or ", found.Select(i => NameList.Format(names[i])))}; put the name in quotes"),
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
