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
            .Where(corner => corner.HasPixels)
            .Select(corner => pixels.Embedding(corner.Places).Reshape(x.Shape) * corner.SharesLike(x))
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
                foreach (var corner in corners)
                    corner.Set(image, y * width + x, column, row);
            }
        }
    }

    /// <summary>One of the four source pixels around each pixel of a batch, and its share of it.</summary>
    private sealed class Corner(int right, int down, (int Count, int Channels, int Height, int Width) size)
    {
        private readonly int _plane = size.Height * size.Width;
        private readonly double[] _shares = new double[size.Count * size.Height * size.Width];

        /// <summary>The flat index of the source pixel, for every element of the batch.</summary>
        public int[] Places { get; } = new int[size.Count * size.Channels * size.Height * size.Width];

        /// <summary>Whether any share is not 0.</summary>
        public bool HasPixels { get; private set; }

        /// <summary>The shares, shape (N, 1, H, W).</summary>
        public Tensor SharesLike(Tensor x) =>
            Tensor.From(_shares, [size.Count, 1, size.Height, size.Width], x.DType, x.Device);

        /// <summary>Sets the source of a pixel, which is at a column and a row between pixels.</summary>
        public void Set(int image, int pixel, double column, double row)
        {
            var (left, top) = (Math.Floor(column), Math.Floor(row));
            var (x, y) = (left + right, top + down);
            if (x < 0 || x >= size.Width || y < 0 || y >= size.Height)
                return;
            var share = Share(column - left, right) * Share(row - top, down);
            if (share == 0)
                return;
            HasPixels = true;
            _shares[image * _plane + pixel] = share;
            for (var plane = image * size.Channels; plane < (image + 1) * size.Channels; plane++)
                Places[plane * _plane + pixel] = plane * _plane + (int)y * size.Width + (int)x;
        }

        private static double Share(double part, int side) => side == 1 ? part : 1 - part;
    }
}
