using GanSharp.PyTorch;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Tests.PyTorch;

[Trait("Instructions", "any")]
public sealed class GeneratorImportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Files => [.. TorchCase.All.Select(each => each.File)];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Files))]
    public void A_generator_draws_the_images_of_PyTorch(string name)
    {
        var expected = TorchCase.All.Single(each => each.File == name);
        var imported = GeneratorImport.Load(expected.Path, expected.Parse());
        imported.Report.Match.ToString().ShouldBe(expected.Match);
        imported.Save(_folder["imported.safetensors"]);
        var sampler = GeneratorFile.Load(_folder["imported.safetensors"]);
        expected.Compare(sampler);
        imported.Report.Tensors.Count.ShouldBe(sampler.Generator.State.Count());
        imported.LeftOut.ShouldAllBe(left => left.EndsWith("num_batches_tracked"));
        imported.LeftOut.ShouldNotBeEmpty();
    }

    [Fact]
    public void The_table_names_what_was_changed_and_what_is_missing()
    {
        var dcgan = TorchCase.All.Single(each => each.File == "dcgan.pth");
        var tensors = GeneratorImport.Load(dcgan.Path, dcgan.Parse()).Report.Tensors;
        var first = tensors.Single(tensor => tensor.Target == "0.linear.weight");
        (first.Source, first.SourceShape.ToString(), first.TargetShape.ToString(), first.Change)
            .ShouldBe(("main.0.weight", "(6, 8, 4, 4)", "(128, 6)", "transposed"));
        var bias = tensors.Single(tensor => tensor.Target == "0.linear.bias");
        (bias.Source, bias.Change).ShouldBe((null, "set to 0"));
    }

    /// <summary>As PyTorch's DCGAN has it, whose weights then fit without a change.</summary>
    [Fact]
    public void Transposed_convolutions_without_a_bias_draw_the_images_of_PyTorch()
    {
        var dcgan = TorchCase.All.Single(each => each.File == "dcgan.pth");
        var recipe = RecipeYaml.Parse(dcgan.Recipe.Replace("s2 p1", "s2 p1 no-bias"), "no-bias.yaml");
        var imported = GeneratorImport.Load(dcgan.Path, recipe);
        imported.Report.Tensors.Where(tensor => tensor.Source is null).Select(tensor => tensor.Target)
            .ShouldBe(["0.linear.bias"]);
        imported.Save(_folder["imported.safetensors"]);
        var sampler = GeneratorFile.Load(_folder["imported.safetensors"]);
        dcgan.Compare(sampler);
        PyTorchModel.Of(sampler).Source.ShouldContain("nn.ConvTranspose2d(2, 1, 4, stride=2, padding=1, bias=False)");
    }

    [Fact]
    public void Weights_of_other_layers_are_refused_with_the_first_difference()
    {
        var dcgan = TorchCase.All.Single(each => each.File == "dcgan.pth");
        var wider = RecipeYaml.Parse(dcgan.Recipe.Replace("deconv 4 k4", "deconv 5 k4"), "wider.yaml");
        Should.Throw<GanSharpException>(() => GeneratorImport.Load(dcgan.Path, wider)).Message.ShouldBe(
            $"{dcgan.Path}: does not fit the recipe: module 3 with weights is main.3 with weight (8, 4, 4, 4) in the "
            + "file, but 4.deconv with weight (8, 5, 4, 4), bias (5) in the network; change the recipe, the image size "
            + "or the classes");
        Should.Throw<GanSharpException>(() => GeneratorImport.Load(dcgan.Path, Tiny.Recipe))
            .Message.ShouldContain("does not fit the recipe");
        Should.Throw<GanSharpException>(() => GeneratorImport.Load(dcgan.Path, dcgan.Parse(), part: "netD"))
            .Message.ShouldContain("does not fit the recipe");
    }

    [Fact]
    public void A_recipe_that_scales_weights_is_refused() =>
        Should.Throw<GanSharpException>(() => GeneratorImport.Load(
                TorchCase.All[0].Path, RecipeCatalogue.Load("stylegan2")))
            .Message.ShouldContain("init equalized");

    [Fact]
    public void A_network_is_unchanged_if_the_weights_do_not_fit()
    {
        var layer = new GanSharp.Nn.Linear(2, 3);
        InPlace.Copy(layer.Weight, Tensor.Full([3, 2], 5));
        var file = new GanSharp.IO.PyTorch.StateDict(
            [new("weight", Tensor.Ones([3, 2])), new("bias", Tensor.Ones([4]))], [], IsOrdered: true);
        Should.Throw<GanSharpException>(() => WeightImport.Into(layer, file, "x.pt"));
        layer.Weight.Values().ShouldAllBe(value => value == 5);
    }
}
