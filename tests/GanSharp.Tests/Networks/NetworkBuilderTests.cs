using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Networks;

public class NetworkBuilderTests
{
    private static readonly NetworkContext Context = new(new ImageShape(1, 8, 8), 3);

    [Fact]
    public void Lines_and_commas_separate_layers_and_sizes_are_inferred()
    {
        var network = NetworkBuilder.Build(["conv 4 k4 s2 p1, batch-norm, relu", "linear 3"], [1, 8, 8], Context);
        network.NamedParameters.Select(parameter => (parameter.Name, parameter.Tensor.Shape)).ShouldBe(
        [
            ("0.conv.weight", [4, 1, 4, 4]), ("0.conv.bias", [4]), ("1.batch-norm.gamma", [4]),
            ("1.batch-norm.beta", [4]),
            ("4.linear.weight", [3, 64]), ("4.linear.bias", [3]),
        ]);
        network.Layers[3].ShouldBeOfType<Flatten>("images are flattened before a layer of vectors");
    }

    [Fact]
    public void Element_types_are_those_of_the_context() =>
        NetworkBuilder.Build(
            ["linear 4 x 2 x 2, batch-norm, prelu, deconv 2, layer-norm, instance-norm, conv 2 k1, maxout 2 2"], [3],
            Context with
            {
                DType = DType.F64,
            })
            .State.ShouldAllBe(entry => entry.Tensor.DType == DType.F64);

    [Theory]
    [InlineData(
        "layer line 2 ('convv 3, relu'): there is no layer 'convv'; did you mean conv", "conv 3", "convv 3, relu")]
    [InlineData(
        "layer line 3 ('conv 3 k9'): [conv2d] 3 channels through windows of 9 with padding 0 "
        + "do not fit images of (3, 6, 6)",
        "conv 3", "relu", "conv 3 k9")]
    [InlineData("layer line 1 ('conv 3,, relu'): a layer is empty; is there a comma too many?", "conv 3,, relu")]
    [InlineData(
        "layer line 1 ('conv H/3'): H/3 is not a whole number for images of 8×8×1: "
        + "8 is not divisible by 3; scale them with --image-size 48",
        "conv H/3")]
    public void Errors_name_the_line(string message, params string[] lines) =>
        Should
            .Throw<GanSharpException>(() => NetworkBuilder.Build(lines, [1, 8, 8], Context))
            .Message.ShouldStartWith(message);
}
