using GanSharp.Conditioning;
using GanSharp.Networks;
using GanSharp.Recipes;

namespace GanSharp.Tests.Conditioning;

public class LabelConditioningTests
{
    public static TheoryData<string> Names => [.. LabelConditioning.All.Select(conditioning => conditioning.Name)];

    [Theory, MemberData(nameof(Names))]
    public void Every_way_is_found_and_builds(string name)
    {
        LabelConditioning.Find(name).Name.ShouldBe(name);
        new GanModel(Tiny.Recipe.With("conditioning", name), new NetworkContext(Tiny.Image, 3)).IsConditional
            .ShouldBe(LabelConditioning.Find(name).NeedsLabels);
    }

    [Fact]
    public void An_unknown_way_is_refused_with_the_nearest() =>
        Should.Throw<GanSharpException>(() => LabelConditioning.Find("concats")).Message.ShouldMatch(
            "^there is no conditioning 'concats' among none, concat.*; did you mean concat");
}
