using GanSharp.Metrics.Features;
using GanSharp.Networks;

namespace GanSharp.Tests.Metrics;

[Trait("Duration", "long")]
public class ClassifierTests
{
    [Theory]
    [InlineData(4)]
    [InlineData(8)]
    [InlineData(15)]
    [InlineData(16)]
    [InlineData(28)]
    [InlineData(32)]
    [InlineData(64)]
    public void A_classifier_of_any_size_has_64_features_and_few_parameters(int side)
    {
        var network = new Classifier(Classifier.LayersFor(side), new NetworkContext(new(3, side, side), 10));
        network.Features.ShouldBe(64);
        network.ParameterCount.ShouldBeLessThan(140_000);
        network.OutputShape([3, side, side]).ShouldBe([10]);
    }

    [Fact]
    public void The_built_in_classifiers_are_small() =>
        new Classifier(Classifier.LayersFor(28), new NetworkContext(new(1, 28, 28), 10))
            .ParameterCount.ShouldBeLessThan(100_000);
}
