using GanSharp.Networks;

namespace GanSharp.Tests.Networks;

public class LayerArgumentsTests
{
    private static readonly NetworkContext Context = new(new ImageShape(1, 28, 28), 10);

    [Fact]
    public void Options_of_a_layer_may_be_in_any_order()
    {
        var layer = Read("  conv   64 s2 k4 ");
        layer.Name.ShouldBe("conv");
        layer.Size("channels", Context).ShouldBe(64);
        (layer.Option('k', 3, 1), layer.Option('s', 1, 1), layer.Option('p', 7, 0)).ShouldBe((4, 2, 7));
        layer.End("conv");
    }

    [Fact]
    public void Values_are_taken_in_order()
    {
        var layer = Read("thing 2 x H/4 x C 0.5");
        layer.Sizes("shape", Context).ShouldBe([2, 7, 1]);
        layer.Number("slope").ShouldBe(0.5);
        layer.Number("other", 3).ShouldBe(3);
        layer.End("thing");
    }

    [Fact]
    public void Mistakes_are_refused_with_the_reason()
    {
        Refusal("conv", layer => layer.Size("number of channels", Context))
            .ShouldBe("'conv' lacks the number of channels");
        Refusal("linear 2 x", layer => layer.Sizes("size", Context)).ShouldBe("'linear 2 x' lacks the size");
        Refusal("elu a b", layer => layer.Number("alpha")).ShouldBe("'a' in 'elu a b' is not a number (alpha)");
        Refusal("elu NaN", layer => layer.Number("alpha")).ShouldBe("'NaN' in 'elu NaN' is not a number (alpha)");
        Refusal("dropout 1", layer => layer.Number("share, below 1", accepts: p => p < 1))
            .ShouldBe("'1' in 'dropout 1' is not a number (share, below 1)");
        Refusal("dropout", layer => layer.Number("probability")).ShouldBe("'dropout' lacks the probability");
        Refusal("conv 1 k0", layer => layer.Option('k', 3, 1))
            .ShouldBe("k0 in 'conv 1 k0' is not a whole number from 1 to 1024");
        Refusal("conv 1 k9999999999", layer => layer.Option('k', 3, 1))
            .ShouldBe("k9999999999 in 'conv 1 k9999999999' is not a whole number from 1 to 1024");
        Refusal("conv 1 p1025", layer => layer.Option('p', 0, 0))
            .ShouldBe("p1025 in 'conv 1 p1025' is not a whole number from 0 to 1024");
        Refusal("conv 1 k3x", layer => layer.Option('k', 3, 1))
            .ShouldBe("k3x in 'conv 1 k3x' is not a whole number from 1 to 1024");
        Refusal("relu 1", layer => layer.End("relu")).ShouldBe("'1' in 'relu 1' is not understood; write relu");
        Refusal("relu q1", layer => layer.End("relu")).ShouldBe("'q1' in 'relu q1' is not understood; write relu");

        static string Refusal(string text, Action<LayerArguments> read) =>
            Should.Throw<GanSharpException>(() => read(Read(text))).Message;
    }

    private static LayerArguments Read(string text) => new(LayerText.Split(text).ShouldHaveSingleItem());
}
