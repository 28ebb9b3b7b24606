using GanSharp.Models;
using GanSharp.Models.Conditioning;
using GanSharp.Networks;
using GanSharp.Recipes;

namespace GanSharp.Tests.Models.Conditioning;

public class LabelConditioningTests
{
    public static TheoryData<string> Conditional =>
    [
        .. from generator in LabelConditioning.GeneratorMethods.Skip(1)
           from discriminator in LabelConditioning.DiscriminatorMethods.Skip(1)
           select $"{generator.Name} {discriminator.Name}",
    ];

    [Theory, MemberData(nameof(Conditional))]
    public void Every_pair_of_ways_builds(string text)
    {
        var recipe = Tiny.Recipe.With("conditioning", text);
        if (recipe.Conditioning.Discriminator.Classifies)
            recipe = recipe.With("terms", "non-saturating; auxiliary-classifier");
        new GanModel(recipe, new NetworkContext(Tiny.Image, 3)).IsConditional.ShouldBeTrue();
    }

    [Theory]
    [InlineData("none", false)]
    [InlineData("concat", true)]
    [InlineData("concat projection", true)]
    [InlineData("batch-norm auxiliary", true)]
    [InlineData("optional concat", true)]
    [InlineData("optional batch-norm projection", true)]
    public void Text_survives_a_round_trip(string text, bool needsLabels)
    {
        var conditioning = LabelConditioning.Parse(text);
        conditioning.ToString().ShouldBe(text);
        conditioning.NeedsLabels.ShouldBe(needsLabels);
        conditioning = conditioning with { IsOptional = false };
        LabelConditioning
            .Parse($"{conditioning.Generator.Name} {conditioning.Discriminator.Name}")
            .ShouldBe(conditioning);
    }

    [Fact]
    public void The_data_decides_about_optional_conditioning()
    {
        var optional = LabelConditioning.Parse("optional concat");
        (optional.For(3), optional.For(0)).ShouldBe((LabelConditioning.Parse("concat"), LabelConditioning.None));
        LabelConditioning.Parse("concat").For(0).NeedsLabels.ShouldBeTrue("only optional conditioning is left out");

        var recipe = Tiny.Recipe.With("conditioning", "optional concat");
        new GanModel(recipe, new NetworkContext(Tiny.Image, 3)).IsConditional.ShouldBeTrue();
        new GanModel(recipe, new NetworkContext(Tiny.Image, 0)).IsConditional.ShouldBeFalse();
    }

    [Theory]
    [InlineData(
        "",
        "'' is not a conditioning; write the generator's way, then the discriminator's, such as 'batch-norm projection'"
    )]
    [InlineData(
        "concats",
        "the generator has no conditioning 'concats'; choose from none, concat, embedding, batch-norm; write")]
    [InlineData(
        "projection",
        "the generator has no conditioning 'projection'; choose from none, concat, embedding, batch-norm")]
    [InlineData(
        "concat projections",
        "the discriminator has no conditioning 'projections'; choose from none, concat, projection, auxiliary; write")]
    [InlineData(
        "none auxiliary",
        "'none auxiliary' gives the class to only one network, but both need it; write")]
    [InlineData("concat none", "'concat none' gives the class to only one network")]
    [InlineData("concat concat concat", "'concat concat concat' is not a conditioning; write")]
    [InlineData("optional", "the generator has no conditioning 'optional'; choose from none, concat")]
    public void Bad_text_is_refused_with_the_reason(string text, string message) =>
        Should.Throw<GanSharpException>(() => LabelConditioning.Parse(text)).Message.ShouldStartWith(message);

    [Fact]
    public void The_nearest_way_is_suggested_at_the_end() =>
        Should
            .Throw<GanSharpException>(() => LabelConditioning.Parse("concats"))
            .Message.ShouldEndWith("such as 'batch-norm projection'; did you mean concat?");
}
