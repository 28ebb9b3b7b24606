using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

public class StepContextTests
{
    private const int Count = 4;

    public static TheoryData<string> Names => [.. RecipeCatalogue.Names];

    /// <summary>
    /// Generated images that gradients flow through pass separately, so a tracked one shows the expected result of the
    /// joint pass.
    /// </summary>
    [Theory, MemberData(nameof(Names))]
    public void Both_in_one_pass_give_what_each_gives_alone(string recipe)
    {
        var (together, apart) = (Step(Settled(recipe)), Step(Settled(recipe), tracked: true));

        foreach (var (actual, expected) in All(together).Zip(All(apart)))
            actual.Values().ShouldBeNear(expected.Values(), 1e-9, "output");
        foreach (var (actual, expected) in Gradients(together).Zip(Gradients(apart)))
            actual.Values().ShouldBeNear(expected.Values(), 1e-9, "gradient");
        foreach (var (actual, expected) in together.Model.Discriminator.NamedBuffers.Zip(
                apart.Model.Discriminator.NamedBuffers))
            actual.Tensor.Values().ShouldBeNear(expected.Tensor.Values(), 1e-9, actual.Name);

        static Tensor[] All(StepContext step) =>
            [.. step.RealOutput.All.Concat(step.FakeOutput.All).Select(part => part.Tensor)];

        static Tensor[] Gradients(StepContext step) =>
            Grad.Of(
                All(step).Select((part, i) => (i + 1) * part.Square().Mean()).Aggregate((sum, next) => sum + next),
                step.Model.Discriminator.Parameters);
    }

    [Theory]
    [InlineData(false, Count, true, new[] { 2 * Count })]
    [InlineData(true, Count, true, new[] { Count, Count })]
    [InlineData(false, Count - 1, true, new[] { Count, Count - 1 })]
    [InlineData(false, Count, false, new[] { Count, Count })]
    public void One_pass_needs_fixed_fakes_as_many_as_real_images_and_labels_of_both_or_none(
        bool tracked, int fakes, bool realLabels, int[] passes)
    {
        var seen = new List<int>();
        var step = Step(Model("cgan", new Activation(x =>
        {
            seen.Add(x.Shape[0]);
            return x;
        })), tracked, fakes, realLabels);
        _ = (step.OnReal, step.OnFake, step.RealOutput, step.FakeOutput);
        seen.ShouldBe(passes);
    }

    [Fact]
    public void The_generators_step_computes_only_what_its_terms_read()
    {
        var passes = 0;
        var step = Step(Model("gan", new Activation(x =>
        {
            passes++;
            return x;
        })), tracked: true);
        step.OnFake.Shape.ShouldBe([Count, 1]);
        passes.ShouldBe(1);
    }

    /// <summary>Data may have labels that the networks do not use.</summary>
    [Fact]
    public void Without_conditioning_the_discriminator_gets_no_labels()
    {
        var step = Step(Model("gan", new ConcatLabels(3)));
        step.RealLabels.ShouldNotBeNull();
        Should.Throw<TensorException>(() => step.OnReal).Message.ShouldContain("has no labels");
    }

    [Fact]
    public void Spectral_norm_is_updated_once_in_a_joint_pass()
    {
        var (together, once) = (Step(Model("hinge")), Step(Model("hinge"), tracked: true));
        _ = (together.OnReal, together.OnFake, once.OnReal);
        foreach (var (actual, expected) in together.Model.Discriminator.NamedBuffers.Zip(
                once.Model.Discriminator.NamedBuffers))
            actual.Tensor.Values().ShouldBe(expected.Tensor.Values(), tolerance: 1e-12);
    }

