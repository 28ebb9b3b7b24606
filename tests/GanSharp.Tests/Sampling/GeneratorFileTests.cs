using GanSharp.IO;
using GanSharp.Models.Conditioning;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Sampling;

[Collection(SerialCollection.Name)]
public sealed class GeneratorFileTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly Trainer _trainer = new(Tiny.Recipe, Tiny.Images());
    private readonly string _path;

    public GeneratorFileTests()
    {
        _path = _folder["generator.safetensors"];
        GeneratorFile.Save(_path, _trainer.Sampler.Generator, Tiny.Recipe, Tiny.Image, ["zero", "one", "two"]);
    }

    public void Dispose()
    {
        _trainer.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void A_loaded_generator_draws_the_same_images()
    {
        var loaded = GeneratorFile.Load(_path);
        (loaded.Latent, loaded.Image, loaded.Range).ShouldBe((Tiny.Recipe.Latent, Tiny.Image, PixelRange.SignedUnit));
        loaded.ClassNames.ShouldBe(["zero", "one", "two"]);
        var noise = loaded.Latent.Draw(4, new RandomStream("noise", 1));
        loaded.Generate(noise, [0, 1, 2, 0]).Values().ShouldBe(_trainer.Sampler.Generate(noise, [0, 1, 2, 0]).Values());
    }

    [Theory]
    [InlineData(float.NaN, "NaN")]
    [InlineData(float.PositiveInfinity, "infinity")]
    [InlineData(float.NegativeInfinity, "infinity")]
    public void Weights_must_be_finite(float value, string called)
    {
        using var scope = new TensorScope();
        var file = SafeTensors.Load(_path);
        var (name, tensor) = file.Tensors.Last();
        tensor.AsSpan<float>()[^1] = value;
        SafeTensors.Save(_path, file.Tensors, file.Metadata);
        Should
            .Throw<GanSharpException>(() => GeneratorFile.Load(_path))
            .Message.ShouldStartWith($"{_path}: {called} in {name}; ");
    }

    [Fact]
    public void An_unconditional_generator_has_no_classes_even_if_the_data_has()
    {
        var recipe = Tiny.Recipe with { Conditioning = LabelConditioning.None };
        using var trainer = new Trainer(recipe, Tiny.Images());
        GeneratorFile.Save(_path, trainer.Sampler.Generator, recipe, Tiny.Image, ["zero", "one", "two"]);
        GeneratorFile.Load(_path).IsConditional.ShouldBeFalse();
    }

    [Theory]
    [InlineData("recipe", null, "not a generator that gansharp saved; its metadata lacks 'recipe'")]
    [InlineData("image", null, "not a generator that gansharp saved; its metadata lacks 'image'")]
    [InlineData("classes", null, "not a generator that gansharp saved; its metadata lacks 'classes'")]
    [InlineData("image", "8x8", "'8x8' in its metadata is not an image size")]
    [InlineData("image", "1x8x0", "'1x8x0' in its metadata is not an image size")]
    [InlineData("image", "2x8x8", "'2x8x8' in its metadata is not an image size")]
    [InlineData("image", "1x8x99999999999", "'1x8x99999999999' in its metadata is not an image size")]
    [InlineData("classes", "zero, one", "the class names in its metadata are damaged")]
    [InlineData("classes", "[1, 2]", "the class names in its metadata are damaged")]
    [InlineData("classes", "[\"zero\", null, \"two\"]", "the class names in its metadata are damaged")]
    [InlineData(
        "classes", "[\"zero\", \"one\"]", "1.linear.weight is F32 (16, 6), but its recipe asks for F32 (16, 5)")]
    [InlineData("image", "1x12x8", "1.linear.weight is F32 (16, 6), but its recipe asks for F32 (24, 6)")]
    [InlineData("recipe", "latent: [", ":2: While parsing")]
    [InlineData("recipe", "latnet: 3", "recipe:1: latnet: there is no setting 'latnet'; did you mean latent?")]
    public void Damaged_metadata_is_refused_with_the_reason(string key, string? value, string reason) =>
        Refusal(metadata => metadata.Put(key, value)).ShouldContain(reason);

    [Theory]
    [InlineData(
        "generator: [linear 16000000, 'linear C x H x W, tanh']",
        "layer line 1 ('linear 16000000'): [parameters] a tensor of (16000000, 3) is more than the file can hold")]
    [InlineData(
        "generator: ['maxout 65536 65536, linear C x H x W, tanh']",
        "layer line 1 ('maxout 65536 65536, linear C x H x W, tanh'): ")]
    public void Networks_larger_than_the_file_are_not_built(string recipe, string reason)
    {
        var before = TensorMemory.BytesReserved;
        Refusal(metadata => metadata["recipe"] = $"latent: 3 normal\n{recipe}").ShouldContain(reason);
        (TensorMemory.BytesReserved - before).ShouldBeLessThan(32 << 20);
    }

    [Fact]
    public void The_discriminator_is_not_built()
    {
        var file = SafeTensors.Load(_path);
        var metadata = file.Metadata.ToDictionary();
        metadata["recipe"] = metadata["recipe"].Replace("linear 5", "linear 50000000");
        SafeTensors.Save(_path, file.Tensors, metadata);
        var before = TensorMemory.BytesReserved;
        GeneratorFile.Load(_path).Image.ShouldBe(Tiny.Image);
        (TensorMemory.BytesReserved - before).ShouldBeLessThan(32 << 20);
    }

    [Fact]
    public void A_missing_tensor_or_one_of_another_type_is_refused()
    {
        var name = _trainer.Sampler.Generator.State.Last().Name;
        Refusal(_ => { }, tensors => tensors[name] = Tensor.Ones([3], DType.F64))
            .ShouldContain($"{name} is F64 (3), but its recipe asks for F32 (3)");
        Refusal(_ => { }, tensors => tensors.Remove(name))
            .ShouldBe($"{_path}: lacks {name}, which its recipe asks for; train it again");
    }

    [Fact]
    public void A_truncated_file_is_refused_with_its_path()
    {
        var whole = File.ReadAllBytes(_path);
        for (var length = 0; length < whole.Length; length += 97)
        {
            _folder.Write("generator.safetensors", whole.AsSpan(0, length));
            Should.Throw<GanSharpException>(() => GeneratorFile.Load(_path)).Message.ShouldStartWith($"{_path}: ");
        }
    }

    [Fact]
    public void A_missing_file_is_refused_with_its_path() =>
        Should
            .Throw<GanSharpException>(() => GeneratorFile.Load(_folder["none"]))
            .Message.ShouldStartWith($"{_folder["none"]}: ");

    private string Refusal(Action<Dictionary<string, string>> change, Action<Dictionary<string, Tensor>>? damage = null)
    {
        var file = SafeTensors.Load(_path);
        var (tensors, metadata) = (file.Tensors.ToDictionary(), file.Metadata.ToDictionary());
        change(metadata);
        damage?.Invoke(tensors);
        SafeTensors.Save(_path, tensors, metadata);
        var message = Should.Throw<GanSharpException>(() => GeneratorFile.Load(_path)).Message;
        message.ShouldStartWith(_path);
        return message;
    }
}
