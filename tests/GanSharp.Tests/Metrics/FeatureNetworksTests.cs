using GanSharp.Data;
using GanSharp.Metrics.Features;

namespace GanSharp.Tests.Metrics;

public class FeatureNetworksTests
{
    [Fact]
    public void The_built_in_classifier_of_digits_is_accurate_on_held_out_digits()
    {
        var network = FeatureNetworks.BuiltIn("digits")!;
        var (_, heldOut) = Datasets.Load("digits").HoldOut();
        heldOut.Count.ShouldBe(1000);
        network.TestAccuracy!.Value.ShouldBeGreaterThan(0.97);
        // Another instruction set rounds differently, which may change the prediction for an image between two classes.
        network.Accuracy(heldOut).ShouldBe(network.TestAccuracy.Value, 0.002);
    }

    [Fact]
    public void Each_built_in_network_belongs_to_a_data_set()
    {
        foreach (var name in FeatureNetworks.All)
        {
            var network = FeatureNetworks.BuiltIn(name)!;
            (network.Name, network.Dataset).ShouldBe((name, name));
            network.ClassNames.ShouldBe(Datasets.All.Single(info => info.Name == name).ClassNames);
            network.ParameterCount.ShouldBeLessThan(100_000);
        }
        FeatureNetworks.BuiltIn("kmnist").ShouldBeNull();
    }

    [Fact]
    public void Features_are_found_by_name_or_path()
    {
        using var folder = new TemporaryFolder();
        FeatureNetworks.BuiltIn("digits")!.Save(folder["mine.safetensors"]);
        FeatureNetworks.Load("digits").Name.ShouldBe("digits");
        FeatureNetworks.Load(folder["mine.safetensors"]).Name.ShouldBe("mine");
        Refusal("digit").ShouldEndWith("; names of your own files end in .safetensors; did you mean digits?");
        Refusal(folder["none.safetensors"]).ShouldBe($"{folder["none.safetensors"]}: no such file; check the path");

        static string Refusal(string nameOrPath) =>
            Should.Throw<GanSharpException>(() => FeatureNetworks.Load(nameOrPath)).Message;
    }

    [Fact]
    public void The_ending_of_a_file_may_have_capital_letters() =>
        FeatureNetworks.IsPath("mine.SafeTensors").ShouldBeTrue();
}
