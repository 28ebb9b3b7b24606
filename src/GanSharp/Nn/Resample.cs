using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A layer that changes the image size without parameters: nearest upsampling, average or max pooling.
/// </summary>
public sealed class Resample : Module
{
    private readonly Func<Tensor, Tensor> _function;
    private readonly Func<int, int> _extent;

    private Resample(Func<Tensor, Tensor> function, Func<int, int> extent) => (_function, _extent) = (function, extent);

    /// <summary>Creates a layer that repeats every pixel; see <see cref="TensorOps.UpsampleNearest"/>.</summary>
    public static Resample Upsample(int scale) =>
        new(x => x.UpsampleNearest(scale), extent => (int)Math.Min((long)extent * scale, int.MaxValue))
        {
            Scale = scale,
        };

    /// <summary>Creates a layer that takes the mean of each window; see <see cref="TensorOps.AvgPool2d"/>.</summary>
    public static Resample AveragePool(int size, int stride) =>
        new(x => x.AvgPool2d(size, stride), extent => Windows(extent, size, stride))
        {
            Pooling = (size, stride, false),
        };

    /// <summary>Creates a layer that takes the maximum of each window; see <see cref="TensorOps.MaxPool2d"/>.</summary>
    public static Resample MaxPool(int size, int stride) =>
        new(x => x.MaxPool2d(size, stride), extent => Windows(extent, size, stride))
        {
            Pooling = (size, stride, true),
        };

    /// <summary>How many times every pixel is repeated; null for pooling.</summary>
    internal int? Scale { get; private init; }

    /// <summary>The windows of pooling, and whether it takes their maximum; null for upsampling.</summary>
    internal (int Size, int Stride, bool Max)? Pooling { get; private init; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass) => _function(x);

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank == 3 ? [input[0], _extent(input[1]), _extent(input[2])]
        : throw new TensorException("resample", $"takes images, not samples of {input}");

    private static int Windows(int extent, int size, int stride) => extent >= size ? (extent - size) / stride + 1
        : throw new TensorException("resample", $"a window of {size} is larger than the {extent} pixels of a side");
}
