using GanSharp.Data;
using GanSharp.Metrics.Features;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Zoo;

namespace GanSharp.Tests.Zoo;

[Trait("Instructions", "any")]
public sealed class GeneratorZooTests
{
    private const int MostBytes = 1_000_000;

    public static TheoryData<string> Names => [.. GeneratorZoo.All.Select(generator => generator.Name)];

    [Fact]
    public void There_are_generators_of_digits_and_clothes() =>
        GeneratorZoo.All.Select(generator => generator.Name).ShouldBe(["digits", "fashion-mnist", "mnist"]);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_generator_is_small_and_its_recipe_is_built_in(string name)
    {
        var generator = GeneratorZoo.Find(name);

        generator.Bytes.ShouldBeInRange(100_000, MostBytes);
        RecipeCatalogue.Names.ShouldContain(generator.Recipe.Name);
        Datasets.Find(generator.Recipe.Dataset).Name.ShouldBe(name);
        generator.Command.ShouldBe(
            $"gansharp train {generator.Recipe.Name} --dataset {name} --steps {generator.Recipe.Steps} --seed 1");
    }

    /// <summary>The classifier of the data set sees the class that was asked for, as the stored figure says.</summary>
    [Theory]
    [MemberData(nameof(Names))]
    public void Samples_are_of_the_class_that_was_asked_for(string name)
    {
        var generator = GeneratorZoo.Find(name);
        var samples = new SampleRequest { Rows = 20, Seed = 1 }.Draw(generator.Load());
        var images = new ImageDataset(
            name, samples.Pixels, samples.Image, [.. samples.Labels!.Select(label => (byte)label)],
            generator.Evaluation.ClassNames);

        FeatureNetworks.BuiltIn(name)!.Accuracy(images)
            .ShouldBe(generator.Evaluation.Figures["class-accuracy"].Value, 0.05);
    }

    [Fact]
    public void Another_name_is_refused_with_the_nearest() =>
        Should.Throw<GanSharpException>(() => GeneratorZoo.Find("digit"))
            .Message.ShouldBe(
                "there is no generator 'digit' among digits, fashion-mnist, mnist; did you mean digits?");
}
