using GanSharp.Init;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Nn;

/// <summary>The output shapes that modules predict, against those of their outputs.</summary>
[Trait("Instructions", "any")]
public class OutputShapeTests
{
    private const int Batch = 3;

    [Theory, MemberData(nameof(ModuleCases.All), MemberType = typeof(ModuleCases))]
    public void It_is_the_shape_of_the_output_in_every_mode_and_type(string name)
    {
        foreach (var dtype in (DType[])[DType.F32, DType.F64])
        {
            var (module, input) = ModuleCases.Create(name, dtype);
            var stream = new RandomStream("test", 1);
            module.Initialize(new NormalInit(), stream);
            foreach (var mode in Enum.GetValues<Mode>())
            {
                var y = module.Forward(
                    stream.Normal([Batch, .. input], dtype: dtype), new Pass(mode, [0, 4, 2], Dropout.From(stream)));
                (y.Shape, y.DType).ShouldBe((Shape.Create([Batch, .. module.OutputShape(input)]), dtype), $"{mode}");
                y.Values().ShouldAllBe(value => double.IsFinite(value));
            }
        }
    }

    [Theory, MemberData(nameof(ModuleCases.All), MemberType = typeof(ModuleCases))]
    public void Every_parameter_gets_a_gradient(string name)
    {
        var (module, input) = ModuleCases.Create(name);
        var stream = new RandomStream("test", 1);
        module.Initialize(new NormalInit(1), stream);
        var (pass, outputs) = (new Pass(Mode.Train, [0, 4, 2], Dropout.From(stream)), new List<Tensor>());
        outputs.Add(module.Forward(stream.Normal([Batch, .. input]), pass with
        {
            FeaturesFor = (decoder, features) => outputs.Add(decoder.Decode(features, pass)),
        }));
        var grads = Grad.Of(
            outputs.Select(y => y.Mul(stream.Normal(y.Shape)).Sum()).Aggregate((sum, next) => sum + next),
            module.Parameters);
        grads.ShouldAllBe(grad => grad.Values().Any(value => value != 0));
    }

    [Fact]
    public void Every_module_is_among_the_cases() =>
        ModuleCases.Types.ShouldBe(
            typeof(Module)
                .Assembly.GetExportedTypes()
                .Where(type => !type.IsAbstract && type.IsSubclassOf(typeof(Module))),
            ignoreOrder: true);

    public static TheoryData<Func<Shape>, string> Misfits => new()
    {
        { () => new Linear(6, 4).OutputShape([5]), "[linear] takes samples of (6), not (5)" },
        { () => new Linear(6, 4).OutputShape([2, 3]), "[linear] takes samples of (6), not (2, 3)" },
        {
            () => new Conv2d(2, 3, new(3)).OutputShape([1, 5, 5]),
            "[conv2d] 2 channels through windows of 3 with padding 0 do not fit images of (1, 5, 5)"
        },
        {
            () => new Conv2d(1, 3, new(7, 1, 1)).OutputShape([1, 4, 9]),
            "[conv2d] 1 channels through windows of 7 with padding 1 do not fit images of (1, 4, 9)"
        },
        {
            () => new Conv2d(2, 3, new(3)).OutputShape([2]),
            "[conv2d] 2 channels through windows of 3 with padding 0 do not fit images of (2)"
        },
        {
            () => new ConvTranspose2d(2, 3, new(3)).OutputShape([1, 5, 5]),
            "[conv-transpose2d] 2 channels, windows of 3 and padding 0 do not fit images of (1, 5, 5)"
        },
        {
            () => new ConvTranspose2d(1, 3, new(3, 2), outputPadding: 2).OutputShape([1, 5, 5]),
            "[conv-transpose2d] output padding 2 is not below the stride 2"
        },
        {
            () => new BatchNorm(3).OutputShape([4, 2, 2]),
            "[batch-norm] has 3 channels and cannot take samples of (4, 2, 2)"
        },
        { () => new Reshape([3, 2]).OutputShape([7]), "[reshape] samples of (7) cannot become (3, 2)" },
        { () => Resample.Upsample(2).OutputShape([7]), "[resample] takes images, not samples of (7)" },
        {
            () => Resample.MaxPool(3, 2).OutputShape([1, 2, 9]),
            "[resample] a window of 3 is larger than the 2 pixels of a side"
        },
        {
            () => Resample.AveragePool(3, 2).OutputShape([1, 9, 1]),
            "[resample] a window of 3 is larger than the 1 pixels of a side"
        },
    };

    [Theory, MemberData(nameof(Misfits), DisableDiscoveryEnumeration = true)]
    public void Input_that_does_not_fit_is_refused(Func<Shape> shape, string message) =>
        Should.Throw<TensorException>(() => shape()).Message.ShouldBe(message);
}
