using GanSharp.Models;
using GanSharp.Models.Conditioning;
using GanSharp.Networks;
using GanSharp.Recipes;

namespace GanSharp.Tests.Models.Conditioning;

public class LabelConditioningTests
{
    public static TheoryData<string> Conditional =>
    [
        .. from generator in LabelConditioning.GeneratorWays.Skip(1)
           from discriminator in LabelConditioning.DiscriminatorWays.Skip(1)
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
    public void Text_goes_there_and_back(string text, bool needsLabels)
    {
        var conditioning = LabelConditioning.Parse(text);
        conditioning.ToString().ShouldBe(text);
        conditioning.NeedsLabels.ShouldBe(needsLabels);
        LabelConditioning
            .Parse($"{conditioning.Generator.Name} {conditioning.Discriminator.Name}")
            .ShouldBe(conditioning);
    }

    [Theory]
    [InlineData(
        "",
        "'' is not a conditioning; write the generator's way, then the discriminator's, such as 'batch-norm projection'"
    )]
    [InlineData(
        "concats", "'concats' is no way of the generator, which knows none, concat, embedding, batch-norm; write")]
    [InlineData(
        "projection", "'projection' is no way of the generator, which knows none, concat, embedding, batch-norm")]
    [InlineData(
        "concat projections",
        "'projections' is no way of the discriminator, which knows none, concat, projection, auxiliary; write")]
    [InlineData(
        "none auxiliary",
        "'none auxiliary' tells only one network the class, so the other could not hold it to it; write")]
    [InlineData("concat none", "'concat none' tells only one network the class")]
    [InlineData("concat concat concat", "'concat concat concat' is not a conditioning; write")]
    public void Bad_text_is_refused_with_the_reason(string text, string message) =>
        Should.Throw<GanSharpException>(() => LabelConditioning.Parse(text)).Message.ShouldStartWith(message);

    [Fact]
    public void The_nearest_way_is_offered_at_the_end() =>
        Should
            .Throw<GanSharpException>(() => LabelConditioning.Parse("concats"))
            .Message.ShouldEndWith("such as 'batch-norm projection'; did you mean concat?");
}
