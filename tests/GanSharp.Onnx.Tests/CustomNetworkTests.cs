using GanSharp.Export;
using GanSharp.IO.Onnx;
using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Onnx.Tests;

/// <summary>Networks that a program wrote.</summary>
public sealed class CustomNetworkTests
{
    [Fact]
    public void A_network_with_labels_computes_the_same()
    {
        var network = new TwoPaths();
        network.Initialize(Recipes.RecipeCatalogue.Load("default").Init, new RandomStream("init", 1));
        Subject.Disturb(network, new RandomStream("weights", 1));
        var sampler = SamplerOf(network, ["a", "b", "c"]);
        var labels = new[] { 2, 0, 1, 1 };
        var noise = new RandomStream("noise", 1).Normal([4, 6]);
        using var run = new OnnxRun(Export(sampler));
        Subject.Compare(run.Compute("noise", noise, labels), "images", sampler.Generate(noise, labels), 1e-5);
    }

    [Fact]
    public void Parameters_keep_their_names()
    {
        var network = new TwoPaths();
        var model = ModelProto.Parser.ParseFrom(Export(SamplerOf(network, ["a", "b", "c"])));
        var names = model.Graph.Initializer.Select(constant => constant.Name).ToArray();
        foreach (var (name, _) in network.State)
            names.ShouldContain(name);
        model.Graph.Node.Select(node => node.Name).ShouldContain("start/Gemm");
    }

    [Fact]
    public void An_unknown_operation_is_refused_by_name()
    {
        var first = new Linear(6, 16);
        var network = new Wrapper(first, x => Tape.Record(
            "wavelet", Tensor.From(x.ToArray<float>(), x.Shape), [x], (grad, _) => [grad]));
        Refusal(network).ShouldBe("the operation wavelet (in or after first) has no counterpart in ONNX");
    }

    [Fact]
    public void Numbers_that_were_read_from_a_tensor_are_refused() =>
        Refusal(new Written((x, _) => x + Tensor.From(x.ToArray<float>(), x.Shape))).ShouldBe(
            "the operation add (before the first layer with parameters) reads numbers that are computed neither from "
            + "the input nor from the labels, but change with them, and has no counterpart in ONNX");

    [Fact]
    public void A_number_that_depends_on_the_batch_is_refused() =>
        Refusal(new Written((x, _) => x * x.Shape[0])).ShouldContain("the operation mul");

    [Fact]
    public void Operations_that_depend_on_the_batch_are_refused() =>
        Refusal(new Written((x, _) => x.Shape[0] > 2 ? x.Tanh() : x)).ShouldBe(
            "the network computes batches of 2 and of 3 samples by different operations, so it has no counterpart in "
            + "ONNX");

    [Fact]
    public void A_refused_network_leaves_the_file_as_it_was()
    {
        using var folder = new TemporaryFolder();
        var path = folder.Write("kept.onnx", "before"u8);
        Should.Throw<GanSharpException>(() => OnnxExport.Save(
            path, SamplerOf(new Written((x, _) => x * x.Shape[0]), [])));
        File.ReadAllText(path).ShouldBe("before");
        folder.Names.ShouldBe(["kept.onnx"]);
    }

    [Fact]
    public void Truncation_is_part_of_the_file()
    {
        var sampler = SamplerOf(new Written((x, _) => x.Tanh()), []).WithTruncation(0.5);
        var noise = new RandomStream("noise", 1).Normal([2, 6]);
        using var run = new OnnxRun(Export(sampler));
        Subject.Compare(run.Compute("noise", noise), "images", (noise * 0.5).Tanh(), 1e-5);
    }

    private static string Refusal(Module network) =>
        Should.Throw<GanSharpException>(() => Export(SamplerOf(network, []))).Message;

    private static Sampler SamplerOf(Module network, string[] classes) =>
        new(network, new Latent(6), new(1, 4, 4), PixelRange.SignedUnit, classes);

    private static byte[] Export(Sampler sampler)
    {
        using var stream = new MemoryStream();
        OnnxExport.Write(sampler, stream);
        return stream.ToArray();
    }

    /// <summary>A layer and a function.</summary>
    private sealed class Wrapper : Module
    {
        private readonly Linear _first;
        private readonly Func<Tensor, Tensor> _function;

        public Wrapper(Linear first, Func<Tensor, Tensor> function) =>
            (_first, _function) = (Child("first", first), function);

        public override Tensor Forward(Tensor x, Pass pass) => _function(_first.Forward(x, pass));

        public override Shape OutputShape(Shape input) => input;
    }

    /// <summary>Two paths from noise and label to an image, which are added.</summary>
    private sealed class TwoPaths : Module
    {
        private readonly ConcatLabels _labels = new(3);
        private readonly EmbeddingProduct _product;
        private readonly Linear _start, _flat;
        private readonly BatchNorm _norm;
        private readonly ConvTranspose2d _end;

        public TwoPaths()
        {
            _product = Child("product", new EmbeddingProduct(3, 6));
            _start = Child("start", new Linear(9, 20));
            _norm = Child("norm", new BatchNorm(5));
            _end = Child("end", new ConvTranspose2d(5, 1, new(4, 2, 1)));
            _flat = Child("flat", new Linear(6, 16));
        }

        public override Tensor Forward(Tensor x, Pass pass)
        {
            var image = _start.Forward(_labels.Forward(x, pass), pass).Reshape([x.Shape[0], 5, 2, 2]);
            var image2 = _end.Forward(_norm.Forward(image, pass).Gelu(), pass);
            var flat = _flat.Forward(_product.Forward(x, pass), pass);
            return (image2 + flat.Reshape([x.Shape[0], 1, 4, 4])).Tanh();
        }

        public override Shape OutputShape(Shape input) => [1, 4, 4];
    }
}
