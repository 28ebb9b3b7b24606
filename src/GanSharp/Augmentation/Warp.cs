using GanSharp.Tensors;

namespace GanSharp.Augmentation;

/// <summary>
/// Moves the pixels of a batch by a map for each image, with bilinear interpolation; what lies outside is 0. The result
/// is linear in the pixels, and it can be differentiated any number of times.
/// </summary>
internal static class Warp
{
    /// <summary>Applies <paramref name="maps"/>, one for each image, to x, shape (N, C, H, W).</summary>
    public static Tensor Apply(Tensor x, Affine[] maps)
    {
        if (Array.TrueForAll(maps, map => map == Affine.Identity))
            return x;
        var size = (Count: x.Shape[0], Channels: x.Shape[1], Height: x.Shape[2], Width: x.Shape[3]);
        Corner[] corners = [new(0, 0, size), new(1, 0, size), new(0, 1, size), new(1, 1, size)];
        foreach (var (image, map) in maps.Index())
            Find(map, image, size.Height, size.Width, corners);
        var pixels = x.Reshape([x.Count, 1]);
        return corners
            .Where(corner => corner.Places is not null)
            .Select(corner => pixels.Embedding(corner.Places!).Reshape(x.Shape) * corner.SharesLike(x))
            .Aggregate((Tensor?)null, (sum, next) => sum is null ? next : sum + next)
            ?? x * 0;
    }

    /// <summary>Finds the four source pixels around each pixel of an image.</summary>
    private static void Find(Affine map, int image, int height, int width, Corner[] corners)
    {
        var (middle, centre) = ((width - 1) / 2.0, (height - 1) / 2.0);
        for (var y = 0; y < height; y++)
        {
            for (var x = 0; x < width; x++)
            {
                var column = map.XX * (x - middle) + map.XY * (y - centre) + map.X + middle;
                var row = map.YX * (x - middle) + map.YY * (y - centre) + map.Y + centre;
                var (left, top) = (Math.Floor(column), Math.Floor(row));
                var (toRight, toBottom) = (column - left, row - top);
                foreach (var corner in corners)
                {
                    var share = Share(toRight, corner.Right) * Share(toBottom, corner.Down);
                    if (share != 0)
                        corner.Set(image, y * width + x, left + corner.Right, top + corner.Down, share);
                }
            }
        }
    }

    private static double Share(double part, int side) => side == 1 ? part : 1 - part;

    /// <summary>One of the four source pixels around each pixel of a batch, and its share of it.</summary>
    private sealed class Corner(int right, int down, (int Count, int Channels, int Height, int Width) size)
    {
        private readonly int _plane = size.Height * size.Width;
        private double[]? _shares;

        public int Right => right;

        public int Down => down;

        /// <summary>
        /// The flat index of the source pixel, for every element of the batch; null if all shares are 0.
        /// </summary>
        public int[]? Places { get; private set; }

        /// <summary>The shares, shape (N, 1, H, W).</summary>
        public Tensor SharesLike(Tensor x) =>
            Tensor.From(_shares!, [size.Count, 1, size.Height, size.Width], x.DType, x.Device);

        /// <summary>Sets the source of a pixel and its share, if it is inside the image.</summary>
        public void Set(int image, int pixel, double column, double row, double share)
        {
            if (column < 0 || column >= size.Width || row < 0 || row >= size.Height)
                return;
            // Most moves are of whole pixels, where three of the four shares are 0.
            _shares ??= new double[size.Count * _plane];
            Places ??= new int[size.Count * size.Channels * _plane];
            _shares[image * _plane + pixel] = share;
            var source = (int)row * size.Width + (int)column;
            for (var plane = image * size.Channels; plane < (image + 1) * size.Channels; plane++)
                Places[plane * _plane + pixel] = plane * _plane + source;
        }
    }
}
