using GanSharp.Optim;

namespace GanSharp.Tests.Optim;

[Trait("Instructions", "any")]
public class AverageDecayTests
{
    [Theory]
    [InlineData("0", 0, 0)]
    [InlineData("0.999", 0.999, 0)]
    [InlineData("10000 images", 0, 10_000)]
    [InlineData("0.5 images", 0, 0.5)]
    public void Text_survives_a_round_trip(string text, double step, double halfLife)
    {
        var decay = AverageDecay.Parse(text);
        (decay.Step, decay.HalfLife).ShouldBe((step, halfLife));
        decay.IsSome.ShouldBe(text != "0");
        decay.ToString().ShouldBe(text);
        decay.ShouldBe(halfLife > 0 ? AverageDecay.FromHalfLife(halfLife) : step);
    }

    [Theory]
    [InlineData("1e4   images", "10000 images")]
    [InlineData(" .5 ", "0.5")]
    public void Text_may_be_written_in_other_ways(string text, string same) =>
        AverageDecay.Parse(text).ToString().ShouldBe(same);

    [Theory]
    [InlineData("1")]
    [InlineData("-0.1")]
    [InlineData("NaN")]
    [InlineData("")]
    [InlineData("10000 pictures")]
    [InlineData("10000 images more")]
    public void Other_text_is_refused_with_both_forms(string text) =>
        Should.Throw<GanSharpException>(() => AverageDecay.Parse(text)).Message.ShouldBe(
            $"'{text}' is not a number from 0 to below 1, such as 0.999, or a half-life such as 10000 images");

    [Theory]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("many")]
    public void A_half_life_that_is_no_number_above_0_is_refused(string number) =>
        Should.Throw<GanSharpException>(() => AverageDecay.Parse($"{number} images")).Message.ShouldBe(
            $"'{number}' is not a number of images above 0, such as 10000 images");

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(-1)]
    public void A_recipe_with_such_a_half_life_is_invalid(double images) =>
        Should.Throw<GanSharpException>((Tiny.Recipe with { Ema = AverageDecay.FromHalfLife(images) }).Validate)
            .Message.ShouldContain("is not a number of images above 0");

    [Fact]
    public void A_half_life_halves_the_weight_of_what_it_has_seen()
    {
        var decay = AverageDecay.FromHalfLife(1000);
        decay.PerStep(1000).ShouldBe(0.5, 1e-15);
        Math.Pow(decay.PerStep(16), 1000 / 16.0).ShouldBe(0.5, 1e-12);
        Math.Pow(decay.PerStep(64), 1000 / 64.0).ShouldBe(0.5, 1e-12, "the same for another batch size");
        new AverageDecay(0.9).PerStep(64).ShouldBe(0.9, "a decay per step does not depend on the images");
    }
}
