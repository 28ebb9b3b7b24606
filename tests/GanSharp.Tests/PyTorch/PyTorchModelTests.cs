using System.Diagnostics;
using GanSharp.IO;
using GanSharp.IO.PyTorch;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.PyTorch;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Tests.PyTorch;

[Trait("Instructions", "any")]
public sealed class PyTorchModelTests : IDisposable
{
    private const string Python = "/usr/bin/python3";
    private const int Classes = 10;

    /// <summary>Recipes whose generators have layers that PyTorch lacks.</summary>
    private static readonly string[] Special = ["fastgan", "stylegan2"];

    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string> Names => [.. RecipeCatalogue.Names];

    public void Dispose() => _folder.Dispose();

    [Theory, MemberData(nameof(Names))]
    public void A_generator_is_exported_and_imported_unchanged_or_refused(string name)
    {
        using var scope = new TensorScope();
        var sampler = SamplerOf(name);
        if (Special.Contains(name))
        {
            Should.Throw<GanSharpException>(() => PyTorchModel.Of(sampler))
                .Message.ShouldContain("no simple counterpart");
            return;
        }
        var model = PyTorchModel.Of(sampler);
        model.Save(_folder["x.safetensors"]).ShouldBe([_folder["x.safetensors"], _folder["x.py"]]);
        File.ReadAllText(_folder["x.py"]).ShouldBe(model.Source);
        var other = SamplerOf(name, seed: 2).Generator;
        WeightImport.Into(other, StateDict.Load(_folder["x.safetensors"]), "x").Match.ShouldBe(ImportMatch.Names);
        foreach (var (copy, own) in other.State.Zip(sampler.Generator.State))
            copy.Tensor.ToArray<float>().AsSpan().SequenceEqual(own.Tensor.ToArray<float>()).ShouldBeTrue(own.Name);
    }

    [Fact]
    public void The_class_is_a_chain_of_modules()
    {
        PyTorchModel.Of(SamplerOf("gan")).Source.ShouldBe(
            """"
            """A generator of GanSharp. Noise (N, 62): 62 normal.
            Images (N, 1, 28, 28), pixels from -1 to 1.

            generator = Generator()
            generator.load_state_dict(safetensors.torch.load_file("FILE.safetensors"), strict=True)
            generator.eval()
            """
            import torch
            from torch import nn


            class Generator(nn.Sequential):
                def __init__(self):
                    super().__init__(
                        nn.Linear(62, 1024),
                        nn.BatchNorm1d(1024),
                        nn.ReLU(),
                        nn.Linear(1024, 6272),
                        nn.BatchNorm1d(6272),
                        nn.ReLU(),
                        nn.Unflatten(1, (128, 7, 7)),
                        nn.ConvTranspose2d(128, 64, 4, stride=2, padding=1),
                        nn.BatchNorm2d(64),
                        nn.ReLU(),
                        nn.ConvTranspose2d(64, 1, 4, stride=2, padding=1),
                        nn.Tanh(),
                    )

            """".ReplaceLineEndings("\n"));
    }

    [Fact]
    public void Files_that_are_no_export_are_not_replaced()
    {
        var model = PyTorchModel.Of(SamplerOf("gan-mlp"));
        File.WriteAllText(_folder["x.py"], "print('mine')\n");
        Should.Throw<GanSharpException>(() => model.Save(_folder["x.safetensors"]))
            .Message.ShouldContain("x.py: exists");
        File.Exists(_folder["x.safetensors"]).ShouldBeFalse();
        Should.Throw<GanSharpException>(() => model.Save(_folder["x.pt"])).Message.ShouldContain(".safetensors");
        model.Save(_folder["y.safetensors"]);
        model.Save(_folder["y.safetensors"]).Count.ShouldBe(2);
    }

    /// <summary>Needs PyTorch, so it is skipped where that is missing.</summary>
    [Fact, Trait("Duration", "long")]
    public void PyTorch_draws_our_images_and_we_draw_those_of_PyTorch()
    {
        Assert.SkipUnless(File.Exists(Python) && Run("-c", "import torch, numpy").Exit == 0, "no PyTorch");
        using var scope = new TensorScope();
        foreach (var name in RecipeCatalogue.Names.Except(Special))
        {
            var sampler = SamplerOf(name);
            PyTorchModel.Of(sampler).Save(_folder[$"{name}.safetensors"]);
            var noise = sampler.Latent.Draw(4, new RandomStream("noise", 3));
            int[]? labels = sampler.IsConditional ? [0, 3, 3, 9] : null;
            using var stream = File.Create(_folder[$"{name}.npz"]);
            using var archive = new NpzWriter(stream);
            archive.Add("noise", noise);
            archive.Add("images", sampler.Generate(noise, labels));
            if (labels is not null)
                archive.Add("labels", Array.ConvertAll(labels, label => (long)label));
        }
        var check = Run(Script("check_pytorch.py"), _folder["."]);
        TestContext.Current.TestOutputHelper?.WriteLine(check.Output);
        check.Exit.ShouldBe(0, check.Output);
        check.Output.Split('\n').Count(line => line.Contains("strict")).ShouldBe(
            RecipeCatalogue.Names.Count - Special.Length);

        Run(Script("make_pytorch.py"), _folder["full"]).Exit.ShouldBe(0);
        foreach (var expected in TorchCase.In(_folder["full"]))
        {
            var imported = GeneratorImport.Load(expected.Path, expected.Parse());
            imported.Save(_folder[$"{expected.File}.safetensors"]);
            expected.Compare(GeneratorFile.Load(_folder[$"{expected.File}.safetensors"]));
        }
    }

    /// <summary>A generator with random weights and statistics.</summary>
    private static Sampler SamplerOf(string name, long seed = 1)
    {
        var recipe = RecipeCatalogue.Load(name).For(Classes);
        var side = recipe.Selection.ImageSize is > 0 and var size ? size : 28;
        var image = new ImageShape(1, side, side);
        var (generator, range) = GanModel.GeneratorOf(recipe, new NetworkContext(image, Classes), null);
        var stream = new RandomStream("weights", seed);
        generator.Initialize(recipe.Init, stream);
        foreach (var (role, tensor) in generator.State)
        {
            var change = role.EndsWith("variance", StringComparison.Ordinal)
                ? stream.Uniform(tensor.Shape, 0, 0.1, tensor.DType)
                : stream.Normal(tensor.Shape, 0, 0.03, tensor.DType);
            InPlace.Copy(tensor, tensor.Detach() + change);
        }
        var names = recipe.Conditioning.NeedsLabels ? Enumerable.Range(0, Classes).Select(i => $"{i}").ToArray() : [];
        return new(generator, recipe.Latent, image, range, names);
    }

    private static string Script(string name) => Path.Combine(AppContext.BaseDirectory, "Fixtures", name);

    private static (int Exit, string Output) Run(params string[] arguments)
    {
        var start = new ProcessStartInfo(Python, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output + errors.Result);
    }
}
