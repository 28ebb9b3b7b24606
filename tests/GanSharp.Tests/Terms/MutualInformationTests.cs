using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>
/// By hand: the six pixels of an image are the code head's output, two logits of a category, two means and two log
/// variances. The noise is one number, then the codes.
/// </summary>
public class MutualInformationTests
{
    private const string Codes = "1 normal + 2 categorical + 2 uniform -1 1";
    private static readonly double Ln3 = Math.Log(3), Ln4 = Math.Log(4);

    // The category is wrong at odds of 3 to 1, then right at the same odds. The numbers are exact, then off by 1 and 2
    // at variances of 1 and 4.
    private static readonly double[][] Estimates = [[Ln3, 0, 0.5, -0.5, 0, 0], [Ln3, 0, 1, 1, 0, Ln4]];
    private static readonly double[][] Noise = [[9, 0, 1, 0.5, -0.5], [9, 1, 0, 0, -1]];
    private static readonly double Category = (Math.Log(4) + Math.Log(4 / 3.0)) / 2;
    private static readonly double Numbers = (4 * Math.Log(2 * Math.PI) + 1 + Ln4 + 1) / 4;

    private readonly StepContext _step = TestSteps.Through(
        new Discriminator { CodeHead = new Flatten() }, "mutual-information", Estimates, Estimates,
        noise: (Codes, Noise));

    [Fact]
    public void Both_players_minimise_the_negative_log_likelihood_of_the_codes()
    {
        var term = new MutualInformation(weight: 2, continuous: 0.1);
        var expected = 2 * (Category + 0.1 * Numbers);
        term.ForDiscriminator(_step).Item().ShouldBe(expected, tolerance: 1e-12);
        term.ForGenerator(_step).Item().ShouldBe(expected, tolerance: 1e-12);
    }

    [Fact]
    public void The_bound_is_measured_without_its_weight()
    {
        var (name, value) = new MutualInformation(weight: 2, continuous: 1).Measure(_step).ShouldHaveSingleItem();
        name.ShouldBe("mutual-information");
        value.Item().ShouldBe(-(Category + Numbers), tolerance: 1e-12);
    }

    [Theory]
    [InlineData("62 normal", 0)]
    [InlineData("62 normal + 10 categorical + 2 uniform -1 1", 10 + 2 * 2)]
    [InlineData("1 normal + 3 categorical + 4 categorical + 1 normal", 3 + 4 + 2)]
    public void A_code_head_yields_a_logit_for_each_category_and_two_numbers_for_each_continuous_code(
        string latent,
        int estimates) => MutualInformation.EstimatesFor(Latent.Parse(latent)).ShouldBe(estimates);
}
