using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

/// <summary>Every module, with the shape of a sample that it takes.</summary>
internal static class ModuleCases
{
    private static readonly Dictionary<string, (Func<DType, Module> Create, Shape Input)> ByName = new()
    {
        ["linear"] = (dtype => new Linear(6, 4, dtype: dtype), [6]),
        ["linear without bias"] = (dtype => new Linear(6, 4, bias: false, dtype), [6]),
        ["conv"] = (dtype => new Conv2d(2, 3, new(3), dtype: dtype), [2, 5, 4]),
        ["conv with stride and padding"] = (dtype => new Conv2d(2, 3, new(4, 2, 1), dtype: dtype), [2, 7, 5]),
        ["conv without bias"] = (dtype => new Conv2d(2, 3, new(1, 3), bias: false, dtype), [2, 7, 5]),
        ["conv in groups"] = (dtype => new Conv2d(4, 6, new(3), dtype: dtype, groups: 2), [4, 5, 4]),
        ["from basis"] = (dtype => new FromBasis(3, [2, 4, 5], dtype: dtype), [3]),
        ["to basis"] = (dtype => new ToBasis([2, 4, 5], dtype), [2, 4, 5]),
        ["deconv"] = (dtype => new ConvTranspose2d(3, 2, new(3), dtype: dtype), [3, 2, 4]),
        ["deconv with stride and padding"] = (
            dtype => new ConvTranspose2d(3, 2, new(4, 2, 1), dtype: dtype),
            [3, 2, 4]),
        ["deconv with output padding"] = (
            dtype => new ConvTranspose2d(3, 2, new(5, 2, 2), outputPadding: 1, bias: false, dtype),
            [3, 2, 4]),
        ["spectral linear"] = (dtype => new Linear(6, 4, dtype: dtype) { IsSpectral = true }, [6]),
        ["spectral conv"] = (dtype => new Conv2d(2, 3, new(3), dtype: dtype) { IsSpectral = true }, [2, 5, 4]),
        ["conv that starts at zero"] = (
            dtype => new Conv2d(2, 3, new(3), dtype: dtype) { StartsAtZero = true },
            [2, 5, 4]),
        ["spectral norm of a weight with as many rows as samples"] = (dtype => new SpectralNorm(3, dtype), [2, 5]),
        ["batch norm by class"] = (dtype => new BatchNorm(4, classes: 5, dtype: dtype), [4, 3, 2]),
        ["conv with an equalised learning rate"] = (
            dtype => new Conv2d(2, 3, new(3), dtype: dtype) { Equalized = 0.01 },
            [2, 5, 4]),
        ["style conv"] = (dtype => Styled(new StyleConv(2, 3, 3, style: 4, dtype: dtype), 2, 5, dtype), [4]),
        ["style mapping"] = (dtype => new StyleMapping(new Linear(3, 4, dtype: dtype), 4, dtype), [3]),
        ["pixel noise"] = (dtype => new PixelNoise(4, 3, dtype), [2, 4, 3]),
        ["learned constant"] = (dtype => new LearnedConstant([2, 3, 3], dtype), [4]),
        ["output skip"] = (dtype => Styled(new ToImage(2, 1, style: 4, dtype: dtype), 2, 4, dtype), [4]),
        ["gated linear unit"] = (_ => new Glu(), [4, 3, 2]),
        ["gated linear unit of vectors"] = (_ => new Glu(), [6]),
        ["mean of branches"] = (
            dtype => new Branches(
                new Conv2d(2, 3, new(4, 2, 1), dtype: dtype),
                new Sequential(
                    [("pool", Resample.AveragePool(2, 2)), ("conv", new Conv2d(2, 3, new(1), dtype: dtype))])),
            [2, 4, 6]),
        ["skip excitation"] = (dtype => Excited(new(1, [3, 5, 5], 3, dtype: dtype), dtype), [2, 5, 5]),
        ["spectral skip excitation"] = (
            dtype => Excited(new(1, [3, 5, 5], 3, spectral: true, dtype), dtype),
            [2, 5, 5]),
        ["feature decoder"] = (
            dtype => new FeatureDecoder(new Conv2d(2, 1, new(1), dtype: dtype), [2, 2, 3], [1, 4, 6]),
            [2, 2, 3]),
        ["blur"] = (_ => new Blur(), [2, 5, 4]),
        ["minibatch deviation"] = (_ => new MinibatchDeviation(), [2, 5, 4]),
        ["residual"] = (
            dtype => new Residual(new Conv2d(2, 2, new(3, 1, 1), dtype: dtype), [2, 4, 4], dtype),
            [2, 4, 4]),
        ["residual that shrinks"] = (
            dtype => new Residual(new Conv2d(2, 3, new(4, 2, 1), dtype: dtype), [2, 4, 6], dtype),
            [2, 4, 6]),
        ["residual that grows"] = (
            dtype => new Residual(new ConvTranspose2d(2, 3, new(4, 2, 1), dtype: dtype), [2, 4, 3], dtype),
            [2, 4, 3]),
        ["residual of vectors"] = (dtype => new Residual(new Linear(4, 3, dtype: dtype), [4], dtype), [4]),
        ["embedding product"] = (dtype => new EmbeddingProduct(5, 4, dtype), [4]),
        ["label projection"] = (dtype => new LabelProjection(5, 12, dtype: dtype), [3, 2, 2]),
        ["spectral label projection"] = (dtype => new LabelProjection(5, 4, spectral: true, dtype), [4]),
        ["concat labels through layers"] = (dtype => new ConcatLabels(5, new Linear(5, 2, dtype: dtype)), [1, 3, 2]),
        ["discriminator"] = (
            dtype => new Discriminator { Trunk = new Flatten(), ScoreHead = new Linear(12, 1, dtype: dtype) },
            [3, 2, 2]),
        ["batch norm of vectors"] = (dtype => new BatchNorm(4, dtype: dtype), [4]),
        ["batch norm of images"] = (dtype => new BatchNorm(4, dtype: dtype), [4, 3, 2]),
        ["layer norm"] = (dtype => AffineNorm.Layer([2, 3, 4], dtype: dtype), [2, 3, 4]),
        ["instance norm"] = (dtype => AffineNorm.Instance(2, dtype: dtype), [2, 3, 4]),
        ["dropout"] = (_ => new Dropout(0.5), [3, 2, 2]),
        ["channel dropout"] = (_ => new Dropout(0.5, channels: true), [3, 2, 2]),
        ["concat labels to vectors"] = (_ => new ConcatLabels(5), [4]),
        ["concat labels to images"] = (_ => new ConcatLabels(5), [1, 3, 2]),
        ["maxout"] = (dtype => new Maxout(6, 4, 3, dtype), [6]),
        ["prelu"] = (dtype => new PRelu(2, dtype), [2, 3, 3]),
        ["activation"] = (_ => new Activation(x => x.Tanh()), [2, 3]),
        ["flatten"] = (_ => new Flatten(), [2, 3, 4]),
        ["reshape"] = (_ => new Reshape([3, 2, 2]), [12]),
        ["upsample"] = (_ => Resample.Upsample(3), [2, 2, 4]),
        ["average pool"] = (_ => Resample.AveragePool(2, 2), [2, 5, 4]),
        ["max pool"] = (_ => Resample.MaxPool(3, 2), [2, 5, 8]),
        ["sequential"] = (
            dtype => new Sequential([("flatten", new Flatten()), ("linear", new Linear(12, 5, dtype: dtype))]),
            [3, 2, 2]),
    };

