using System.Numerics.Tensors;
using GanSharp.Data;

namespace GanSharp.Metrics.Features;

/// <summary>
/// Groups of images with similar pixels: k-means of the images scaled to 8×8, from centres that k-means++ chooses.
/// </summary>
internal sealed class ImageGroups
{
    private const int MostGroups = 16, ImagesPerGroup = 5, Rounds = 20, Side = 8;

    private readonly float[][] _centres;

    /// <summary>Finds groups; there are at most 16, and about five images or more for each.</summary>
    /// <param name="images">The images, two or more.</param>
    /// <param name="stream">Chooses the first centres.</param>
    /// <param name="cancellation">Ends the work.</param>
    /// <exception cref="GanSharpException">All images are the same.</exception>
    public ImageGroups(ImageDataset images, RandomStream stream, CancellationToken cancellation)
    {
        var points = PointsOf(images, cancellation);
        _centres = FirstCentres(points, Math.Clamp(points.Length / ImagesPerGroup, 2, MostGroups), stream);
        if (_centres.Length < 2)
            throw new GanSharpException(
                $"{images.Name}: all images are the same, so there is nothing to learn; add other images");
        for (var round = 0; round < Rounds; round++)
        {
            cancellation.ThrowIfCancellationRequested();
            Move(points, [.. points.Select(Nearest)]);
        }
    }

    /// <summary>The images with the group of each as its label.</summary>
    public ImageDataset Label(ImageDataset images, CancellationToken cancellation) =>
        images.Labelled(
            [.. PointsOf(images, cancellation).Select(point => (byte)Nearest(point))],
            [.. Enumerable.Range(1, _centres.Length).Select(number => $"group {number}")]);

    /// <summary>Each image as a vector of the pixels of its small version.</summary>
    private static float[][] PointsOf(ImageDataset images, CancellationToken cancellation)
    {
        var small = images.Resized(Side, cancellation);
        return
        [
            .. Enumerable.Range(0, small.Count).Select(i =>
            {
                var point = new float[small.ImageShape.Count];
                PixelRange.Unit.ToFloats(small.Image(i), point);
                return point;
            }),
        ];
    }

    /// <summary>
    /// Chooses centres among the points, each with a chance that grows with the square of its distance to the nearest
    /// centre so far (Arthur and Vassilvitskii 2007). There are fewer if there are fewer different points.
    /// </summary>
    private static float[][] FirstCentres(float[][] points, int count, RandomStream stream)
    {
        var (centres, places) = (new List<float[]>(), stream.Uniform([count]).ToArray<float>());
        var weights = Array.ConvertAll(points, _ => 1d);
        foreach (var place in places)
        {
            var left = place * weights.Sum();
            if (weights.Sum() == 0)
                break;
            var chosen = Array.FindIndex(weights, weight => weight > 0 && (left -= weight) <= 0);
            var centre = points[chosen < 0 ? Array.FindLastIndex(weights, weight => weight > 0) : chosen];
            for (var i = 0; i < points.Length; i++)
                weights[i] = centres.Count == 0
                    ? SquaredDistance(points[i], centre)
                    : Math.Min(weights[i], SquaredDistance(points[i], centre));
            centres.Add(centre);
        }
        return [.. centres];
    }

    /// <summary>Moves each centre to the mean of its points; one without points stays.</summary>
    private void Move(float[][] points, int[] groups)
    {
        for (var group = 0; group < _centres.Length; group++)
        {
            var (sum, count) = (new float[_centres[group].Length], 0);
            for (var i = 0; i < points.Length; i++)
            {
                if (groups[i] != group)
                    continue;
                TensorPrimitives.Add<float>(sum, points[i], sum);
                count++;
            }
            if (count > 0)
                TensorPrimitives.Divide(sum, count, _centres[group] = sum);
        }
    }

    private int Nearest(float[] point)
    {
        var (best, least) = (0, float.PositiveInfinity);
        for (var group = 0; group < _centres.Length; group++)
        {
            if (SquaredDistance(point, _centres[group]) is var distance && distance < least)
                (best, least) = (group, distance);
        }
        return best;
    }

    private static float SquaredDistance(float[] a, float[] b)
    {
        var distance = TensorPrimitives.Distance<float>(a, b);
        return distance * distance;
    }
}
