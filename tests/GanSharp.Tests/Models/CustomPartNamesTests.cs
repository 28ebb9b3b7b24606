using GanSharp.IO;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Tests.Models;

[Trait("Instructions", "any")]
public sealed class CustomPartNamesTests : IDisposable
{
    private const string Names =
        "GanSharp.Tests.Models.CustomPartNamesTests+Plain, GanSharp.Tests.Models.CustomPartNamesTests+Drift";

    private static readonly CustomParts Drifting = new() { Terms = [new Drift()] };
    private static readonly CustomParts Both = Drifting with { Generator = context => new Plain(context.Image) };

    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_run_records_the_types()
    {
        Train(Both);
        var description = RunRecord.Load(Run).Description;
        description.CustomParts.ShouldNotBeNull().ToString().ShouldBe(Names);
        (description.CustomParts.Generator, description.CustomParts.Discriminator).ShouldBe(
            ("GanSharp.Tests.Models.CustomPartNamesTests+Plain", null));
        RunRecord.Load(Run).Obstacles.ShouldBe([
            $"Parts of it are written in C# ({Names}), so gansharp alone cannot repeat it, resume it or draw from it: "
            + "that takes the program that trained it.",
        ]);
    }

    [Fact]
    public void A_run_without_such_parts_names_none()
    {
        Train(null);
        RunRecord.Load(Run).Description.CustomParts.ShouldNotBeNull().IsEmpty.ShouldBeTrue();
        RunRecord.Load(Run).Obstacles.ShouldBeEmpty();
    }

    [Fact]
    public void It_is_resumed_with_the_same_parts()
    {
        Train(Both);
        using var trainer = Resume(Both);
        using var run = RunFolder.Continue(Run, trainer);
        trainer.Step.ShouldBe(6);
    }

    [Fact]
    public void Without_its_parts_it_is_not_resumed()
    {
        Train(Both);
        Refusal(() => Resume(null))
            .ShouldBe($"{Newest}: was trained with parts written in C# ({Names}); resume it from that program");
        Refusal(() => RunFolder.RequireParts(Run))
            .ShouldBe($"{Run}: was trained with parts written in C# ({Names}); resume it from that program");
    }

    [Fact]
    public void With_other_parts_it_is_not_resumed()
    {
        Train(Both);
        Refusal(() => Resume(Drifting))
            .ShouldContain(
                $"({Names}), not with GanSharp.Tests.Models.CustomPartNamesTests+Drift; resume it from that program");
        Refusal(() => Resume(Both with { Generator = context => new Other(context.Image) }))
            .ShouldContain("not with GanSharp.Tests.Models.CustomPartNamesTests+Other, ");
        Refusal(() => Resume(Both with { Terms = [new Drift(), new Drift()] }))
            .ShouldContain("+Drift, GanSharp.Tests.Models.CustomPartNamesTests+Drift; ");
    }

    [Fact]
    public void A_run_without_parts_is_not_resumed_with_parts()
    {
        Train(null);
        Refusal(() => Resume(Drifting)).ShouldBe($"{Newest}: was trained without parts written in C#, "
            + "not with GanSharp.Tests.Models.CustomPartNamesTests+Drift; resume it without");
    }

    [Fact]
    public void A_run_that_was_stopped_before_its_first_checkpoint_starts_again_only_with_the_same_parts()
    {
        using (var trainer = new Trainer(Tiny.Recipe, Tiny.Images(), options: new() { Custom = Drifting }))
            RunFolder.Create(Run, trainer).Dispose();
        using var other = new Trainer(Tiny.Recipe, Tiny.Images());
        var before = File.ReadAllText(Path.Combine(Run, "run.json"));
        Refusal(() => RunFolder.Continue(Run, other)).ShouldStartWith($"{Run}: was trained with parts written in C# (");
        File.ReadAllText(Path.Combine(Run, "run.json")).ShouldBe(before);
        using var same = new Trainer(Tiny.Recipe, Tiny.Images(), options: new() { Custom = Drifting });
        RunFolder.Continue(Run, same).Dispose();
    }

