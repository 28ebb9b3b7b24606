using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Metrics.Features;
using GanSharp.Tensors;

namespace GanSharp.Tests.Metrics;

[Trait("Duration", "long")]
public sealed class ClassifierNetworkTests : IDisposable
{
    private static readonly Lazy<ClassifierNetwork> Trained = new(() =>
        new ClassifierTraining { Epochs = 1, BatchSize = 16 }.Train(Bars.Images(48, seed: 1), Bars.Images(9, seed: 2)));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Features_and_logits_of_an_image_do_not_depend_on_others()
    {
        var images = Bars.Images(230, seed: 3);
        var all = Trained.Value.Of(images);
        (all.Count, all.Vectors.Shape, all.Logits!.Shape).ShouldBe((230, [230, 64], [230, 3]));
        all.Labels.ShouldBe(images.Labels!.Select(label => (int)label));

        var last = Trained.Value.Of(new ImageDataset("last", images.Image(229).ToArray(), images.ImageShape));
        last.Labels.ShouldBeNull();
        last.Vectors.Values().ShouldBeNear(all.Vectors.Values()[(229 * 64)..], 1e-5, "features");
        last.Logits!.Values().ShouldBeNear(all.Logits.Values()[(229 * 3)..], 1e-5, "logits");
    }

    [Fact]
    public void Images_of_another_size_are_scaled_and_images_of_other_channels_are_refused()
    {
        var images = Bars.Images(6, seed: 3);
        Trained
            .Value.Of(images.Resized(16))
            .Vectors.Values()
            .ShouldBe(Trained.Value.Of(images.Resized(16).Resized(8)).Vectors.Values());
        Should.Throw<GanSharpException>(() => Trained.Value.Of(Bars.Images(6, seed: 3, channels: 3))).Message
            .ShouldBe("bars has colour images, but bars takes grey ones; choose other features");
    }

    [Fact]
    public void Classes_are_matched_by_name()
    {
        var images = Bars.Images(6, seed: 3).WithClasses(["down", "none"]);
        images.Labels.ShouldBe([0, 1, 0, 1]);
        Trained.Value.Of(images).Labels.ShouldBe([1, 2, 1, 2]);
        Trained
            .Value.Of(Named("0", "1", "2"))
            .Labels.ShouldBe([0, 1, 2], "numbers stand for classes if no class has a number as its name");
        Should
            .Throw<GanSharpException>(() => Trained.Value.Of(Named("none", "up", "down")))
            .Message.ShouldBe(
                "renamed has a class that bars does not know: 'up' is not one of the 3 classes: across, down, none");

        static ImageDataset Named(params string[] names) =>
            new("renamed", Bars.Images(3, seed: 1).Images, new(1, 8, 8), [0, 1, 2], names);
    }

    [Fact]
    public void Progress_is_reported_and_the_work_can_be_cancelled()
    {
        var shares = new List<double>();
        Trained.Value.Of(Bars.Images(250, seed: 3), new Recorder(shares.Add));
        shares.ShouldBe([0.4, 0.8, 1]);
        Should.Throw<OperationCanceledException>(() =>
            Trained.Value.Of(Bars.Images(3, seed: 3), cancellation: new CancellationToken(true)));
    }

    [Fact]
    public void A_file_holds_the_whole_classifier()
    {
        Trained.Value.Save(_folder["mine.safetensors"]);
        var loaded = ClassifierNetwork.Load(_folder["mine.safetensors"]);

        loaded.Name.ShouldBe("mine");
        (loaded.Dataset, loaded.Training, loaded.TestAccuracy, loaded.Image).ShouldBe(
            (Trained.Value.Dataset, Trained.Value.Training, Trained.Value.TestAccuracy, new(1, 8, 8)));
        loaded.ClassNames.ShouldBe(Trained.Value.ClassNames);
        loaded.Layers.ShouldBe(Trained.Value.Layers);
        var images = Bars.Images(5, seed: 3);
        loaded.Of(images).Logits!.Values().ShouldBe(Trained.Value.Of(images).Logits!.Values());
    }

    [Theory]
    [InlineData(
        "layers", "[\"linear 4\"]",
        "1 lines of layers are too few; a classifier has a trunk and, on its last line, a head")]
    [InlineData(
        "layers", "[\"conv 4\", \"linear K\"]",
        "the trunk makes samples of (4, 6, 6), where a vector of features is needed; end it in linear")]
    [InlineData(
        "layers", "[\"linear 4\", \"linear 5\"]",
        "the head makes samples of (5), where 3 logits are needed; end it in linear K")]
    [InlineData(
        "layers", "[\"concat-labels, linear 4\", \"linear K\"]",
        "a classifier must not be given the class; leave concat-labels out")]
    [InlineData(
        "layers", "[\"linear 4\", \"linear K\"]",
        "lacks trunk.1.linear.weight, which its list of layers asks for; train it again")]
    [InlineData(
        "layers", "[\"linear 9000\", \"linear 9000\", \"linear K\"]",
        "layer line 2 ('linear 9000'): [parameters] a tensor of (9000, 9000) is more than the file can hold")]
    [InlineData(
        "layers", "[\"linear 4\", \"linear\"]", "layer line 2 ('linear'): 'linear' lacks the number of outputs")]
    [InlineData("layers", "[null]", "the layers in its metadata are damaged")]
    [InlineData("classes", "[\"one\"]", "1 classes are too few for a classifier; use two or more")]
    [InlineData("image", "1x8x9", "images of 8×9×1 do not fit a classifier; they must be squares of 4 to 1024 pixels")]
    [InlineData("image", "8", "'8' in its metadata is not an image size")]
    [InlineData("test-accuracy", "1.5", "'1.5' in its metadata is not an accuracy")]
    [InlineData("dataset", null, "not a classifier that gansharp saved; its metadata lacks 'dataset'")]
    public void A_file_that_does_not_fit_is_refused_with_the_reason(string key, string? value, string reason)
    {
        var path = _folder["odd.safetensors"];
        Trained.Value.Save(path);
        using var scope = new TensorScope();
        var file = SafeTensors.Load(path);
        var metadata = file.Metadata.ToDictionary();
        metadata.Put(key, value);
        SafeTensors.Save(path, file.Tensors, metadata);
        Should.Throw<GanSharpException>(() => ClassifierNetwork.Load(path)).Message.ShouldBe($"{path}: {reason}");
    }

    [Fact]
    public void Weights_must_be_finite()
    {
        var path = _folder["odd.safetensors"];
        Trained.Value.Save(path);
        using var scope = new TensorScope();
        var file = SafeTensors.Load(path);
        file.Tensors["head.1.linear.bias"].AsSpan<float>()[1] = float.NaN;
        SafeTensors.Save(path, file.Tensors, file.Metadata);
        Should
            .Throw<GanSharpException>(() => ClassifierNetwork.Load(path))
            .Message.ShouldBe(
                $"{path}: NaN in head.1.linear.bias; "
                + "such weights are useless, so fetch the file again, or train it again");
    }

    private sealed class Recorder(Action<double> report) : IProgress<double>
    {
        public void Report(double value) => report(value);
    }
}