    /// <summary>A chain from noise to images with a style layer in it.</summary>
    private static Sequential Styled(Module layer, int channels, int side, DType dtype)
    {
        List<(string, Module)> layers =
        [
            ("mapping", new StyleMapping(new Linear(4, 4, dtype: dtype), 4, dtype)),
            ("constant", new LearnedConstant([channels, side, side], dtype)), ("layer", layer),
        ];
        if (layer is ToImage)
            layers.Add(("image", new SkipImage(1)));
        return new(layers);
    }

    /// <summary>A chain whose smaller features gate larger ones.</summary>
    private static Sequential Excited(SkipExcitation excitation, DType dtype) =>
        new(
        [
            ("conv", new Conv2d(2, 3, new(1), dtype: dtype)), ("tanh", new Activation(x => x.Tanh())),
            ("upsample", Resample.Upsample(2)), ("skip-excitation", excitation),
        ]);

    public static TheoryData<string> All => [.. ByName.Keys];

    public static IEnumerable<Type> Types => ByName.Values
        .SelectMany(made => made.Create(DType.F32).All)
        .Select(module => module.GetType())
        .Distinct();

    public static (Module Module, Shape Input) Create(string name, DType dtype = DType.F32) =>
        (ByName[name].Create(dtype), ByName[name].Input);
}