    [Fact]
    public void Its_generator_draws_only_with_its_own_network()
    {
        Train(Both);
        GeneratorFile.Load(Generator, Both with { Terms = [] }).ShouldNotBeNull();
        Refusal(() => GeneratorFile.Load(Generator))
            .ShouldBe($"{Generator}: was trained with parts written in C# ({Names}); draw from it in that program");
        Refusal(() => GeneratorFile.Load(Generator, Both with { Generator = context => new Other(context.Image) }))
            .ShouldBe(
            $"{Generator}: its generator is GanSharp.Tests.Models.CustomPartNamesTests+Plain, "
                + "not GanSharp.Tests.Models.CustomPartNamesTests+Other; draw from it in the program that trained it");
        Refusal(() => GeneratorFile.Load(Generator, Drifting)).ShouldContain("+Plain, not the recipe's; ");
    }

    [Fact]
    public void A_generator_of_a_recipe_draws_only_with_the_parts_that_trained_it()
    {
        Train(Drifting);
        Refusal(() => GeneratorFile.Load(Generator))
            .ShouldContain("(GanSharp.Tests.Models.CustomPartNamesTests+Drift)");
        GeneratorFile.Load(Generator, Drifting).ShouldNotBeNull();
    }

    [Fact]
    public void Files_of_earlier_versions_name_no_parts_and_still_load()
    {
        Train(Both);
        Change(Newest, metadata => metadata.Remove("parts"));
        Change(Generator, metadata => metadata.Remove("parts"));
        var path = Path.Combine(Run, "run.json");
        File.WriteAllText(
            path, File.ReadAllText(path).Replace("\"customParts\"", "\"then\"", StringComparison.Ordinal));

        using var trainer = Resume(Both);
        RunFolder.Continue(Run, trainer).Dispose();
        GeneratorFile.Load(Generator, Both).ShouldNotBeNull();
        RunRecord.Load(Run).Obstacles.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("[")]
    [InlineData("null")]
    [InlineData("[1]")]
    [InlineData("""{"terms":[null]}""")]
    [InlineData("""{"terms":7}""")]
    public void Damaged_names_are_reported(string names)
    {
        Train(Both);
        Change(Newest, metadata => metadata["parts"] = names);
        Change(Generator, metadata => metadata["parts"] = names);
        Refusal(() => Resume(Both)).ShouldBe($"{Newest}: the names of parts written in C# in its metadata are damaged");
        Refusal(() => GeneratorFile.Load(Generator, Both))
            .ShouldBe($"{Generator}: the names of parts written in C# in its metadata are damaged");
    }

    private string Generator => Path.Combine(Run, "generator.safetensors");

    private string Newest => Path.Combine(Run, "checkpoints/step-0000006.safetensors");

    private static string Refusal(Action action) => Should.Throw<GanSharpException>(action).Message;

    private Trainer Resume(CustomParts? custom) =>
        Trainer.Resume(Checkpoint.Newest(Run), Tiny.Images(), options: new() { Custom = custom });

    private void Train(CustomParts? custom)
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images(), options: new() { Custom = custom });
        using var run = RunFolder.Create(Run, trainer);
        foreach (var happened in trainer.RunAsync().ToBlockingEnumerable())
            run.Write(happened);
    }

    /// <summary>Changes the metadata of a file, and its digest if it has one.</summary>
    private static void Change(string path, Action<Dictionary<string, string>> change)
    {
        using var scope = new TensorScope();
        var file = SafeTensors.Load(path);
        var metadata = file.Metadata.ToDictionary();
        var hasDigest = metadata.Remove("sha256");
        change(metadata);
        if (hasDigest)
            metadata["sha256"] = SafeTensors.Digest(file.Tensors, metadata);
        SafeTensors.Save(path, file.Tensors, metadata);
    }

    private sealed class Drift : GanTerm
    {
        public override Tensor ForDiscriminator(StepContext step) => 0.1 * step.OnReal.Mean();
    }

    private class Plain : Module
    {
        private readonly Linear _linear;
        private readonly ImageShape _image;

        public Plain(ImageShape image) => (_image, _linear) = (image, Child("linear", new Linear(3, image.Count)));

        public override Tensor Forward(Tensor x, Pass pass) =>
            _linear.Forward(x, pass).Reshape([x.Shape[0], _image.Channels, _image.Height, _image.Width]).Tanh();

        public override Shape OutputShape(Shape input) => [_image.Channels, _image.Height, _image.Width];
    }

    private sealed class Other(ImageShape image) : Plain(image);
}
