using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>By hand: images of two pixels are the logits of two classes, ln 3 for odds of 3 to 1.</summary>
public class AuxiliaryClassifierTests
{
    private static readonly double Ln3 = Math.Log(3);

    private readonly StepContext _step = TestSteps.Through(
        new Discriminator { ScoreHead = new Flatten(), ClassHead = new Flatten() }, "auxiliary-classifier",
        real: [[Ln3, 0], [0, Ln3]], fake: [[Ln3, 0], [0, 0]], labels: ([0, 0], [1, 1]));

    [Fact]
    public void The_discriminator_learns_from_both_batches_and_the_generator_from_its_own()
    {
        var onFake = (Math.Log(4) + Math.Log(2)) / 2;
        new AuxiliaryClassifier()
            .ForDiscriminator(_step)
            .Item()
            .ShouldBe((Math.Log(4 / 3.0) + Math.Log(4)) / 2 + onFake, tolerance: 1e-12);
        new AuxiliaryClassifier().ForGenerator(_step).Item().ShouldBe(onFake, tolerance: 1e-12);
    }

    [Fact]
    public void Accuracy_is_the_share_of_all_images() =>
        new AuxiliaryClassifier()
            .Measure(_step)
            .Select(figure => (figure.Name, figure.Value.Item()))
            .ShouldBe([("class-accuracy", 1 / 4.0)]);
}
