using GanSharp.Data;
using GanSharp.Metrics.Features;

namespace GanSharp.Tests.Metrics;

public class FeatureNetworksTests
{
    [Fact]
    public void The_built_in_digits_know_the_digits_that_were_held_out()
    {
        var network = FeatureNetworks.BuiltIn("digits")!;
        var (_, heldOut) = Datasets.Load("digits").HoldOut();
        heldOut.Count.ShouldBe(1000);
        network.TestAccuracy!.Value.ShouldBeGreaterThan(0.97);
        // An image on the edge of two classes may fall to the other side where another instruction set rounds
        // otherwise.
        network.Accuracy(heldOut).ShouldBe(network.TestAccuracy.Value, 0.002);
    }

    [Fact]
    public void Built_in_networks_are_those_of_data_sets()
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
        Refusal("digit").ShouldEndWith("; features of your own end in .safetensors; did you mean digits?");
        Refusal(folder["none.safetensors"]).ShouldBe($"{folder["none.safetensors"]}: no such file; check the path");

        static string Refusal(string nameOrPath) =>
            Should.Throw<GanSharpException>(() => FeatureNetworks.Load(nameOrPath)).Message;
    }

    [Fact]
    public void Capital_letters_end_a_file_too() => FeatureNetworks.IsPath("mine.SafeTensors").ShouldBeTrue();
}
