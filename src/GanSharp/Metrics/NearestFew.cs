namespace GanSharp.Metrics;

/// <summary>Keeps the smallest of the distances added, nearest first.</summary>
internal readonly struct NearestFew
{
    public NearestFew(int count)
    {
        (Distances, Indices) = (new double[count], new int[count]);
        Array.Fill(Distances, double.PositiveInfinity);
    }

    /// <summary>The distances; infinite while fewer were added.</summary>
    public double[] Distances { get; }

    /// <summary>Their indices.</summary>
    public int[] Indices { get; }

    /// <summary>Adds distances; of equal ones, the first is kept.</summary>
    public void Add(ReadOnlySpan<double> distances, int firstIndex)
    {
        for (var i = 0; i < distances.Length; i++)
        {
            if (distances[i] < Distances[^1])
                Insert(distances[i], firstIndex + i);
        }
    }

    private void Insert(double distance, int index)
    {
        var place = Distances.Length - 1;
        for (; place > 0 && Distances[place - 1] > distance; place--)
            (Distances[place], Indices[place]) = (Distances[place - 1], Indices[place - 1]);
        (Distances[place], Indices[place]) = (distance, index);
    }
}
