using System.Globalization;
using System.Text.RegularExpressions;

namespace GanSharp.Data;

/// <summary>
/// The name of one of the files that a data set is split into, such as <c>train-00000-of-00004.parquet</c>.
/// </summary>
/// <param name="Before">What is before the numbers, such as <c>train</c>.</param>
/// <param name="Number">The number of the file, from 0.</param>
/// <param name="Total">The number of files.</param>
/// <param name="After">What is after the numbers, such as <c>.parquet</c>.</param>
internal sealed partial record ShardName(string Before, int Number, int Total, string After)
{
    private int Digits { get; init; }

    private string TotalText { get; init; } = "";

    /// <summary>The name without numbers, such as <c>train.parquet</c>.</summary>
    public string Whole => Before + After;

    /// <summary>Takes a name apart; returns null if it has no such numbers.</summary>
    public static ShardName? Of(string name)
    {
        if (Numbers().Match(name) is not { Success: true } match)
            return null;
        var (number, total) = (match.Groups["number"].Value, match.Groups["total"].Value);
        return new(match.Groups["before"].Value, ToInt(number), ToInt(total), match.Groups["after"].Value)
        {
            Digits = number.Length,
            TotalText = total,
        };

        static int ToInt(string digits) => int.Parse(digits, CultureInfo.InvariantCulture);
    }

    /// <summary>Returns the name without numbers, or the name itself if it has none.</summary>
    public static string WholeOf(string name) => Of(name)?.Whole ?? name;

    /// <summary>Returns the name of another file of the same data set.</summary>
    public string At(int number) =>
        $"{Before}-{number.ToString($"D{Digits}", CultureInfo.InvariantCulture)}-of-{TotalText}{After}";

    [GeneratedRegex(@"^(?<before>.+?)-(?<number>\d{1,9})-of-(?<total>\d{1,9})(?<after>[-.].*)$")]
    private static partial Regex Numbers();
}
