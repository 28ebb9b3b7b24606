using System.Text;

namespace GanSharp.IO.Charts;

/// <summary>Smoothing, thinning and drawing of the points of a curve. A NaN is a gap.</summary>
internal static class Curve
{
    /// <summary>The approximate number of points that are drawn at most.</summary>
    public const int MostPoints = 1000;

    /// <summary>
    /// Replaces each value by a weighted mean of it and those before it: going back, the weights fall by the factor
    /// <paramref name="weight"/>. Gaps stay and do not count.
    /// </summary>
    public static IEnumerable<(double X, double Y)> Smoothed(IEnumerable<(double X, double Y)> points, double weight)
    {
        var (sum, count) = (0.0, 0.0);
        foreach (var (x, y) in points)
        {
            if (double.IsNaN(y))
            {
                yield return (x, y);
                continue;
            }
            (sum, count) = (weight * sum + y, weight * count + 1);
            yield return (x, sum / count);
        }
    }

    /// <summary>
    /// Reduces many points to the lowest and the highest of each of equal parts, and a gap if the part has one.
    /// </summary>
    public static IReadOnlyList<(double X, double Y)> Thinned(IReadOnlyList<(double X, double Y)> points)
    {
        if (points.Count <= MostPoints)
            return points;
        var (kept, parts) = (new List<(double, double)>(), MostPoints / 2);
        for (var part = 0L; part < parts; part++)
        {
            var (first, end) = ((int)(part * points.Count / parts), (int)((part + 1) * points.Count / parts));
            var (lowest, highest, gap) = (first, first, -1);
            for (var i = first; i < end; i++)
            {
                var y = points[i].Y;
                gap = double.IsNaN(y) ? i : gap;
                lowest = y < points[lowest].Y || double.IsNaN(points[lowest].Y) ? i : lowest;
                highest = y > points[highest].Y || double.IsNaN(points[highest].Y) ? i : highest;
            }
            kept.AddRange(new SortedSet<int> { lowest, highest, gap < 0 ? lowest : gap }.Select(i => points[i]));
        }
        return kept;
    }

    /// <summary>Returns the data of an SVG path; a point between two gaps becomes a dash.</summary>
    public static string Path(IEnumerable<(double X, double Y)> pixels)
    {
        var path = new StringBuilder();
        var (isOpen, isLone) = (false, false);
        foreach (var (x, y) in pixels.Append((0, double.NaN)))
        {
            if (double.IsNaN(y))
            {
                path.Append(isLone ? "m-2 0h4" : "");
                (isOpen, isLone) = (false, false);
                continue;
            }
            path.Append(isOpen ? 'L' : 'M').Append(Svg.Number(x)).Append(' ').Append(Svg.Number(y));
            (isOpen, isLone) = (true, !isOpen);
        }
        return path.ToString();
    }
}
