using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Text;

namespace GanSharp.Networks;

/// <summary>Every word of the layer shorthand.</summary>
internal static class LayerCatalogue
{
    public static IReadOnlyList<LayerKind> All { get; } =
    [
        new(
            "linear", "linear OUT [spectral|zero]",
            "every output a weighted sum of all inputs; OUT may be an image, C x H x W", Linear)
        {
            TakesVectors = true,
        },
        new("conv", "conv OUT [kSIZE] [sSTRIDE] [pPADDING] [spectral|zero]", "convolution to OUT channels", Conv),
        new(
            "deconv", "deconv OUT [kSIZE] [sSTRIDE] [pPADDING] [oOUTPUT-PADDING]",
            "transposed convolution to OUT channels",
            (text, input, context) =>
            new ConvTranspose2d(
                Channels(text, input), text.Size("channels", context), Window(text), text.Option('o', 0, 0),
                dtype: context.DType)),
        new(
            "upsample", "upsample SCALE", "every pixel repeated",
            (text, _, context) => Resample.Upsample(text.Size("scale", context))),
        new(
            "avg-pool", "avg-pool [kSIZE] [sSTRIDE]", "the mean of each window",
            (text, _, _) => Pool(text, Resample.AveragePool)),
        new(
            "max-pool", "max-pool [kSIZE] [sSTRIDE]", "the maximum of each window",
            (text, _, _) => Pool(text, Resample.MaxPool)),
        new("flatten", "flatten", "images as vectors", (_, _, _) => new Flatten()),
        new(
            "reshape", "reshape C x H x W", "vectors as images",
            (text, _, context) => new Reshape(Shape.Create(text.Sizes("shape", context)))),
        new(
            "batch-norm", "batch-norm [EPSILON]", "normalises each channel to mean 0 and variance 1 over the batch",
            (text, input, context) =>
            new BatchNorm(
                input[0], Epsilon(text), classes: context.NormsByClass ? context.Classes : 0, dtype: context.DType)),
        new(
            "layer-norm", "layer-norm [EPSILON]", "normalises each sample to mean 0 and variance 1",
            (text, input, context) => AffineNorm.Layer(input, Epsilon(text), context.DType)),
        new(
            "instance-norm", "instance-norm [EPSILON]",
            "normalises each channel of each image to mean 0 and variance 1",
            (text, input, context) => AffineNorm.Instance(Channels(text, input), Epsilon(text), context.DType)),
        new(
            "dropout", "dropout P", "elements zeroed with probability P while training",
            (text, _, _) => new Dropout(Probability(text))),
        new(
            "channel-dropout", "channel-dropout P", "channels zeroed with probability P while training",
            (text, _, _) => new Dropout(Probability(text), channels: true)),
        new(
            "maxout", "maxout UNITS PIECES", "each unit is the maximum of PIECES weighted sums",
            (text, input, context) =>
            new Maxout(input[0], text.Size("units", context), text.Size("pieces", context), context.DType))
        {
            TakesVectors = true,
        },
        new(
            "prelu", "prelu", "a learned slope below zero for each channel",
            (_, input, context) => new PRelu(input[0], context.DType)),
        new(
            "leaky-relu", "leaky-relu [SLOPE]", "x above zero, SLOPE (0.01) · x below",
            (text, _, _) => Activation(text.Number("slope", 0.01), (x, s) => x.LeakyRelu(s))),
        new(
            "elu", "elu [ALPHA]", "x above zero, ALPHA (1) · (exp x - 1) below",
            (text, _, _) => Activation(text.Number("alpha", 1), (x, a) => x.Elu(a))),
        new(
            "residual", "residual (LAYERS)",
            "the layers' output plus their input, which is resampled and mixed to fit",
            (text, input, context) =>
            new Residual(
                NetworkBuilder.Build(text.Inner() ?? throw text.Missing("layers in brackets"), input, context), input,
                context.DType)),
        new(
            "concat-labels", "concat-labels [(LAYERS)]",
            "the one-hot label, or the output of LAYERS for it, joined to each sample; for conditioning concat",
            ConcatLabels),
        LayerKind.Plain("relu", "x above zero, 0 below", x => x.Relu()),
        LayerKind.Plain("selu", "the self-normalising elu", x => x.Selu()),
        LayerKind.Plain("gelu", "x times the normal distribution function of x", x => x.Gelu()),
        LayerKind.Plain("softplus", "ln(1 + exp x)", x => x.Softplus()),
        LayerKind.Plain("tanh", "squashes to (-1, 1)", x => x.Tanh()),
        LayerKind.Plain("sigmoid", "squashes to (0, 1)", x => x.Sigmoid()),
    ];

    /// <summary>Finds the layer of that name.</summary>
    /// <exception cref="GanSharpException">There is none; the message suggests the nearest.</exception>
    public static LayerKind Find(string name) => All.FirstOrDefault(kind => kind.Name == name)
        ?? throw new GanSharpException(
            $"there is no layer '{name}'{Nearest.Hint(name, All.Select(kind => kind.Name))}");

    private static Module Linear(LayerText text, Shape input, NetworkContext context)
    {
        var output = Shape.Create(text.Sizes("number of outputs", context));
        var (spectral, zero) = Flags(text);
        var linear = new Linear(input.Size, output.Size, dtype: context.DType)
        {
            IsSpectral = spectral,
            BeginsAtZero = zero,
        };
        return output.Rank == 1 ? linear : new Sequential([("linear", linear), ("reshape", new Reshape(output))]);
    }

    private static Conv2d Conv(LayerText text, Shape input, NetworkContext context)
    {
        var (inputs, outputs) = (Channels(text, input), text.Size("channels", context));
        var (spectral, zero) = Flags(text);
        return new(inputs, outputs, Window(text), dtype: context.DType)
        {
            IsSpectral = spectral,
            BeginsAtZero = zero,
        };
    }

    private static ConvWindow Window(LayerText text) =>
        new(text.Option('k', 3, 1), text.Option('s', 1, 1), text.Option('p', 0, 0));

    private static (bool Spectral, bool Zero) Flags(LayerText text) =>
        (text.Flag("spectral"), text.Flag("zero")) is not (true, true) and var flags
            ? flags
        : throw new GanSharpException(
            "a weight that starts at zero cannot be divided by its largest singular value; leave out spectral or zero");

    private static ConcatLabels ConcatLabels(LayerText text, Shape input, NetworkContext context)
    {
        if (context.Classes == 0)
            throw new GanSharpException(
                "the data has no labels to join; use data with labels, or leave out concat-labels");
        var branch = text.Inner() is { } layers ? NetworkBuilder.Build(layers, [context.Classes], context) : null;
        return branch?.OutputShape([context.Classes]).Rank is null or 1 ? new(context.Classes, branch)
            : throw new GanSharpException(
                "the layers in the brackets make an image of the label, but a vector is needed");
    }

    private static Resample Pool(LayerText text, Func<int, int, Resample> create)
    {
        var size = text.Option('k', 2, 1);
        return create(size, text.Option('s', size, 1));
    }

    private static Activation Activation(double setting, Func<Tensor, double, Tensor> function) =>
        new(x => function(x, setting));

    private static double Epsilon(LayerText text) => text.Number("epsilon, above 0", 1e-5, epsilon => epsilon > 0);

    private static double Probability(LayerText text) =>
        text.Number("probability, from 0 to below 1", accepts: p => p is >= 0 and < 1);

    private static int Channels(LayerText text, Shape input) => input.Rank == 3 ? input[0]
        : throw new GanSharpException(
            $"{text.Name} takes images, not samples of {input}; put 'reshape C x H x W' before it");
}
