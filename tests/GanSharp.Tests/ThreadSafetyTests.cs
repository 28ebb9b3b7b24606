using System.Runtime.InteropServices;
using System.Text;
using System.Text.RegularExpressions;
using GanSharp.Data;
using GanSharp.Hosting;
using GanSharp.Images;
using GanSharp.IO;
using GanSharp.Metrics;
using GanSharp.Metrics.Features;
using GanSharp.PublicApi;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training;
using GanSharp.Zoo;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Tests;

/// <summary>The types whose docs say that several threads can use them at once.</summary>
[Trait("Instructions", "any")]
public partial class ThreadSafetyTests
{
    private const int Threads = 8, Rounds = 4;

    /// <summary>For each type, what makes a fresh object to share; its result is the work of each thread.</summary>
    private static readonly Dictionary<string, Func<Func<byte[]>>> Types = new()
    {
        [nameof(Tensor)] = () =>
        {
            var stream = new RandomStream("threads", 1);
            var (a, x, w) =
                (stream.Normal([70, 90]), stream.Normal([8, 3, 16, 16]), stream.Normal([4, 3, 3, 3]).Track());
            return () =>
            {
                using var scope = new TensorScope();
                var loss = x.Conv2d(w, padding: 1).Tanh().Square().Mean();
                return [.. Bits(a.MatMul(a, transposeB: true).Exp()), .. Bits(Grad.Of(loss, [w])[0])];
            };
        },
        [nameof(Device)] = () => () =>
        {
            using var device = Device.Find("cpu")!.Use();
            return Bits(Tensor.Ones([3, 5]).Sum());
        },
        [nameof(ImageDataset)] = () =>
        {
            var images = Tiny.Images();
            return () =>
            [
                .. images.WithClasses(["two"]).Images, .. images.Subsample(5).Images, .. images.Image(7),
                .. Text(images.Fingerprint.Select(entry => entry.Value)),
            ];
        },
        [nameof(PictureFormats)] = () =>
        {
            using var file = new MemoryStream();
            PngWriter.Write(file, new Bitmap(40, 30, 1, [.. Enumerable.Range(0, 1200).Select(i => (byte)(i * i))]));
            var bytes = file.ToArray();
            return () => PictureFormats.Decode(bytes, "picture.png", DecodeOptions.Default).Pixels;
        },
        [nameof(SkiaPictureReader)] = () =>
        {
            var reader = new SkiaPictureReader();
            var bytes = File.ReadAllBytes(
                Path.Combine(Repository.Root, "tests", "GanSharp.Images.Tests", "Fixtures", "progressive.jpg"));
            return () => reader.Read(bytes, "progressive.jpg", DecodeOptions.Default).Pixels;
        },
        [nameof(Datasets)] = () => () => Datasets.Load("digits").Images,
        [nameof(RecipeCatalogue)] = () => () =>
            Text(RecipeCatalogue.Names.Select(name => RecipeYaml.Format(RecipeCatalogue.Load(name)))),
        [nameof(TermCatalogue)] = () => () =>
            Text(TermCatalogue.All.Select(term =>
                $"{term.Usage} {TermCatalogue.Create(term.Name).GetType().Name}")),
        [nameof(GeneratorFile)] = () =>
        {
            using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
            using var file = new MemoryStream();
            GeneratorFile.Save(file, trainer.Model.Generator, Tiny.Recipe, Tiny.Image, Tiny.Images().ClassNames);
            var bytes = file.ToArray();
            return () => Draw(GeneratorFile.Load(new MemoryStream(bytes)));
        },
        [nameof(Sampler)] = () =>
        {
            var sampler = new Trainer(Tiny.Recipe, Tiny.Images()).Sampler;
            return () => Draw(sampler);
        },
        [nameof(Generators)] = () =>
        {
            var path = Path.Combine(AppContext.BaseDirectory, "shared.safetensors");
            using (var trainer = new Trainer(Tiny.Recipe, Tiny.Images()))
                trainer.SaveGenerator(path);
            var generators = new ServiceCollection().AddGanSharpGenerator("tiny", path)
                .BuildServiceProvider().GetRequiredService<Generators>();
            return () => Draw(generators["tiny"]);
        },
        [nameof(GeneratorZoo)] = () => () =>
            Text(GeneratorZoo.All.Select(generator => $"{generator.Name} {generator.Bytes} {generator.Command}")),
        [nameof(ZooGenerator)] = () =>
        {
            var generator = GeneratorZoo.Find("digits");
            return () => Draw(generator.Load());
        },
        [nameof(FeatureNetworks)] = () => () => Features(FeatureNetworks.Load("digits")),
        [nameof(ClassifierNetwork)] = () =>
        {
            var network = FeatureNetworks.BuiltIn("digits")!;
            return () => Features(network);
        },
        [nameof(FeatureReference)] = () =>
        {
            var (real, samples) = (Vectors("real"), Vectors("samples"));
            var reference = new FeatureReference(real);
            return () =>
                Text(reference.Compare(samples).Figures.Select(figure => $"{figure.Key} {figure.Value.Value:R}"));
        },
    };

    public static TheoryData<string> Names => [.. Types.Keys];

    [Theory, MemberData(nameof(Names))]
    public async Task Many_threads_at_once_get_the_bits_that_one_gets_alone(string type)
    {
        var alone = Types[type]()();
        var work = Types[type]();
        using var start = new Barrier(Threads);
        var threads = Enumerable.Range(0, Threads).Select(_ => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                return Enumerable.Range(0, Rounds).Select(_ => work()).ToArray();
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default));

        var results = await Task.WhenAll(threads);

        alone.ShouldNotBeEmpty();
        results.SelectMany(rounds => rounds).Count(bits => !bits.AsSpan().SequenceEqual(alone)).ShouldBe(0);
    }

    [Fact]
    public void The_docs_promise_it_of_these_types_and_no_others()
    {
        Directory.EnumerateFiles(Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .SelectMany(file => Promise().Matches(File.ReadAllText(file)).Select(match => match.Groups["type"].Value))
            .ShouldBe(Types.Keys, ignoreOrder: true);
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "architecture.md"));
        var section = Threading().Match(page).Value;
        Row().Matches(section).Select(match => match.Groups["type"].Value).ShouldBe(Types.Keys, ignoreOrder: true);
    }

    private static byte[] Draw(Sampler sampler) =>
        Bits(sampler.Generate(
            sampler.Latent.Draw(70, new RandomStream("noise", 1)),
            [.. Tiny.Images(70).Labels!.Select(label => (int)label)]));

    private static byte[] Features(FeatureNetwork network) =>
        Bits(network.Of(Datasets.Load("digits").Subsample(100)).Vectors);

    private static FeatureSet Vectors(string name) => new(new RandomStream(name, 1).Normal([60, 6]));

    private static byte[] Bits(Tensor tensor) => [.. MemoryMarshal.AsBytes(tensor.ToArray<float>().AsSpan())];

    private static byte[] Text(IEnumerable<string> lines) => Encoding.UTF8.GetBytes(string.Join('\n', lines));

    [GeneratedRegex(
        @"Safe for use by several threads at once[^\n]*\n(///[^\n]*\n|\[[^\n]*\n)*"
        + @"public [\w ]*class (?<type>\w+)")]
    private static partial Regex Promise();

    [GeneratedRegex(@"^### Threads\n[\s\S]*?\n##", RegexOptions.Multiline)]
    private static partial Regex Threading();

    [GeneratedRegex(@"^\| `(?<type>\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex Row();
}
