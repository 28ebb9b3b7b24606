using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Tests.Recipes;

/// <summary>
/// A mistake in a recipe is reported with its file, its line, the reason and the word that was probably meant.
/// </summary>
[Collection(SerialCollection.Name)]
public class MalformedRecipeTests
{
    private const string Good =
        """
        latent: 4 normal
        conditioning: none
        generator:
          - linear 8, batch-norm, relu
          - linear C x H x W, tanh
        discriminator:
          - linear 8, relu
          - linear 1
        class-head: [linear K]
        code-head: []
        decoder: []
        terms:
          - non-saturating
        optimizer: adam 1e-3
        """;

    [Fact]
    public void The_recipe_itself_is_good() => Build(Good);

    [Theory]
    [InlineData(
        4, "  - lineer 8, relu",
        "generator: layer line 1 ('lineer 8, relu'): there is no layer 'lineer'; did you mean linear?")]
    [InlineData(
        5, "  - linear C x H x W, batch-norn, tanh",
        "generator: layer line 2 ('linear C x H x W, batch-norn, tanh'): "
        + "there is no layer 'batch-norn'; did you mean batch-norm?")]
    [InlineData(
        5, "  - linear C x H x W, gelu", "generator: ends in 'gelu', but pixels need 'tanh' or 'sigmoid' at the end")]
    [InlineData(
        4, "  - linear H/3",
        "generator: layer line 1 ('linear H/3'): H/3 is not a whole number for images of 8×8×1: "
        + "8 is not divisible by 3; scale them with --image-size 48")]
    [InlineData(
        7, "  - conv 8 k9 p0",
        "discriminator: layer line 1 ('conv 8 k9 p0'): "
        + "[conv2d] 1 channels through windows of 9 with padding 0 do not fit")]
    [InlineData(
        7, "  - conv 8 k4 z2",
        "discriminator: layer line 1 ('conv 8 k4 z2'): 'z2' in 'conv 8 k4 z2' is not understood; write conv OUT")]
    [InlineData(
        7, "  - residual (conv 8 k3 p1, rellu)",
        "discriminator: layer line 1 ('residual (conv 8 k3 p1, rellu)'): there is no layer 'rellu'; did you mean relu")]
    [InlineData(
        7, "  - residual (conv 8 k3 p1",
        "discriminator: layer line 1 ('residual (conv 8 k3 p1'): an opening bracket has no closing bracket")]
    [InlineData(
        7, "  - residual conv 8 k3 p1)",
        "discriminator: layer line 1 ('residual conv 8 k3 p1)'): a closing bracket has no opening bracket")]
    [InlineData(
        7, "  - residual (conv 8 k3 p1) relu",
        "discriminator: layer line 1 ('residual (conv 8 k3 p1) relu'): "
        + "'residual (conv 8 k3 p1) relu' does not end with the bracket it opens; is a comma missing?")]
    [InlineData(
        7, "  - residual (conv 8 k4)",
        "discriminator: layer line 1 ('residual (conv 8 k4)'): "
        + "[residual] samples of (1, 8, 8) become (8, 5, 5), and there is no shortcut")]
    [InlineData(7, "  - residual", "discriminator: layer line 1 ('residual'): 'residual' lacks the layers in brackets")]
    [InlineData(
        7, "  - linear 8 spectral zero",
        "discriminator: layer line 1 ('linear 8 spectral zero'): "
        + "a weight that starts at zero cannot be divided by its largest singular value")]
    [InlineData(
        7, "  - linear 8 spectrel",
        "discriminator: layer line 1 ('linear 8 spectrel'): "
        + "'spectrel' in 'linear 8 spectrel' is not understood; write linear OUT [spectral|zero]")]
    [InlineData(8, "  - linear 2", "discriminator: yields samples of (2), but (1) is needed; change its last layers")]
    [InlineData(1, "latent: 4 normall", "latent: '4 normall' is not a distribution of noise; write SIZE normal")]
    [InlineData(
        2, "conditioning: concatt",
        "conditioning: the generator has no conditioning 'concatt'; "
        + "choose from none, concat, embedding, batch-norm; write the generator's way, then the discriminator's, "
        + "such as 'batch-norm projection'; did you mean concat?")]
    [InlineData(
        4, "  - concat-labels, linear 8, relu",
        "generator: concat-labels needs conditioning concat, not 'none'; write concat")]
    [InlineData(
        10, "code-head: [linear 14]",
        "code-head: the noise has no codes to read back; write latent: 4 normal + 10 categorical")]
    [InlineData(
        11, "decoder: [linear C x H x W]",
        "terms: non-saturating needs a score, and the discriminator has none; leave out the decoder", 13)]
    [InlineData(
        11, "decoder: [linear C x H]",
        "decoder: yields samples of (1, 8), but (1, 8, 8) is needed; change its last layers")]
    [InlineData(
        13, "  - auxiliary-classifier",
        "terms: auxiliary-classifier needs a class head, and the discriminator has none; "
        + "set conditioning to 'concat auxiliary'")]
    [InlineData(
        13, "  - energy-margin 0.3",
        "terms: energy-margin 0.3 needs a decoder, and the discriminator has none; add decoder")]
    [InlineData(
        13, "  - mutual-information",
        "terms: mutual-information needs a code head, and the discriminator has none; add code-head")]
    [InlineData(13, "  - non-saturatin", "terms: there is no term 'non-saturatin' among ")]
    [InlineData(14, "optimiser: adam 1e-3", "optimiser: there is no setting 'optimiser'; did you mean optimizer?")]
    [InlineData(
        14, "optimizer: adm 1e-3",
        "optimizer: there is no optimizer 'adm' among adam, adamw, rmsprop, sgd; did you mean adam")]
    public void A_mistake_is_reported_with_its_line(int line, string text, string message, int? named = null) =>
        Refusal(With((line, text))).ShouldStartWith($"my.yaml:{named ?? line}: {message}");

