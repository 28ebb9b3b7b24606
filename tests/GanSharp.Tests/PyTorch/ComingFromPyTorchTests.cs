using GanSharp.Init;
using GanSharp.IO;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.PublicApi;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.PyTorch;

/// <summary>The C# of <c>docs/pytorch.md</c>: it compiles, runs, and is the same there.</summary>
public sealed class ComingFromPyTorchTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Tensors_and_derivatives()
    {
        var x = Tensor.From([1f, 2f, 3f, 4f], [2, 2]);
        var y = Tensor.Zeros([2, 3]);
        (x.MatMul(x) + 1).Shape.ShouldBe<Shape>([2, 2]);
        x.Sum([1], keepDims: true).Values().ShouldBe([3, 7]);
        x.Reshape([4]).LeakyRelu(0.2).Count.ShouldBe(4);
        TensorOps.Concat([x, y], 1).Shape.ShouldBe<Shape>([2, 5]);
        var w = Tensor.Ones([2, 2]).Track();
        var loss = (x * w).Square().Mean();
        var gradient = Grad.Of(loss, [w])[0];
        var again = Grad.Of(loss, [w], createGraph: true)[0];
        Grad.Of(again.Square().Sum(), [w])[0].Shape.ShouldBe(w.Shape);
        using (Tape.Pause()) { (w * 2).IsTracked.ShouldBeFalse(); }
        w.Detach().IsTracked.ShouldBeFalse();
        loss.Item().ShouldBe(7.5);
        gradient.To(DType.F64).DType.ShouldBe(DType.F64);
    }

    [Fact]
    public void Layers_and_a_training_loop()
    {
        var network = new Sequential(
        [
            ("linear", new Linear(4, 8)), ("batch-norm", new BatchNorm(8)), ("relu", new Activation(x => x.Relu())),
            ("dropout", new Dropout(0.3)), ("linear", new Linear(8, 1)),
        ]);
        network.Initialize(new NormalInit(0.02), new RandomStream("init", seed: 1));
        var adam = new Adam(network.Parameters, new AdamOptions(2e-4, 0.5, 0.999));
        var stream = new RandomStream("noise", seed: 1);
        var pass = new Pass(Mode.Train, Dropout: Dropout.From(new RandomStream("dropout", seed: 1)));
        var before = network.Parameters[0].Values();
        for (var step = 0; step < 2; step++)
        {
            using var scope = new TensorScope();
            var x = stream.Normal([16, 4]);
            var loss = (-network.Forward(x, pass)).Softplus().Mean();
            adam.Step(Grad.Of(loss, network.Parameters));
        }
        network.Parameters[0].Values().ShouldNotBe(before);
        network.Forward(stream.Normal([1, 4]), Pass.Evaluate).Shape.ShouldBe<Shape>([1, 1]);
        var path = _folder["weights.safetensors"];
        SafeTensors.Save(path, network.State.Select(entry => KeyValuePair.Create(entry.Name, entry.Tensor)));
        SafeTensors.Load(path).Tensors.Count.ShouldBe(8);
    }

    [Fact]
    public void Checkpoints()
    {
        var data = Tiny.Images();
        var path = _folder["checkpoint.safetensors"];
        using var trainer = new Trainer(Tiny.Recipe, data);
        trainer.Save(path);
        using var resumed = Trainer.Resume(Checkpoint.Load(path), data);
        resumed.Recipe.Name.ShouldBe("tiny");
        new Conv2d(1, 64, new(Size: 4, Stride: 2, Padding: 1)).ParameterCount.ShouldBe(1088);
        new ConvTranspose2d(64, 1, new(Size: 4, Stride: 2, Padding: 1)).ParameterCount.ShouldBe(1025);
        Resample.Upsample(2).OutputShape([1, 4, 4]).ShouldBe<Shape>([1, 8, 8]);
        RecipeCatalogue.Load("gan").Seed.ShouldBe(1);
    }

    [Fact]
    public void The_page_has_this_code()
    {
        var code = File.ReadAllText(
            Path.Combine(Repository.Root, "tests", "GanSharp.Tests", "PyTorch", "ComingFromPyTorchTests.cs"));
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "pytorch.md"))
            .SkipWhile(line => !line.StartsWith("| PyTorch | GanSharp", StringComparison.Ordinal))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split(" | ")[1])
            .ToArray();
        rows.Length.ShouldBeGreaterThan(20);
        foreach (var cell in rows.SelectMany(row => row.Split('`').Where((_, i) => i % 2 == 1)))
            code.ShouldContain(cell);
    }
}
