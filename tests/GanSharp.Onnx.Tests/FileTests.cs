using GanSharp.Export;
using GanSharp.IO.Onnx;
using GanSharp.Recipes;
using DataType = GanSharp.IO.Onnx.TensorProto.Types.DataType;

namespace GanSharp.Onnx.Tests;

/// <summary>What a file says about itself.</summary>
public sealed class FileTests
{
    [Fact]
    public void A_generator_says_what_it_is()
    {
        var recipe = Tiny.Recipe;
        var subject = new Subject(recipe);
        using var run = new OnnxRun(subject.Export(false, new() { Recipe = recipe }));
        var metadata = run.Session.ModelMetadata;
        metadata.ProducerName.ShouldBe("GanSharp");
        metadata.GraphName.ShouldBe("generator");
        var facts = metadata.CustomMetadataMap;
        facts["network"].ShouldBe("generator");
        facts["image"].ShouldBe("1x8x8");
        facts["pixel-range"].ShouldBe("-1 to 1");
        facts["classes"].ShouldBe("""["zero","one","two"]""");
        facts["latent"].ShouldBe("3 normal");
        facts["dataset"].ShouldBe("digits");
        facts["dataset-licence"].ShouldBe("Apache-2.0");
        RecipeYaml.Format(RecipeYaml.Parse(facts["recipe"], "metadata")).ShouldBe(RecipeYaml.Format(recipe));
    }

    [Fact]
    public void Inputs_and_outputs_have_names_types_and_a_free_batch()
    {
        using var run = new OnnxRun(new Subject(Tiny.Recipe).Export(false, new() { Float16 = true }));
        var (inputs, outputs) = (run.Session.InputMetadata, run.Session.OutputMetadata);
        inputs.Keys.ShouldBe(["noise", "labels"]);
        inputs["noise"].ElementType.ShouldBe(typeof(float));
        inputs["noise"].Dimensions.ShouldBe([-1, 3]);
        inputs["noise"].SymbolicDimensions[0].ShouldBe("batch");
        inputs["labels"].ElementType.ShouldBe(typeof(long));
        inputs["labels"].Dimensions.ShouldBe([-1]);
        outputs.Keys.ShouldBe(["images"]);
        outputs["images"].ElementType.ShouldBe(typeof(float));
        outputs["images"].Dimensions.ShouldBe([-1, 1, 8, 8]);
    }

    [Theory]
    [InlineData("acgan", "images", "score class_logits")]
    [InlineData("infogan", "images", "score code_estimates")]
    [InlineData("began", "images", "reconstruction")]
    [InlineData("cgan-projection", "images labels", "score")]
    public void A_discriminator_has_an_output_for_each_head(string recipe, string inputs, string outputs)
    {
        using var run = new OnnxRun(new Subject(RecipeCatalogue.Load(recipe)).Export(true));
        run.Session.InputMetadata.Keys.ShouldBe(inputs.Split(' '));
        run.Session.OutputMetadata.Keys.ShouldBe(outputs.Split(' '), ignoreOrder: true);
    }

    [Fact]
    public void The_versions_are_stated()
    {
        var model = new Subject(Tiny.Recipe).Model(false);
        model.IrVersion.ShouldBe(8);
        model.OpsetImport.ShouldHaveSingleItem().Version.ShouldBe(17);
        model.ProducerVersion.ShouldBe(typeof(OnnxExport).Assembly.GetName().Version!.ToString(3));
    }

    [Fact]
    public void Constants_have_the_names_of_the_generators_state()
    {
        var subject = new Subject(Tiny.Recipe);
        var names = subject.Model(false).Graph.Initializer.Select(constant => constant.Name).ToArray();
        foreach (var (name, _) in subject.Generator.Generator.State)
            names.ShouldContain(name);
    }

    [Fact]
    public void Folded_batch_norms_are_gone()
    {
        var subject = new Subject(Tiny.Recipe);
        Operators(subject.Model(false)).Count(op => op == "BatchNormalization").ShouldBe(2);
        Operators(subject.Model(false, new() { FoldBatchNorm = true })).ShouldNotContain("BatchNormalization");
    }

    [Fact]
    public void Half_precision_halves_the_file()
    {
        var subject = new Subject(RecipeCatalogue.Load("default"));
        var (full, half) = (subject.Export(false), subject.Export(false, new() { Float16 = true }));
        half.Length.ShouldBeLessThan(full.Length * 6 / 10);
        ModelProto.Parser.ParseFrom(half).Graph.Initializer
            .ShouldAllBe(constant => constant.DataType != DataType.Float || constant.RawData.Length < 100);
    }

    private static IEnumerable<string> Operators(ModelProto model) => model.Graph.Node.Select(node => node.OpType);
}
