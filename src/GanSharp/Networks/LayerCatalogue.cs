using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Text;

namespace GanSharp.Networks;

/// <summary>Every word of the layer shorthand.</summary>
internal static class LayerCatalogue
{
    /// <summary>The learning rate of a mapping network, relative to the other layers.</summary>
    private const double MappingRate = 0.01;

    public static IReadOnlyList<LayerKind> All { get; } =
    [
        new(
            "linear", "linear OUT [spectral|zero] [no-bias]",
            "every output a weighted sum of all inputs; OUT may be an image, C x H x W", Linear)
        {
            TakesVectors = true,
        },
        new(
            "conv", "conv OUT [kSIZE] [sSTRIDE] [pPADDING] [gGROUPS] [spectral|zero] [no-bias]",
            "convolution to OUT channels, in GROUPS (1) of channels", Conv),
        new(
            "deconv", "deconv OUT [kSIZE] [sSTRIDE] [pPADDING] [oOUTPUT-PADDING] [no-bias]",
            "transposed convolution to OUT channels",
            (layer, input, context) =>
            new ConvTranspose2d(
                Channels(layer, input), layer.Size("channels", context), Window(layer), layer.Option('o', 0, 0),
                HasBias(layer), context.DType)
            {
                Equalized = context.Equalized,
            }),
        new(
            "upsample", "upsample SCALE", "every pixel repeated",
            (layer, _, context) => Resample.Upsample(layer.Size("scale", context))),
        new(
            "avg-pool", "avg-pool [kSIZE] [sSTRIDE]", "the mean of each window",
            (layer, _, _) => Pool(layer, Resample.AveragePool)),
        new(
            "max-pool", "max-pool [kSIZE] [sSTRIDE]", "the maximum of each window",
            (layer, _, _) => Pool(layer, Resample.MaxPool)),
        new("flatten", "flatten", "images as vectors", (_, _, _) => new Flatten()),
        new(
            "reshape", "reshape C x H x W", "vectors as images",
            (layer, _, context) => new Reshape(Shape.Create(layer.Sizes("shape", context)))),
        new(
            "batch-norm", "batch-norm [EPSILON] [sync]",
            "normalises each channel to mean 0 and variance 1 over the batch, or over each shard of it without sync",
            (layer, input, context) =>
            new BatchNorm(
                input[0], sync: layer.Flag("sync"), epsilon: Epsilon(layer),
                classes: context.NormsByClass ? context.Classes : 0, dtype: context.DType)),
        new(
            "layer-norm", "layer-norm [EPSILON]", "normalises each sample to mean 0 and variance 1",
            (layer, input, context) => AffineNorm.Layer(input, Epsilon(layer), context.DType)),
        new(
            "instance-norm", "instance-norm [EPSILON]",
            "normalises each channel of each image to mean 0 and variance 1",
            (layer, input, context) => AffineNorm.Instance(Channels(layer, input), Epsilon(layer), context.DType)),
        new(
            "dropout", "dropout P", "elements zeroed with probability P while training",
            (layer, _, _) => new Dropout(Probability(layer))),
        new(
            "channel-dropout", "channel-dropout P", "channels zeroed with probability P while training",
            (layer, _, _) => new Dropout(Probability(layer), channels: true)),
        new(
            "maxout", "maxout UNITS PIECES", "each unit is the maximum of PIECES weighted sums",
            (layer, input, context) =>
            new Maxout(input[0], layer.Size("units", context), layer.Size("pieces", context), context.DType))
        {
            TakesVectors = true,
        },
        new(
            "prelu", "prelu", "a learned slope below zero for each channel",
            (_, input, context) => new PRelu(input[0], context.DType)),
        new(
            "leaky-relu", "leaky-relu [SLOPE] [scaled]",
            "x above zero, SLOPE (0.01) · x below; scaled: times √2, which keeps the variance",
            (layer, _, _) => LeakyRelu(layer)),
        new(
            "elu", "elu [ALPHA]", "x above zero, ALPHA (1) · (exp x - 1) below",
            (layer, _, _) => Activation(layer.Number("alpha", 1), (x, a) => x.Elu(a))),
        new(
            "residual", "residual [scaled] (LAYERS)",
            "the layers' output plus their input, resampled and convolved (1×1) to fit; scaled: divided by √2",
            (layer, input, context) =>
            new Residual(Inner(layer, input, context), input, context.DType, context.Equalized)
            {
                KeepsVariance = layer.Flag("scaled"),
            }),
        new(
            "mean", "mean (LAYERS) (LAYERS)", "the mean of the two outputs for the same input",
            (layer, input, context) =>
            new Branches(Inner(layer, input, context), Inner(layer, input, context))),
        new("glu", "glu", "half the channels, times the sigmoid of the other half", (_, _, _) => new Glu()),
        new(
            "skip-excitation", "skip-excitation SIDE [spectral]",
            "channels times a gate, computed from the last features before it that are SIDE pixels high",
            SkipExcitation),
        new(
            "decode", "decode [part] (LAYERS)",
            "passes the features on; LAYERS decode the image from them, for the term reconstruction; "
                + "part: a random quarter of the image from the same quarter of the features",
            (layer, input, context) => Decode(layer, input, context, layer.Flag("part"))),
        new(
            "concat-labels", "concat-labels [(LAYERS)]",
            "the one-hot label, or the output of LAYERS for it, joined to each sample; for conditioning concat",
            ConcatLabels),
        new(
            "mapping", "mapping (LAYERS)",
            "the mapping network: its output is the style of the layers after it; learns 100 times more slowly with "
                + "init equalized",
            Mapping)
        {
            TakesVectors = true,
        },
        new(
            "constant", "constant C x H x W", "a learned image, whatever the input",
            (layer, _, context) => new LearnedConstant(Shape.Create(layer.Sizes("shape", context)), context.DType)),
        new(
            "from-basis", "from-basis C x H x W",
            "an image from a vector: each channel is a learned image, times a weighted sum of the vector",
            (layer, input, context) => new FromBasis(
                input[0], Shape.Create(layer.Sizes("shape", context)), context.Equalized, context.DType))
        {
            TakesVectors = true,
        },
        new(
            "to-basis", "to-basis", "a vector from an image: the inner product of each channel with a learned image",
            (layer, input, context) =>
            {
                RequireImages(layer, input);
                return new ToBasis(input, context.DType) { Equalized = context.Equalized };
            }),
        new("style-conv", "style-conv OUT [kODD]", "convolution to OUT channels, its weight scaled by the style",
            StyleConv),
        new(
            "noise", "noise", "noise added to each pixel, with a learned strength",
            PixelNoise),
        new(
            "to-image", "to-image",
            "adds an image computed from the features to the image so far, and passes the features on",
            (layer, input, context) => new ToImage(
                Channels(layer, input), context.Image.Channels, StyleOf(layer, context), context.Equalized,
                context.DType)),
        new(
            "image", "image", "the image so far, from the to-image layers before it",
            (_, _, context) => new SkipImage(context.Image.Channels)),
        new("blur", "blur", "(1, 2, 1)/4 along both axes", (_, _, _) => new Blur()),
        new(
            "minibatch-std", "minibatch-std [GROUP]",
            "one more channel: how much the images of each group of GROUP (4) differ",
            (layer, _, _) => new MinibatchDeviation(
                (int)layer.Number("group, a whole number from 2", 4, group => group >= 2 && group % 1 == 0))),
        LayerKind.Plain(
            "pixel-norm", "channels divided by their root mean square",
            x => x * (x.Square().Mean([1], keepDims: true) + 1e-8).Pow(-0.5)),
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

    private static Module Linear(LayerArguments layer, Shape input, NetworkContext context)
    {
        var output = Shape.Create(layer.Sizes("number of outputs", context));
        var (spectral, zero) = Flags(layer);
        var linear = new Linear(input.Size, output.Size, HasBias(layer), context.DType)
        {
            Equalized = context.Equalized,
            IsSpectral = spectral,
            StartsAtZero = zero,
        };
        return output.Rank == 1 ? linear : new Sequential([("linear", linear), ("reshape", new Reshape(output))]);
    }

    private static Conv2d Conv(LayerArguments layer, Shape input, NetworkContext context)
    {
        var (inputs, outputs) = (Channels(layer, input), layer.Size("channels", context));
        var (spectral, zero) = Flags(layer);
        return new(inputs, outputs, Window(layer), HasBias(layer), context.DType, layer.Option('g', 1, 1))
        {
            Equalized = context.Equalized,
            IsSpectral = spectral,
            StartsAtZero = zero,
        };
    }

    private static ConvWindow Window(LayerArguments layer) =>
        new(layer.Option('k', 3, 1), layer.Option('s', 1, 1), layer.Option('p', 0, 0));

    private static (bool Spectral, bool Zero) Flags(LayerArguments layer) =>
        (layer.Flag("spectral"), layer.Flag("zero")) is not (true, true) and var flags
            ? flags
        : throw new GanSharpException(
            "a weight that starts at zero cannot be divided by its largest singular value; leave out spectral or zero");

    private static bool HasBias(LayerArguments layer) => !layer.Flag("no-bias");

    private static ConcatLabels ConcatLabels(LayerArguments layer, Shape input, NetworkContext context)
    {
        if (context.Classes == 0)
            throw new GanSharpException(
                "the data has no labels to join; use data with labels, or leave out concat-labels");
        var branch = layer.Inner() is { } layers ? NetworkBuilder.Build(layers, [context.Classes], context) : null;
        return branch?.OutputShape([context.Classes]).Rank is null or 1 ? new(context.Classes, branch)
            : throw new GanSharpException(
                "the layers in the brackets make an image of the label, but a vector is needed");
    }

    private static Resample Pool(LayerArguments layer, Func<int, int, Resample> create)
    {
        var size = layer.Option('k', 2, 1);
        return create(size, layer.Option('s', size, 1));
    }

    private static Sequential Inner(LayerArguments layer, Shape input, NetworkContext context) =>
        NetworkBuilder.Build(layer.Inner() ?? throw layer.Missing("layers in brackets"), input, context);

    private static StyleMapping Mapping(LayerArguments layer, Shape input, NetworkContext context)
    {
        var slower = context.Equalized is null ? context : context with { Equalized = MappingRate };
        var layers = Inner(layer, input, slower);
        return new(layers, layers.OutputShape(input).Size, context.DType);
    }

    private static StyleConv StyleConv(LayerArguments layer, Shape input, NetworkContext context)
    {
        var (outputs, size) = (layer.Size("channels", context), layer.Option('k', 3, 1));
        return size % 2 == 1
            ? new(
                Channels(layer, input), outputs, size, StyleOf(layer, context), demodulates: true, context.Equalized,
                context.DType)
            : throw new GanSharpException(
                $"k{size} in a style-conv is even; write an odd one, so that images keep their size");
    }

    private static PixelNoise PixelNoise(LayerArguments layer, Shape input, NetworkContext context)
    {
        RequireImages(layer, input);
        return new(input[1], input[2], context.DType);
    }

    private static SkipExcitation SkipExcitation(LayerArguments layer, Shape input, NetworkContext context)
    {
        var side = layer.Size("side of the features", context);
        var source = context.Earlier.ToList().FindLastIndex(shape => shape.Rank == 3 && shape[1] == side);
        return source >= 0
            ? new(source, context.Earlier[source], Channels(layer, input), layer.Flag("spectral"), context.DType)
            : throw new GanSharpException($"no layer before skip-excitation makes features {side} pixels high");
    }

    private static FeatureDecoder Decode(LayerArguments layer, Shape input, NetworkContext context, bool ofPart)
    {
        RequireImages(layer, input);
        var features = ofPart ? FeatureDecoder.QuarterOf(input) : input;
        return new(Inner(layer, features, context), input, context.Sample, ofPart);
    }

    private static int StyleOf(LayerArguments layer, NetworkContext context) => context.Style > 0 ? context.Style
        : throw new GanSharpException($"{layer.Name} needs a style; put 'mapping (LAYERS)' before it");

    private static Activation LeakyRelu(LayerArguments layer)
    {
        var gain = layer.Flag("scaled") ? Math.Sqrt(2) : 1;
        return Activation(
            layer.Number("slope", 0.01), (x, s) => gain == 1 ? x.LeakyRelu(s) : x.LeakyRelu(s) * gain, gain);
    }

    private static Activation Activation(double setting, Func<Tensor, double, Tensor> function, double gain = 1) =>
        new(x => function(x, setting)) { Setting = setting, Gain = gain };

    private static double Epsilon(LayerArguments layer) =>
        layer.Number("epsilon, above 0", 1e-5, epsilon => epsilon > 0);

    private static double Probability(LayerArguments layer) =>
        layer.Number("probability, from 0 to below 1", accepts: p => p is >= 0 and < 1);

    private static int Channels(LayerArguments layer, Shape input)
    {
        RequireImages(layer, input);
        return input[0];
    }

    private static void RequireImages(LayerArguments layer, Shape input) => GanSharpException.Require(
        input.Rank == 3, $"{layer.Name} takes images, not samples of {input}; put 'reshape C x H x W' before it");
}