    [Fact]
    public void Heads_and_conditionings_that_do_not_fit_are_reported_with_their_line()
    {
        Refusal(With((2, "conditioning: concat auxiliary"))).ShouldStartWith(
            "my.yaml:12: terms: the discriminator has a class head, but no term trains it; add auxiliary-classifier");
        Refusal(With((2, "conditioning: concat auxiliary"), (9, "class-head: [linear 7]"))).ShouldStartWith(
            "my.yaml:9: class-head: yields samples of (7), but (3) is needed");
        Refusal(With((2, "conditioning: concat projection"), (11, "decoder: [linear C x H x W]"))).ShouldStartWith(
            "my.yaml:2: conditioning: projection adds to a score, but a discriminator with a decoder has none; "
            + "choose concat or auxiliary");
        Refusal(With((2, "conditioning: batch-norm projection"), (4, "  - linear 8, relu"))).ShouldStartWith(
            "my.yaml:2: conditioning: batch-norm needs a batch-norm in the generator, and there is none");
        Refusal(With((1, "latent: 4 normal + 3 categorical"), (10, "code-head: [linear 3]"))).ShouldStartWith(
            "my.yaml:12: terms: the discriminator has a code head, but no term trains it; add mutual-information");
        Refusal(With((7, "  - decode (linear C x H x W), linear 8, relu"))).ShouldStartWith(
            "my.yaml:12: terms: the discriminator has a decode layer, but no term trains it; add reconstruction");
        Refusal(With((13, "  - reconstruction 1"))).ShouldStartWith(
            "my.yaml:13: terms: reconstruction 1 needs a decode layer, and the discriminator has none; "
            + "add 'decode (LAYERS)' to it");
        Refusal(With((4, "  - linear 8 x 2 x 2, decode (linear C x H x W)"))).ShouldStartWith(
            "my.yaml:4: generator: decode is a layer of discriminators; leave it out of the generator");
        Refusal(
                With(
                    (1, "latent: 4 normal + 3 categorical + 2 uniform -1 1"), (10, "code-head: [linear 5]"),
                    (13, "  - mutual-information")))
            .ShouldStartWith("my.yaml:10: code-head: yields samples of (5), but (7) is needed");
    }

    [Fact]
    public void A_setting_that_replaced_the_files_is_not_blamed_on_the_file() =>
        Should
            .Throw<GanSharpException>(() =>
                Build(RecipeYaml.Parse(Good, "my.yaml").With("generator", "lineer 8; tanh")))
            .Message.ShouldStartWith("generator: layer line 1 ('lineer 8'): there is no layer 'lineer'");

    [Fact]
    public void A_missing_key_is_reported_with_the_file() =>
        Refusal("latent: 4 normal").ShouldStartWith("my.yaml: generator: has no layers");

    // Multiplied as 32-bit numbers, some of these become small again.
    [Theory]
    [InlineData("conv 1 k1024 s1 p1024, conv 1 k1025")]
    [InlineData("deconv 1 k1 s1024, deconv 1 k1 s1024, deconv 1 k1 s1024")]
    [InlineData("upsample 65536, avg-pool k8")]
    [InlineData("upsample 536870912")]
    [InlineData("maxout 65536 65536, linear 8")]
    [InlineData("linear 2147483647 x 2147483647")]
    [InlineData("linear 100000, linear 100000")]
    [InlineData("linear 8 x 8192 x 8192")]
    [InlineData("residual (conv 1 k2 p1)")]
    public void Excessive_sizes_are_refused_before_anything_is_allocated(string layers)
    {
        var before = TensorMemory.BytesReserved;
        Refusal(With((7, $"  - {layers}"))).ShouldStartWith($"my.yaml:7: discriminator: layer line 1 ('{layers}'): ");
        (TensorMemory.BytesReserved - before).ShouldBeLessThan(32 << 20);
    }

    [Fact]
    public void The_depth_of_brackets_is_limited() =>
        Refusal(With((7, $"  - {string.Concat(Enumerable.Repeat("residual (", 5000))}relu{new string(')', 5000)}")))
            .ShouldEndWith("brackets are nested more than 16 deep");

    private static string With(params (int Line, string Text)[] changes)
    {
        var lines = Good.Split('\n');
        foreach (var (line, text) in changes)
            lines[line - 1] = text;
        return string.Join('\n', lines);
    }

    private static string Refusal(string yaml) => Should.Throw<GanSharpException>(() => Build(yaml)).Message;

    private static void Build(string yaml) => Build(RecipeYaml.Parse(yaml, "my.yaml"));

    private static void Build(Recipe recipe)
    {
        recipe.Validate();
        _ = new GanModel(recipe, new NetworkContext(Tiny.Image, 3));
    }
}
