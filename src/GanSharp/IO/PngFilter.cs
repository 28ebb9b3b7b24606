namespace GanSharp.IO;

/// <summary>
/// The five filters of PNG, which store each byte of a row as its difference from a predicted value.
/// </summary>
internal static class PngFilter
{
    /// <summary>Restores a row in place. Returns false if the filter does not exist.</summary>
    /// <param name="filter">The prediction: 0 none, 1 left, 2 above, 3 mean of both, 4 Paeth.</param>
    /// <param name="row">The row.</param>
    /// <param name="above">The restored row above; zeros for the first row.</param>
    /// <param name="distance">Bytes to the left neighbour. Left of the first pixel, bytes count as zero.</param>
    public static bool Undo(byte filter, Span<byte> row, ReadOnlySpan<byte> above, int distance)
    {
        switch (filter)
        {
            case 0:
                return true;
            case 1:
                for (var i = distance; i < row.Length; i++)
                    row[i] += row[i - distance];
                return true;
            case 2:
                for (var i = 0; i < row.Length; i++)
                    row[i] += above[i];
                return true;
            case 3:
                for (var i = 0; i < row.Length; i++)
                    row[i] += (byte)(((i < distance ? 0 : row[i - distance]) + above[i]) / 2);
                return true;
            case 4:
                for (var i = 0; i < row.Length; i++)
                    row[i] += i < distance ? above[i] : (byte)Paeth(row[i - distance], above[i], above[i - distance]);
                return true;
            default:
                return false;
        }
    }

    /// <summary>Returns the neighbour nearest to left + up - diagonal; ties go to left, then up.</summary>
    private static int Paeth(int left, int up, int diagonal)
    {
        var (toLeft, toUp, toDiagonal) = (
            Math.Abs(up - diagonal), Math.Abs(left - diagonal), Math.Abs(left + up - 2 * diagonal));
        return toLeft <= toUp && toLeft <= toDiagonal ? left : toUp <= toDiagonal ? up : diagonal;
    }
}
