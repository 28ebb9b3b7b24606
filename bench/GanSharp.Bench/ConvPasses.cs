using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Tensors.Backends.Cpu.Convolution;
using GanSharp.Tensors.Backends.Geometry;

namespace GanSharp.Bench;

/// <summary>
/// The passes of a layer on random numbers, which the caller's scope owns. Upsampling and modulated convolutions run as
/// in a network, through operations on tensors; the other layers are single kernels.
/// </summary>
internal static unsafe class ConvPasses
{
    /// <summary>The passes in the order of <see cref="ConvLayer.Passes"/>.</summary>
    public static Action[] Of(ConvLayer layer) => layer.Kind switch
    {
        ConvLayer.Upsample => Upsample(layer),
        ConvLayer.Modulated => Modulated(layer),
        _ => Kernels(layer),
    };

    /// <summary>
    /// A transposed convolution is the input gradient of a convolution from its outputs to its inputs.
    /// </summary>
    private static Action[] Kernels(ConvLayer layer)
    {
        var ((side, stride, padding), isTransposed) = (layer.Window, layer.Kind == ConvLayer.Transposed);
        var from = (Channels: layer.Channels, Size: layer.InputSize);
        var to = (Channels: layer.Filters, layer.Size);
        if (isTransposed)
            (from, to) = (to, from);
        var g = new ConvGeometry(
            N: layer.Batch, C: from.Channels, H: from.Size, W: from.Size, K: to.Channels, R: side, S: side, P: to.Size,
            Q: to.Size, Stride: stride, Padding: padding);
        var x = Inputs.Random<float>(g.N * g.C * g.H * g.W).Pointer<float>();
        var w = Inputs.Random<float>(g.K * g.C * g.R * g.S).Pointer<float>();
        var y = Inputs.Random<float>(g.N * g.K * g.P * g.Q).Pointer<float>();
        var convolve = () => ConvKernels.Forward(g, x, w, null, y);
        var transpose = () => ConvKernels.InputGradient(g, y, w, null, x);
        var weigh = () => ConvKernels.WeightGradient(g, x, y, w);
        return isTransposed ? [transpose, convolve, weigh] : [convolve, transpose, weigh];
    }

    private static Action[] Upsample(ConvLayer layer)
    {
        var (side, _, padding) = layer.Window;
        var weight = Random([layer.Filters, layer.Channels, side, side]).Track();
        return Recorded(layer, weight, x => x.UpsampleConv2d(weight, null, 2, padding));
    }

    private static Action[] Modulated(ConvLayer layer)
    {
        var conv = new StyleConv(layer.Channels, layer.Filters, layer.Window.Side, ConvLayer.Style);
        conv.Initialize(new NormalInit(), new("bench", 1));
        var pass = new Pass(Mode.Train) { Style = new(Random([layer.Batch, ConvLayer.Style])) };
        return Recorded(layer, conv.Weight, x => conv.Forward(x, pass));
    }

    private static Action[] Recorded(ConvLayer layer, Tensor weight, Func<Tensor, Tensor> forward)
    {
        var x = Random([layer.Batch, layer.Channels, layer.InputSize, layer.InputSize]).Track();
        var y = forward(x);
        var seed = Random(y.Shape);
        return [Scoped(() => forward(x)), Gradient(x), Gradient(weight)];

        Action Gradient(Tensor wrt) => Scoped(() => Grad.Of(y, [wrt], seed: seed));
    }

    /// <summary>Frees what <paramref name="compute"/> returns and creates.</summary>
    private static Action Scoped(Func<object> compute) => () =>
    {
        using var scope = new TensorScope();
        compute();
    };

    private static Tensor Random(Shape shape) => Inputs.Random<float>(shape.Size).Reshape(shape);
}
