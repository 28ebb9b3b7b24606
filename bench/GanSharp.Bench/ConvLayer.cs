namespace GanSharp.Bench;

/// <summary>A convolution from square images to square images, in single precision and without a bias.</summary>
/// <param name="Kind">
/// One of <see cref="Kinds"/>. <c>1x1</c>, <c>3x3</c>, <c>4x4</c> and <c>5x5</c> are the sides of the filters, and
/// <c>-s2</c> a stride of 2; <c>transposed</c> is 4 × 4 with stride 2; <c>upsample</c> repeats pixels twice in both
/// directions before a 3 × 3 convolution; <c>modulated</c> is 3 × 3 with weights that depend on a style of each image.
/// </param>
/// <param name="Channels">Channels of the inputs.</param>
/// <param name="Filters">Channels of the outputs.</param>
/// <param name="Size">Side of the outputs in pixels.</param>
/// <param name="Batch">Number of images.</param>
internal sealed record ConvLayer(string Kind, int Channels, int Filters, int Size, int Batch)
{
    public const string Transposed = "transposed", Upsample = "upsample", Modulated = "modulated";
    public const string Forward = "forward", InputGradient = "input gradient", WeightGradient = "weight gradient";

    /// <summary>Length of the styles of a modulated convolution.</summary>
    public const int Style = 128;

    private const double MostOperations = 12e9;
    private static readonly int[] Batches = [16, 64], Sizes = [4, 8, 16, 32, 64, 128];

    private static readonly (int Channels, int Filters)[] Widths =
        [(3, 64), (64, 3), (16, 16), (64, 64), (128, 128), (256, 256), (512, 512)];

    private static readonly OrderedDictionary<string, (int Side, int Stride, int Padding)> Windows = new()
    {
        ["1x1"] = (1, 1, 0),
        ["3x3"] = (3, 1, 1),
        ["3x3-s2"] = (3, 2, 1),
        ["4x4-s2"] = (4, 2, 1),
        ["5x5-s2"] = (5, 2, 2),
        [Transposed] = (4, 2, 1),
        [Upsample] = (3, 1, 1),
        [Modulated] = (3, 1, 1),
    };

    public static IReadOnlyList<string> Kinds { get; } = [.. Windows.Keys];

    /// <summary>The passes, in the order of their times in a training step.</summary>
    public static IReadOnlyList<string> Passes { get; } = [Forward, InputGradient, WeightGradient];

    /// <summary>Side, stride and padding of the filters.</summary>
    public (int Side, int Stride, int Padding) Window => Windows[Kind];

    /// <summary>Side of the inputs in pixels.</summary>
    public int InputSize => Kind is Transposed or Upsample ? Size / 2 : Size * Window.Stride;

    /// <summary>
    /// Operations of a pass as the definition of the convolution has them, a multiply-add as two: zeros around the
    /// images count, the scaling of modulated images does not.
    /// </summary>
    public double Operations =>
        2d * Batch * Channels * Filters * Math.Pow(Window.Side * (Kind == Transposed ? InputSize : Size), 2);

    /// <summary>Bytes that a pass reads and writes at least: images, outputs and filters once each.</summary>
    public double Bytes
    {
        get
        {
            var image = InputSize * InputSize * Channels + Size * Size * Filters;
            var weights = Channels * Filters * Window.Side * Window.Side;
            return sizeof(float) * ((double)Batch * image + weights);
        }
    }

    /// <summary>
    /// The layers of some kinds: 16 to 512 channels in and out, 3 to 64 and 64 to 3; outputs of 4 × 4 to 128 × 128;
    /// 16 and 64 images. Layers of fewer operations than <paramref name="leastOperations"/> and of more than 12 GFLOP
    /// per pass are left out.
    /// </summary>
    public static IReadOnlyList<ConvLayer> Grid(IEnumerable<string> kinds, double leastOperations) =>
    [
        .. from kind in kinds
           from batch in Batches
           from width in Widths
           from size in Sizes
           let layer = new ConvLayer(kind, width.Channels, width.Filters, size, batch)
           where layer.Operations >= leastOperations && layer.Operations <= MostOperations
           select layer,
    ];

    public override string ToString() => $"{Kind} {Channels} to {Filters}, {Size}x{Size}, batch {Batch}";
}
