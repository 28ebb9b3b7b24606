using GanSharp.Sampling;
using static GanSharp.Studio.Tests.Play.PlayGenerators;

namespace GanSharp.Studio.Tests.Play;

/// <summary>Views of generators with codes and with styles.</summary>
public sealed class DrawingTests
{
    [Fact]
    public void Codes_are_a_category_and_two_numbers()
    {
        var codes = WithCodes().Codes;
        codes.Select(code => code.Categories).ShouldBe([4, 0, 0]);
        codes.Skip(1).Select(code => (code.Low, code.High)).ShouldBe([(-2, 2), (-2, 2)]);
    }

    [Fact]
    public void A_chosen_code_is_that_of_all_pictures_and_the_others_stay_random()
    {
        var generator = WithCodes();
        var size = generator.Sampler.Latent.Size;
        var random = GanSharp.Studio.Play.Drawing.NoiseOf(generator, View(generator, ""), 5);
        var chosen = GanSharp.Studio.Play.Drawing.NoiseOf(generator, View(generator, "code=2,,-1.5"), 5);
        chosen.Length.ShouldBe(size);
        chosen[..3].ShouldBe(random[..3]);
        chosen[3..7].ShouldBe([0, 0, 1, 0]);
        chosen[7].ShouldBe(random[7]);
        chosen[8].ShouldBe(-1.5f);
        Draw(generator, "code=2,,-1.5").ShouldNotBe(Draw(generator, "code=1,,-1.5"));
        Draw(generator, "code=,,").ShouldBe(Draw(generator, ""));
    }

    [Theory]
    [InlineData("code=4")]
    [InlineData("code=-1")]
    [InlineData("code=1.5")]
    [InlineData("code=,2.1")]
    [InlineData("code=0,0,0,0")]
    public void A_code_out_of_its_range_is_refused(string query) =>
        Should.Throw<GanSharpException>(() => View(WithCodes(), query));

    [Fact]
    public void Directions_move_the_styles_of_a_generator_that_has_them()
    {
        var generator = WithStyles();
        generator.Directions.Steps.Select(step => step.Length).Distinct().ShouldBe([5]); // of styles, not of noise
        var still = Draw(generator, "");
        still.ShouldBe(new SampleRequest().Draw(generator.Sampler).Pixels);
        Draw(generator, "move=0,0").ShouldBe(still);
        Draw(generator, "move=2").ShouldNotBe(still);
        Draw(generator, "move=-2").ShouldNotBe(Draw(generator, "move=2"));
        Draw(generator, "truncation=0.5")
            .ShouldBe(new SampleRequest { Truncation = 0.5 }.Draw(generator.Sampler).Pixels);
    }

    [Fact]
    public void A_film_starts_with_the_view_and_its_pictures_move()
    {
        var generator = WithStyles();
        var view = View(generator, "move=1&count=3&seed=8");
        var film = GanSharp.Studio.Play.Drawing.Film(
            generator, view, new FilmRequest { Keys = 2, Frames = 4 }, TestContext.Current.CancellationToken);
        film.Frames.Count.ShouldBe(4);
        film.Frames[0].Pixels.ShouldBe(Draw(generator, "move=1&count=3&seed=8"));
        film.Frames[1].Pixels.ShouldNotBe(film.Frames[0].Pixels);
    }
}
