using GanSharp.Init;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>What every term must do; the catalogue supplies new ones.</summary>
public class TermTests
{
    private const string Styled =
        "mapping (linear 3, tanh), constant 2 x H x W, style-conv 2, noise, tanh, to-image, image, tanh";

    private const string Decoding = ", linear 2 x 2 x 2, decode (conv 3 k1, tanh, linear C x H x W)";

    private const double Step = 1e-5, Tolerance = 1e-7;

    public static TheoryData<string> Names => [.. TermCatalogue.All.Select(term => term.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Gradients_are_those_of_central_differences_for_both_players(string name)
    {
        var model = Model(name);
        var losses = 0;
        Check(model.Discriminator, context => TermCatalogue.Create(name).ForDiscriminator(context), detach: true);
        Check(model.Generator, context => TermCatalogue.Create(name).ForGenerator(context), detach: false);
        if (losses == 0)
            ShouldChangeWeights(name);

        void Check(Module player, Func<StepContext, Tensor?> loss, bool detach)
        {
            if (loss(Context(model, detach)) is not { } value)
                return;
            losses++;
            value.Count.ShouldBe(1);
            var grads = Grad.Of(value, player.Parameters);
            grads.ShouldContain(grad => grad.Values().Any(element => Math.Abs(element) > 1e-3));
            for (var i = 0; i < grads.Length; i++)
            {
                var expected = Differences(player.Parameters[i], () => loss(Context(model, detach))!.Item());
                grads[i].Values().ShouldBeNear(expected, Tolerance, $"parameter {i}");
            }
        }
    }

    /// <summary>
    /// A term without a loss for either player must act after the discriminator's step.
    /// </summary>
    private static void ShouldChangeWeights(string name)
    {
        var (model, term) = (Model(name), TermCatalogue.Create(name));
        var before = model.Discriminator.Parameters[0].Values();
        term.AfterDiscriminatorStep(Context(model, detach: true));
        model.Discriminator.Parameters[0].Values().ShouldNotBe(before);
    }

    [Theory, MemberData(nameof(Names))]
    public void A_term_is_found_by_name_and_explained(string name)
    {
        TermCatalogue.Create(name).ShouldNotBeSameAs(TermCatalogue.Create(name), "terms may have a state");
        TermCatalogue.All.Single(term => term.Name == name).About.ShouldNotBeEmpty();
    }

    [Theory, MemberData(nameof(Names))]
    public void A_term_takes_the_numbers_of_its_usage_and_no_more(string name)
    {
        var info = TermCatalogue.All.Single(term => term.Name == name);
        info.Usage.Split('[').Length.ShouldBe(info.Defaults.Count + 1);
        var text = name + string.Concat(Enumerable.Repeat(" 2", info.Defaults.Count));
        TermCatalogue.Create(text).ShouldBeOfType(TermCatalogue.Create(name).GetType());
        Should.Throw<GanSharpException>(() => TermCatalogue.Create($"{text} 2")).Message
            .ShouldBe($"'2' in '{text} 2' is not understood; write {info.Usage}");
    }

    [Theory]
    [InlineData("wasserstein, gradient-penalty 10")]
    [InlineData("energy-margin 0.2, pull-away")]
    public void Terms_with_a_comma_between_them_are_refused(string text) =>
        Should
            .Throw<GanSharpException>(() => TermCatalogue.Create(text))
            .Message.ShouldBe($"'{text}' is more than one term; write ; between them");

    [Theory]
    [InlineData("ten")]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("NaN")]
    [InlineData("Infinity")]
    [InlineData("1,5")]
    public void A_number_that_is_not_above_zero_is_refused(string number) =>
        Should
            .Throw<GanSharpException>(() => TermCatalogue.Create($"gradient-penalty {number}"))
            .Message.ShouldBe(
                $"'{number}' in 'gradient-penalty {number}' is not a number above 0; write gradient-penalty [WEIGHT]");

    [Theory]
    [InlineData("hinge", 1, 1)]
    [InlineData("0.5 hinge", 0.5, 0.5)]
    [InlineData("0.25 2 gradient-penalty 3", 0.25, 2)]
    public void Numbers_before_the_name_are_the_weights_of_both_players(
        string text, double discriminator, double generator)
    {
        var term = TermCatalogue.Create(text);
        (term.DiscriminatorWeight, term.GeneratorWeight).ShouldBe((discriminator, generator));
    }

    [Theory]
    [InlineData("0 hinge", "'0' in '0 hinge' is not a number above 0; write hinge")]
    [InlineData("1 -1 r1", "'-1' in '1 -1 r1' is not a number above 0; write r1 [WEIGHT] [EVERY]")]
    [InlineData("1 2 3 hinge", "there is no term '3' among ")]
    public void A_weight_that_is_not_above_zero_and_a_third_are_refused(string text, string message) =>
        Should.Throw<GanSharpException>(() => TermCatalogue.Create(text)).Message.ShouldStartWith(message);

    [Fact]
    public void An_unknown_term_is_refused_with_the_nearest() =>
        Should.Throw<GanSharpException>(() => TermCatalogue.Create("non-saturatin")).Message.ShouldMatch(
            "^there is no term 'non-saturatin' among .*; did you mean non-saturating\\?$");

    /// <summary>Smooth networks with the outputs that the term needs.</summary>
    private static GanModel Model(string term)
    {
        var needs = TermCatalogue.Create(term).Needs;
        var recipe = RecipeYaml.Parse(
            $"""
            latent: {(
                needs.HasFlag(DiscriminatorHeads.Codes) ? "2 normal + 3 categorical + 2 uniform -1 1" : "2 normal")}
            conditioning: {(needs.HasFlag(DiscriminatorHeads.Classes) ? "concat auxiliary" : "concat")}
            generator: ["{(TermCatalogue.Create(term).NeedsStyle ? Styled : "linear 3, tanh, linear C x H x W, tanh")}"]
            discriminator:
              - linear 4, tanh{(needs.HasFlag(DiscriminatorHeads.DecodableFeatures) ? Decoding : "")}
              - linear {(needs.HasFlag(DiscriminatorHeads.Reconstruction) ? 3 : 1)}
            code-head: {(needs.HasFlag(DiscriminatorHeads.Codes) ? "[linear 7]" : "[]")}
            decoder: {(needs.HasFlag(DiscriminatorHeads.Reconstruction) ? "[linear C x H x W]" : "[]")}
            terms: [{term}]
            """, "smooth.yaml");
        var model = new GanModel(recipe, new NetworkContext(new ImageShape(1, 2, 3), 3, DType.F64));
        model.Generator.Initialize(new NormalInit(0.7), new RandomStream("generator", 1));
        model.Discriminator.Initialize(new NormalInit(0.7), new RandomStream("discriminator", 1));
        return model;
    }

    /// <summary>Returns the same step on every call.</summary>
    private static StepContext Context(GanModel model, bool detach)
    {
        int[] labels = [0, 2, 1, 1];
        var real = new RandomStream("real", 1).Uniform([4, 1, 2, 3], -1, 1, DType.F64);
        var noise = model.Latent.Draw(4, new RandomStream("latent", 1), DType.F64);
        var fake = model.Generator.Forward(noise, new Pass(Mode.Train, labels));
        return new StepContext(
            model, new(real, labels), new(detach ? fake.Detach() : fake, labels), noise,
            Dropout.From(new RandomStream("dropout", 1)),
            shape => new RandomStream("penalty", 1).Uniform(shape, dtype: DType.F64))
        {
            Normal = shape => new RandomStream("noise", 1).Normal(shape, dtype: DType.F64),
        };
    }

    private static double[] Differences(Tensor parameter, Func<double> loss)
    {
        var result = new double[parameter.Count];
        for (var i = 0; i < result.Length; i++)
        {
            var center = parameter.AsSpan<double>()[i];
            result[i] = (At(center + Step) - At(center - Step)) / (2 * Step);
            At(center);

            double At(double value)
            {
                parameter.AsSpan<double>()[i] = value;
                return loss();
            }
        }
        return result;
    }
}
