using GanSharp.Studies;

namespace GanSharp.Reports.Studies;

/// <summary>The figures that real images have.</summary>
/// <param name="data">What the images are called.</param>
/// <param name="results">
/// The results of trials on these images; one may have floors that another lacks, as only conditional generators have a
/// class accuracy.
/// </param>
internal sealed class SweepFloor(string data, IReadOnlyList<TrialResult> results)
{
    /// <summary>What the images are called.</summary>
    public string Data => data;

    /// <summary>
    /// The floors of each set of images. Sets of one name, such as some classes of a data set beside all of it, are
    /// told apart by what is in them.
    /// </summary>
    public static IReadOnlyList<SweepFloor> In(IEnumerable<SweepGroup> groups)
    {
        var sets = groups.SelectMany(group => group.Results)
            .Where(result => result.Evaluation?.Figures.Values.Any(figure => figure.Floor is not null) == true)
            .GroupBy(result => result.DataDigest, (_, results) => results.ToArray()).ToArray();
        return
        [
            .. sets.Select(set => new SweepFloor(IsOnlyOne(set[0]) ? set[0].Data.Name : set[0].Data.InWords(), set)),
        ];

        bool IsOnlyOne(TrialResult result) => sets.Count(other => other[0].Data.Name == result.Data.Name) == 1;
    }

    /// <summary>The floor of a figure; nothing where there is none.</summary>
    public string Text(SweepMetric metric) =>
        results.Select(result => metric.Of(result)?.Floor).FirstOrDefault(floor => floor is not null) is { } floor
            ? SweepGroup.Text(floor)
            : "";
}
