using System.Text.RegularExpressions;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Tests.Networks;

public partial class LayerCatalogueTests
{
    private static readonly NetworkContext Context = new(new ImageShape(2, 8, 8), 3) { Style = 5 };

    public static TheoryData<string> Names => [.. LayerCatalogue.All.Select(kind => kind.Name)];

    /// <summary>
    /// A usage is written with capital letters for values and brackets around what may be left out; both forms must
    /// build.
    /// </summary>
    [Theory, MemberData(nameof(Names))]
    public void Every_word_builds_as_its_usage_says_with_and_without_its_optional_parts(string name)
    {
        var usage = LayerCatalogue.Find(name).Usage;
        usage.ShouldStartWith(name);
        foreach (var text in (string[])[Optional().Replace(usage, ""), Brackets().Replace(usage, "")])
        {
            var module = Build(InChain(Filled(text)));
            Shape input = module.Layers[0] is Reshape ? [2 * 8 * 8] : [2, 8, 8];
            module.OutputShape(input).Size.ShouldBePositive(text);
        }
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_word_refuses_what_its_usage_does_not_name(string name)
    {
        var usage = LayerCatalogue.Find(name).Usage;
        var text = Filled(Brackets().Replace(usage, "")).Insert(name.Length, " z1");
        Should
            .Throw<GanSharpException>(() => Build(InChain(text)))
            .Message.ShouldEndWith($"'z1' in '{text}' is not understood; write {usage}");
    }

    [Theory, MemberData(nameof(Names))]
    public void Every_word_is_explained(string name) => LayerCatalogue.Find(name).About.ShouldNotBeNullOrWhiteSpace();

    [Fact]
    public void Words_are_unique() => LayerCatalogue.All.Select(kind => kind.Name).ShouldBeUnique();

    [Theory]
    [InlineData("relu", -2, 0)]
    [InlineData("leaky-relu", -2, -0.02)]
    [InlineData("leaky-relu 0.2", -2, -0.4)]
    [InlineData("elu", -2, -0.8646647)]
    [InlineData("elu 2", -2, -1.7293294)]
    [InlineData("selu", -2, -1.5201664)]
    [InlineData("gelu", -2, -0.0455003)]
    [InlineData("softplus", -2, 0.1269280)]
    [InlineData("tanh", -2, -0.9640276)]
    [InlineData("sigmoid", -2, 0.1192029)]
    [InlineData("prelu", -2, -0.5)]
    public void Activations_compute_what_they_are_named_after(string text, float x, float y) =>
        NetworkBuilder
            .Build([text], [1], Context)
            .Forward(Tensor.From([x], [1, 1]), Pass.Evaluate)
            .Item()
            .ShouldBe(y, tolerance: 1e-5);

    [Theory]
    [InlineData("conv 5 k4 s2 p1", 5, 4, 4)]
    [InlineData("conv 5", 5, 6, 6)]
    [InlineData("conv 6 k3 p1 g2", 6, 8, 8)]
    [InlineData("upsample 2, conv 6 k3 p1 g2", 6, 16, 16)]
    [InlineData("from-basis 3 x H/2 x W", 3, 4, 8)]
    [InlineData("deconv 5 k4 s2 p1", 5, 16, 16)]
    [InlineData("deconv 5 k5 s2 p2 o1", 5, 16, 16)]
    [InlineData("upsample 3", 2, 24, 24)]
    [InlineData("avg-pool", 2, 4, 4)]
    [InlineData("max-pool k3 s1", 2, 6, 6)]
    [InlineData("linear 3 x H/2 x W", 3, 4, 8)]
    [InlineData("flatten, reshape 4 x 4 x 8", 4, 4, 8)]
    public void Sizes_follow_the_settings(string text, int channels, int height, int width) =>
        Build(text).OutputShape([2, 8, 8]).ShouldBe([channels, height, width]);

    [Theory]
    [InlineData("dropout 1", "'1' in 'dropout 1' is not a number (probability, from 0 to below 1)")]
    [InlineData(
        "channel-dropout -0.1", "'-0.1' in 'channel-dropout -0.1' is not a number (probability, from 0 to below 1)")]
    [InlineData("batch-norm 0", "'0' in 'batch-norm 0' is not a number (epsilon, above 0)")]
    [InlineData("linear 4, conv 3", "conv takes images, not samples of (4); put 'reshape C x H x W' before it")]
    [InlineData(
        "linear 4, instance-norm", "instance-norm takes images, not samples of (4); put 'reshape C x H x W' before it")]
    [InlineData("conv 5 g2", "[conv2d] 2 groups do not divide 2 channels in and 5 channels out")]
    [InlineData("conv 6 g3", "[conv2d] 3 groups do not divide 2 channels in and 6 channels out")]
    [InlineData("conv 6 g0", "g0 in 'conv 6 g0' is not a whole number from 1 to 1024")]
    [InlineData("max-pool k9", "[resample] a window of 9 is larger than the 8 pixels of a side")]
    [InlineData("deconv 3 k4 s2 o2", "[conv-transpose2d] output padding 2 is not below the stride 2")]
    [InlineData("conv 3, glu", "[glu] halves the channels, so samples of (3, 6, 6) need an even number of them")]
    [InlineData(
        "mean (conv 3) (conv 3 k1)", "[mean] samples of (3, 6, 6) and of (3, 8, 8) have no mean")]
    [InlineData("mean (relu)", "'mean (relu)' lacks the layers in brackets")]
    [InlineData("residual (relu) (relu)", "'(relu) (relu)' in 'residual (relu) (relu)' is not understood; write "
        + "residual [scaled] (LAYERS)")]
    [InlineData("conv 3, skip-excitation 4", "no layer before skip-excitation makes features 4 pixels high")]
    [InlineData("linear 4, decode (tanh)",
        "decode takes images, not samples of (4); put 'reshape C x H x W' before it")]
    [InlineData("decode (conv 2)", "[decode] makes samples of (2, 6, 6) of images of (2, 8, 8); "
        + "they need 2 channels, and sides that are an n-th of 8×8")]
    [InlineData("decode part (conv 3 k1)", "[decode] makes samples of (3, 4, 4) of a quarter of images of (2, 8, 8); "
        + "they need 2 channels, and sides that are an n-th of 4×4")]
    [InlineData("conv 2 k2, decode part (tanh)",
        "[decode] samples of (2, 7, 7) have no quarters; both sides must be even")]
    [InlineData("reshape 3 x 3", "[reshape] samples of (2, 8, 8) cannot become (3, 3)")]
    [InlineData("linear 2000000000", "[shape] (2000000000, 128) has more than 2147483647 elements")]
    public void Settings_that_cannot_work_are_refused_when_the_network_is_built(string text, string reason) =>
        Should.Throw<GanSharpException>(() => Build(text)).Message.ShouldBe($"layer line 1 ('{text}'): {reason}");

    [Fact]
    public void An_unknown_word_is_refused_with_the_nearest() =>
        Should.Throw<GanSharpException>(() => LayerCatalogue.Find("leakyrelu")).Message
            .ShouldStartWith("there is no layer 'leakyrelu'; did you mean leaky-relu");

    [Theory]
    [InlineData("conv 6 k3", 6 * 2 * 9 + 6)]
    [InlineData("conv 6 k3 no-bias", 6 * 2 * 9)]
    [InlineData("conv 6 k3 g2", 6 * 9 + 6)]
    [InlineData("deconv 6 k3", 6 * 2 * 9 + 6)]
    [InlineData("deconv 6 k3 no-bias", 6 * 2 * 9)]
    [InlineData("linear 5", 5 * 128 + 5)]
    [InlineData("linear 5 no-bias", 5 * 128)]
    [InlineData("linear 2 x 4 x 4 no-bias", 32 * 128)]
    public void Groups_and_no_bias_leave_parameters_out(string text, int parameters) =>
        Build(text).ParameterCount.ShouldBe(parameters);

    private static Sequential Build(string text) =>
        NetworkBuilder.Build(
            [text], text.StartsWith("reshape C", StringComparison.Ordinal) ? [2 * 8 * 8] : [2, 8, 8], Context);

    /// <summary>Completes the words that a chain takes only together with others.</summary>
    private static string InChain(string text) => text switch
    {
        "to-image" => "to-image, image",
        "image" => "to-image, image",
        _ when text.StartsWith("skip-excitation", StringComparison.Ordinal) => $"avg-pool k4, upsample 4, {text}",
        _ => text,
    };

    /// <summary>
    /// A usage with something for every value: sizes are 2, settings such as slopes and probabilities a half.
    /// </summary>
    private static string Filled(string usage) =>
        Value().Replace(usage.Replace("|zero", ""), match => match.Value switch
        {
            "C" or "H" or "W" => match.Value,
            "EPSILON" or "P" or "SLOPE" or "ALPHA" => "0.5",
            "ODD" => "3",
            "PADDING" or "OUTPUT-PADDING" => "1",
            "LAYERS" => "relu, tanh",
            _ => "2",
        });

    [GeneratedRegex(@" ?\[.*?\]")]
    private static partial Regex Optional();

    [GeneratedRegex(@"[\[\]]")]
    private static partial Regex Brackets();

    [GeneratedRegex("[A-Z][A-Z-]*")]
    private static partial Regex Value();
}
