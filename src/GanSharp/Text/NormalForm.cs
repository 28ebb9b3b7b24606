using System.Globalization;
using System.Reflection;
using System.Text;

namespace GanSharp.Text;

/// <summary>
/// Unicode's canonical decomposition (NFD), for comparing texts: keyboards and file systems write the same letters in
/// different forms. <see cref="string.Normalize()"/> changes nothing where .NET runs without ICU.
/// </summary>
internal static class NormalForm
{
    private const int FirstSyllable = 0xAC00,
        LastSyllable = 0xD7A3, Leads = 0x1100, Vowels = 0x1161, Tails = 0x11A7, VowelCount = 21, TailCount = 28;

    private static readonly Lazy<(Dictionary<int, int[]> Parts, Dictionary<int, int> Classes)> Table = new(Read);

    /// <summary>Whether two texts have the same decomposition.</summary>
    public static bool AreSame(string one, string other, StringComparison comparison = StringComparison.Ordinal) =>
        string.Equals(Of(one), Of(other), comparison);

    /// <summary>Decomposes a text.</summary>
    public static string Of(string text)
    {
        if (Ascii.IsValid(text))
            return text;
        int[] points = [.. text.EnumerateRunes().SelectMany(rune => Decompose(rune.Value))];
        for (int start = 0, end; start < points.Length; start = end + 1)
        {
            end = Array.FindIndex(points, start, point => ClassOf(point) == 0);
            end = end < 0 ? points.Length : end;
            int[] marks = [.. points[start..end].OrderBy(ClassOf)]; // a stable sort, as Unicode requires
            marks.CopyTo(points, start);
        }
        return string.Concat(points.Select(char.ConvertFromUtf32));
    }

    private static int ClassOf(int point) => Table.Value.Classes.GetValueOrDefault(point);

    private static IEnumerable<int> Decompose(int point)
    {
        if (point is >= FirstSyllable and <= LastSyllable)
        {
            var index = point - FirstSyllable;
            var (lead, vowel, tail) = (
                index / (VowelCount * TailCount), index / TailCount % VowelCount, index % TailCount);
            return tail == 0 ? [Leads + lead, Vowels + vowel] : [Leads + lead, Vowels + vowel, Tails + tail];
        }
        return Table.Value.Parts.TryGetValue(point, out var parts) ? parts.SelectMany(Decompose) : [point];
    }

    private static (Dictionary<int, int[]> Parts, Dictionary<int, int> Classes) Read()
    {
        var (parts, classes) = (new Dictionary<int, int[]>(), new Dictionary<int, int>());
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("text/decompositions.txt")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith('#'))
                continue;
            var words = line.Split(' ');
            if (words[0].Split('-') is [var first, var last])
            {
                for (var point = Hex(first); point <= Hex(last); point++)
                    classes.Add(point, int.Parse(words[1], CultureInfo.InvariantCulture));
            }
            else
                parts.Add(Hex(words[0]), [.. words[1..].Select(Hex)]);
        }
        return (parts, classes);
    }

    private static int Hex(string word) => int.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture);
}
