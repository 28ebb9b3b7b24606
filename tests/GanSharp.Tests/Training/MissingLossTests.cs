using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>A training whose terms give a player no loss is refused before it starts.</summary>
public class MissingLossTests
{
    [Theory]
    [InlineData("r1 5", "generator")]
    [InlineData("gradient-penalty, weight-clip", "generator")]
    [InlineData("weight-clip", "discriminator")]
    public void Terms_without_a_loss_for_a_player_are_an_error_with_their_line(string terms, string player) =>
        Should
            .Throw<GanSharpException>(() => new Trainer(Recipe(terms), Tiny.Images()))
            .Message.ShouldBe(
                $"my.yaml:5: terms: none gives the {player} a loss, so it cannot learn; add one, such as non-saturating"
            );

    [Fact]
    public void An_empty_list_of_terms_is_refused() =>
        Should
            .Throw<GanSharpException>(() => new Trainer(Recipe(""), Tiny.Images()))
            .Message.ShouldStartWith("my.yaml:5: terms: there are none");

    [Fact]
    public void A_term_written_in_CSharp_counts() =>
        new Trainer(Recipe("r1 5"), Tiny.Images(), new() { Custom = new() { Terms = [new Push()] } }).Dispose();

    private static Recipe Recipe(string terms) => RecipeYaml.Parse(
        $"""
        name: my
        latent: 3 normal
        generator: ["linear C x H x W, tanh"]
        discriminator: [linear 1]
        terms: [{terms}]
        batch-size: 4
        """, "my.yaml");

    [Fact]
    public void A_penalty_alone_teaches_the_discriminator_nothing() =>
        Should
            .Throw<GanSharpException>(() =>
                new Trainer(Recipe("r1 5"), Tiny.Images(), new() { Custom = new() { Terms = [new Lift()] } }))
            .Message.ShouldStartWith("my.yaml:5: terms: none gives the discriminator a loss");

    private sealed class Lift : GanTerm
    {
        public override Tensor ForGenerator(StepContext step) => -step.OnFake.Mean();
    }

    private sealed class Push : GanTerm
    {
        public override Tensor ForDiscriminator(StepContext step) => step.OnFake.Mean() - step.OnReal.Mean();

        public override Tensor ForGenerator(StepContext step) => -step.OnFake.Mean();
    }
}
