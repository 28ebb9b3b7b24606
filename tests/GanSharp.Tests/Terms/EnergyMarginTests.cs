using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>By hand: an auto-encoder that halves its images has an error of half of each pixel.</summary>
public class EnergyMarginTests
{
    // Energies: a quarter of the mean square.
    private static readonly double[][] Real = [[2, 0], [2, 2]], Fake = [[1, 1], [4, 0]];
    private readonly StepContext _step = TestSteps.Through(
        new Discriminator { Decoder = new Activation(x => x * 0.5) },
        "energy-margin", Real, Fake);

    /// <summary>The real energies are 0.5 and 1, the fake ones 0.25 and 2 with a mean above the margin.</summary>
    [Fact]
    public void The_hinge_is_taken_for_each_image()
    {
        new EnergyMargin(1).ForDiscriminator(_step).Item().ShouldBe(0.75 + (0.75 + 0) / 2);
        new EnergyMargin(0.25).ForDiscriminator(_step).Item().ShouldBe(0.75);
    }

    /// <summary>The real images' mean energy is 0.75.</summary>
    [Fact]
    public void A_ratio_keeps_the_margin_near_the_energy_of_real_images()
    {
        new EnergyMargin(1, ratio: 1.2).ForDiscriminator(_step).Item().ShouldBe(0.75 + (0.9 - 0.25 + 0) / 2, 1e-12);
        new EnergyMargin(0.8, ratio: 1.2).ForDiscriminator(_step).Item().ShouldBe(0.75 + (0.8 - 0.25 + 0) / 2, 1e-12);
    }

    /// <summary>
    /// For a factor w the energies are (1 - w)² times mean squares of 3 and, of the fake image below the margin, 1:
    /// slopes of -3 and -1 at 0.5.
    /// </summary>
    [Fact]
    public void No_gradient_flows_through_the_margin()
    {
        var factor = Tensor.From([0.5], [1], DType.F64).Track();
        var step = TestSteps.Through(
            new Discriminator { Decoder = new Activation(x => x * factor) },
            "energy-margin", Real, Fake);
        Grad.Of(new EnergyMargin(1, ratio: 1.2).ForDiscriminator(step), [factor])[0]
            .Item()
            .ShouldBe(-3 + 1 / 2.0, 1e-12);
    }

    [Fact]
    public void The_generator_minimises_the_energy_whatever_the_margin() =>
        new EnergyMargin(0.3).ForGenerator(_step).Item().ShouldBe((0.25 + 2) / 2);

    /// <summary>
    /// The energy x²/4 of a pixel has the slope x/2; with the image held fixed as a target it would be -x/2.
    /// </summary>
    [Fact]
    public void Gradients_flow_through_the_image_and_its_reconstruction() =>
        Grad.Of(new EnergyMargin().ForGenerator(_step), [_step.Fake])[0]
            .Values()
            .ShouldBe([1 / 8.0, 1 / 8.0, 4 / 8.0, 0]);

    [Fact]
    public void Energies_are_measured() =>
        new EnergyMargin()
            .Measure(_step)
            .Select(figure => (figure.Name, figure.Value.Item()))
            .ShouldBe([("real-energy", 0.75), ("fake-energy", 1.125)]);
}
