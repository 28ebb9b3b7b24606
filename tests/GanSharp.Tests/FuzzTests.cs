using System.Text.RegularExpressions;
using GanSharp.Fuzzing;
using GanSharp.Fuzzing.Targets;
using GanSharp.PublicApi;

namespace GanSharp.Tests;

/// <summary>
/// Every reader of foreign bytes survives random mutations of valid files. The bench tries many more inputs.
/// </summary>
[Collection(SerialCollection.Name)]
[Trait("Instructions", "any")]
public partial class FuzzTests
{
    private const int Inputs = 1000;

    // Far longer than any input takes: it only detects inputs that hang.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    public static TheoryData<string> Targets => [.. FuzzTargets.All.Select(target => target.Name)];

    [Theory, MemberData(nameof(Targets))]
    public void A_reader_accepts_or_refuses_every_input(string name)
    {
        var target = FuzzTargets.All.Single(target => target.Name == name);
        using var folder = new FuzzFolder();
        using var fuzzer = new Fuzzer(target, folder.Path, seed: 1, Limit);
        var report = fuzzer.Run(Inputs);
        report.Failures.ShouldBeEmpty();
        report.Accepted.ShouldBeGreaterThan(0);
        report.Behaviours.ShouldBeGreaterThan(1);
    }

    [Fact]
    public void Every_file_that_is_read_has_a_target()
    {
        var targets = FuzzTargets.All.Select(target => target.Name).ToArray();
        var readers = ((string[])["GanSharp", "GanSharp.Images"])
            .Select(library => Path.Combine(Repository.Root, "src", library))
            .SelectMany(library => Directory.EnumerateFiles(library, "*.cs", SearchOption.AllDirectories))
            .Where(file => Reads().IsMatch(File.ReadAllText(file)))
            .Select(file => Path.GetFileNameWithoutExtension(file)).Where(name => !Helpers.Contains(name));
        readers.ShouldBe(
            Readers.Keys, ignoreOrder: true, "the list has every source file that reads files, with its fuzz targets");
        foreach (var target in Readers.Values.SelectMany(names => names))
            targets.ShouldContain(target);
    }

    [Fact]
    public void A_failing_reader_is_found_and_its_input_minimised()
    {
        var target = new FuzzTarget("weak", "x", [[1, 2, 3, 4, 5, 6, 7, 8]], path =>
            File.ReadAllBytes(path) is var bytes && bytes.Contains((byte)255)
                ? throw new InvalidOperationException("255")
                : $"{bytes.Length}");
        var failure = Failures(target).ShouldHaveSingleItem();
        failure.Input.ShouldBe([255]);
        failure.What.ShouldContain("InvalidOperationException: 255");
        Failures(target).Single().Number.ShouldBe(failure.Number, "a seed gives the same inputs");
    }

    [Fact]
    public void Too_much_memory_and_refusals_without_a_file_name_are_failures_too()
    {
        Failures(Greedy(10)).ShouldBeEmpty();
        Failures(Greedy(1000)).ShouldHaveSingleItem().What.ShouldContain("managed bytes exceed");
        var nameless = new FuzzTarget("nameless", "x", [[0]], path =>
            File.ReadAllBytes(path) is [0] ? "" : throw new GanSharpException("wrong"));
        Failures(nameless).ShouldHaveSingleItem().What.ShouldStartWith("names no file: ");
    }

    // These open files for other classes, read what they have just written, or open files only to delete them.
    private static readonly string[] Helpers =
    [
        "InputFile", "JsonFile", "DiskFile", "TemporaryFile", "Heartbeat", "FileKind", "DatasetFetch", "FileLock",
        "PartFile", "DiskFolder", "EventLog", "KeptAside", "FolderListing", "ImageCache", "ImageCacheFiles",
        "DecodedPictures", "Mp4Writer",
    ];

    private static readonly Dictionary<string, string[]> Readers = new()
    {
        ["Archive"] = ["zip", "tar"],
        ["Checkpoint"] = ["checkpoint", "run-checkpoint"],
        ["CheckpointNetworks"] = ["networks"],
        ["CifarBatches"] = ["cifar"],
        ["ClassifierFile"] = ["classifier"],
        ["EventFile"] = ["events"],
        ["EventRepair"] = ["events-cut"],
        ["FeatureNetworks"] = ["classifier"],
        ["GeneratorFile"] = ["generator"],
        ["Idx"] = ["idx", "idx-gzip", "idx-images", "idx-labels"],
        ["IdxHeader"] = ["idx-images", "idx-disk", "idx-disk-gzip"],
        ["IdxImages"] = ["idx-images", "idx-disk", "idx-disk-gzip"],
        ["InceptionNetwork"] = ["inception"],
        ["JsonLines"] = ["record-metrics", "record-samples", "record-evaluations", "record-warnings"],
        ["LogRepair"] = ["run-metrics"],
        ["ParquetTable"] = ["parquet"],
        ["PictureLabels"] = ["csv"],
        ["PngReader"] = ["png", "png-folder"],
        ["ProjectionTarget"] = ["png", "jpeg", "webp", "gif", "bmp"],
        ["RecipeYaml"] = ["recipe", "run-recipe"],
        ["RunControl"] = ["run-control"],
        ["RunDescription"] = ["record-run"],
        ["RunNotes"] = ["record-notes"],
        ["SafeTensors"] = ["safetensors"],
        ["SkiaPictureReader"] = ["jpeg", "webp", "gif", "bmp"],
        ["StateDict"] = ["torch", "torch-zip", "torch-safetensors", "torch-index"],
        ["SweepYaml"] = ["sweep-plan"],
        ["TrialHold"] = ["sweep-holder"],
        ["TrialResult"] = ["sweep-result"],
        ["ZipFile"] = ["zip-pictures"],
    };

    [GeneratedRegex(
        @"InputFile\.Read|root\.ReadBytes\(|SKCodec\.Create|"
        + @"JsonFile\.Read|JsonLines\.Whole|SafeTensors\.(Load|Read)|\bFile\.(ReadAll|Open)|"
        + @"FileMode\.Open(OrCreate)?[,)]")]
    private static partial Regex Reads();

    private static FuzzTarget Greedy(int times) =>
        new("greedy", "x", [[0]], path => $"{new byte[times * new FileInfo(path).Length].Length > 0}")
        {
            Managed = new(1 << 17, 10),
            Tokens = [new byte[300]],
        };

    private static List<Failure> Failures(FuzzTarget target)
    {
        using var folder = new FuzzFolder();
        using var fuzzer = new Fuzzer(target, folder.Path, seed: 1, Limit);
        return fuzzer.Run(Inputs).Failures;
    }
}
