using static TorchSharp.torch;
using static TorchSharp.torch.nn.functional;

namespace GanSharp.Bench;

/// <summary>
/// The passes of a layer in libtorch on random numbers, which the caller's scope owns. Gradients are those of autograd
/// with respect to one tensor, for a given gradient of the outputs; the forward pass before them is not part of them.
/// </summary>
internal static class TorchPasses
{
    private const double Epsilon = 1e-8;

    /// <summary>Random numbers that fill all tensors. Drawing them anew would take longer than the passes.</summary>
    private static readonly Tensor Numbers = rand(1 << 20).DetachFromDisposeScope();

    /// <summary>The pass of that name (<see cref="ConvLayer.Passes"/>).</summary>
    /// <param name="layer">The layer.</param>
    /// <param name="pass">The name of the pass.</param>
    /// <param name="isChannelsLast">Whether images, weights and gradients have their channels innermost.</param>
    public static Action Of(ConvLayer layer, string pass, bool isChannelsLast)
    {
        var (side, isTransposed) = (layer.Window.Side, layer.Kind == ConvLayer.Transposed);
        var x = Random(layer.Batch, layer.Channels, layer.InputSize, layer.InputSize);
        var weight = isTransposed
            ? Random(layer.Channels, layer.Filters, side, side)
            : Random(layer.Filters, layer.Channels, side, side);
        var convolve = Forward(layer);
        if (pass == ConvLayer.Forward)
            return Scoped(() => convolve(x, weight));
        var wrt = (pass == ConvLayer.InputGradient ? x : weight).requires_grad_();
        var y = convolve(x, weight);
        var seed = Random(layer.Batch, layer.Filters, layer.Size, layer.Size);
        return Scoped(() => autograd.grad([y], [wrt], [seed], retain_graph: true));

        Tensor Random(params long[] shape) => isChannelsLast ? ChannelsLast(Plain(shape)) : Plain(shape);
    }

    private static Func<Tensor, Tensor, Tensor> Forward(ConvLayer layer)
    {
        var (_, stride, padding) = layer.Window;
        if (layer.Kind == ConvLayer.Modulated)
            return Modulated(layer);
        return layer.Kind switch
        {
            ConvLayer.Transposed => (x, weight) =>
                conv_transpose2d(x, weight, strides: [stride, stride], padding: [padding, padding]),
            ConvLayer.Upsample => (x, weight) =>
                conv2d(interpolate(x, scale_factor: [2, 2]), weight, padding: [padding, padding]),
            _ => (x, weight) => conv2d(x, weight, strides: [stride, stride], padding: [padding, padding]),
        };
    }

    /// <summary>
    /// The scaled images are convolved, and the outputs scaled to filters of unit weight, as in our layer.
    /// </summary>
    private static Func<Tensor, Tensor, Tensor> Modulated(ConvLayer layer)
    {
        var (style, affine) = (Plain(layer.Batch, ConvLayer.Style), Plain(layer.Channels, ConvLayer.Style));
        var (offset, bias) = (ones(layer.Channels), zeros(1, layer.Filters, 1, 1));
        return (x, weight) =>
        {
            var scale = linear(style, affine, offset);
            var squares = scale.square().matmul(weight.square().sum([2, 3]).t());
            var y = conv2d(x * scale.unsqueeze(-1).unsqueeze(-1), weight, padding: [1, 1]);
            return y * (squares + Epsilon).rsqrt().unsqueeze(-1).unsqueeze(-1) + bias;
        };
    }

    private static Tensor Plain(params long[] shape)
    {
        var count = shape.Aggregate((product, side) => product * side);
        return Numbers.repeat(count / Numbers.numel() + 1).narrow(0, 0, count).reshape(shape);
    }

    /// <summary>A copy with channels innermost, which libtorch recognises by the strides.</summary>
    private static Tensor ChannelsLast(Tensor x)
    {
        var (c, h, w) = (x.shape[1], x.shape[2], x.shape[3]);
        return empty_strided(x.shape, [c * h * w, 1, w * c, c]).copy_(x);
    }

    /// <summary>Frees what <paramref name="compute"/> returns and creates.</summary>
    private static Action Scoped(Func<object> compute) => () =>
    {
        using var scope = NewDisposeScope();
        compute();
    };
}