    /// <summary>
    /// With images that are recorded, slopes at them come from the passes for the scores: the same numbers, and two
    /// passes instead of three.
    /// </summary>
    [Fact]
    public void Gradients_at_recorded_images_need_no_pass_of_their_own()
    {
        var (recorded, probed) = (Losses(recordsImages: true), Losses(recordsImages: false));
        recorded.Passes.ShouldBe([Count, Count]);
        probed.Passes.ShouldBe([2 * Count, Count, Count]);
        foreach (var (actual, expected) in recorded.Values.Zip(probed.Values))
            actual.ShouldBe(expected, tolerance: 1e-12);

        static (List<int> Passes, double[] Values) Losses(bool recordsImages)
        {
            var passes = new List<int>();
            var step = Step(
                Model("r3gan", new Activation(x =>
                {
                    passes.Add(x.Shape[0]);
                    return x.Square();
                })), recordsImages: recordsImages);
            Tensor[] losses =
            [
                new NonSaturating().ForDiscriminator(step)!, new R1().ForDiscriminator(step)!,
                new R2().ForDiscriminator(step)!,
            ];
            return (passes, [.. losses.Select(loss => loss.Item())]);
        }
    }

    /// <summary>Penalties that are due only now and then take their own pass.</summary>
    [Theory]
    [InlineData(1, true)]
    [InlineData(16, false)]
    public void Penalties_of_every_step_need_the_input_gradient(int every, bool needsGradient)
    {
        new R1(every: every).NeedsInputGradient.ShouldBe(needsGradient);
        new R2(every: every).NeedsInputGradient.ShouldBe(needsGradient);
        new GradientPenalty().NeedsInputGradient.ShouldBeFalse();
    }

    /// <summary>
    /// A narrow model whose spectral norms have found their singular values, so that another pass changes nothing.
    /// </summary>
    private static GanModel Settled(string recipe)
    {
        var model = Model(recipe);
        Tensor[] vectors =
        [
            .. model.Discriminator.NamedBuffers
                .Where(buffer => buffer.Name.EndsWith("spectral.u", StringComparison.Ordinal))
                .Select(buffer => buffer.Tensor),
        ];
        for (var (pass, change) = (0, 1d); vectors.Length > 0 && change > 1e-13; pass++)
        {
            pass.ShouldBeLessThan(10_000, "singular values are not found");
            using var scope = new TensorScope();
            double[] before = [.. vectors.SelectMany(vector => vector.Values())];
            _ = Step(model).OnReal;
            change = vectors.SelectMany(vector => vector.Values()).Zip(before, (a, b) => Math.Abs(a - b)).Max();
        }
        return model;
    }

    private static GanModel Model(string name, Module? trunk = null)
    {
        var recipe = Narrow.Of(RecipeCatalogue.Load(name));
        var parts = trunk is null ? null : new CustomParts
        {
            Discriminator = context =>
                new() { Trunk = trunk, ScoreHead = new Activation(x => x.Flatten().Sum([1], keepDims: true)) },
        };
        var model = new GanModel(recipe, new NetworkContext(Tiny.ImageFor(recipe), 3, DType.F64), parts);
        model.Discriminator.Initialize(recipe.Init, new RandomStream("discriminator", 1));
        return model;
    }

    private static StepContext Step(
        GanModel model, bool tracked = false, int fakes = Count, bool realLabels = true, bool recordsImages = false)
    {
        var stream = new RandomStream("images", 1);
        var (real, fake) = (
            stream.Uniform([Count, .. model.Context.Sample], -1, 1, DType.F64),
            stream.Uniform([fakes, .. model.Context.Sample], -1, 1, DType.F64));
        int[] labels = [0, 2, 1, 1];
        return new StepContext(
            model, new(real, realLabels ? labels : null),
            new(tracked ? fake.Track() : fake, model.IsConditional ? labels[..fakes] : null),
            Tensor.Zeros([fakes, model.Latent.Size], DType.F64), SameForAll,
            shape => stream.Uniform(shape, dtype: DType.F64))
        {
            RecordsImages = recordsImages,
        };
    }

    /// <summary>Dropout with one mask for all samples, so that it does not matter which samples go together.</summary>
    private static Tensor SameForAll(Tensor x, double p, bool channels, int parts) =>
        x
        * new RandomStream("dropout", 1).Uniform(
            [1, x.Shape[1], .. Enumerable.Repeat(1, x.Shape.Rank - 2)], dtype: DType.F64);
}
