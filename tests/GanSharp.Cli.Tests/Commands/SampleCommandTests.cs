using System.Buffers.Binary;
using System.Text.Json;
using GanSharp.IO;

namespace GanSharp.Cli.Tests.Commands;

public sealed class SampleCommandTests(SampleCommandTests.Runs runs)
    : IClassFixture<SampleCommandTests.Runs>, IDisposable
{
    /// <summary>Two barely trained runs, one without classes. Each test has a copy.</summary>
    public sealed class Runs : IDisposable
    {
        public Runs()
        {
            foreach (var recipe in (string[])["plain", "tiny"])
                Cli.Run("train", $"{recipe}.yaml", "--data", "data", "--steps", "2").Exit.ShouldBe(0);
        }

        internal CliRunner Cli { get; } = new CliRunner().WithTinyRecipe("plain", "none").WithTinyRecipe();

        public void Dispose() => Cli.Dispose();
    }

    private readonly CliRunner _cli = runs.Cli.Copy();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("", 4, 4)]
    [InlineData("--count 5", 3, 2)]
    [InlineData("--labels 2 --count 4", 2, 2)]
    [InlineData("--labels 2,0 --count 3", 3, 2)]
    [InlineData("--text 2012", 4, 1)]
    [InlineData("--text 201 --rows 2", 3, 2)]
    [InlineData("--rows 5", 3, 5)]
    [InlineData("--rows 2 --labels 1", 1, 2)]
    [InlineData("--interpolate --count 7", 7, 3)]
    [InlineData("--interpolate --labels 1", 16, 1)]
    [InlineData("runs/0001-plain --interpolate --count 6", 6, 1)]
    [InlineData("runs/0001-plain --count 10", 4, 3)]
    [InlineData("runs/0001-plain/generator.safetensors --count 1", 1, 1)]
    public void A_picture_has_the_requested_columns_and_rows(string options, int columns, int rows)
    {
        var result = Sample(options);
        result.Exit.ShouldBe(0, result.Error);
        SizeOf("samples.png").ShouldBe((columns * 6 + 2, rows * 6 + 2));
    }

    [Fact]
    public void Zoom_enlarges()
    {
        Sample("--count 1 --zoom 3 --out big.png").Exit.ShouldBe(0);
        SizeOf("big.png").ShouldBe((16, 16));
    }

    [Fact]
    public void The_same_seed_gives_the_same_bytes_on_any_number_of_threads()
    {
        Sample("--seed 5 --threads 1 --out one.png").Exit.ShouldBe(0);
        Sample("--seed 5 --threads 2 --out two.png").Exit.ShouldBe(0);
        Sample("--seed 6 --out other.png").Exit.ShouldBe(0);
        var one = File.ReadAllBytes(_cli["one.png"]);
        File.ReadAllBytes(_cli["two.png"]).ShouldBe(one);
        File.ReadAllBytes(_cli["other.png"]).ShouldNotBe(one);
    }

    [Theory]
    [InlineData("walk.gif")]
    [InlineData("walk.webp")]
    [InlineData("walk.apng")]
    public void A_film_shows_the_samples_in_motion(string name)
    {
        var result = Sample($"--labels 2 --count 4 --film {name} --frames 8 --keys 2 --fps 4 --zoom 2");
        result.Error.ShouldBeEmpty();
        result.Out.ShouldStartWith($"{_cli[name]}: 8 pictures, 2 s from ");
        FilmFormat.Of(name).Check(_cli[name]);
        JsonDocument.Parse(Sample($"--film {name} --frames 6 --json").Out).RootElement.GetProperty("files")[0]
            .GetString().ShouldBe(_cli[name]);
    }

    [Fact]
    public void Truncation_1_is_the_default_and_a_smaller_one_gives_other_images()
    {
        Sample("--truncation 1 --out one.png").Exit.ShouldBe(0);
        Sample("--truncation 0.5 --out half.png").Exit.ShouldBe(0);
        Sample("--out plain.png").Exit.ShouldBe(0);
        File.ReadAllBytes(_cli["one.png"]).ShouldBe(File.ReadAllBytes(_cli["plain.png"]));
        File.ReadAllBytes(_cli["half.png"]).ShouldNotBe(File.ReadAllBytes(_cli["plain.png"]));
    }

    [Theory]
    [InlineData("--format idx --out fake")]
    [InlineData("--out fake.idx")]
    public void Idx_files_hold_the_images_and_their_labels(string options)
    {
        Sample($"--labels 2,0 --count 3 {options}").Exit.ShouldBe(0);
        Idx.Read(_cli["fake-images.idx"]).Extents.ShouldBe([6, 4, 4]);
        Idx.Read(_cli["fake-labels.idx"]).Data.ShouldBe([2, 2, 2, 0, 0, 0]);
    }

    [Fact]
    public void Unconditional_idx_has_no_labels_and_can_be_trained_on()
    {
        Sample("runs/0001-plain --count 9 --format idx --out fake/set").Exit.ShouldBe(0);
        Directory.GetFiles(_cli["fake"]).Select(Path.GetFileName).ShouldBe(["set-images.idx"]);
        _cli.Run("train", "plain.yaml", "--data", "fake", "--steps", "1").Exit.ShouldBe(0);
    }

    [Theory]
    [InlineData("--count 3 --out drawn/", "0001-0.png 0002-1.png 0003-2.png")]
    [InlineData("--labels 2,0 --count 2 --out drawn", "0001-2.png 0002-2.png 0003-0.png 0004-0.png")]
    [InlineData("runs/0001-plain --count 2 --out drawn/", "0001.png 0002.png")]
    public void A_folder_gets_one_file_per_image(string options, string files)
    {
        if (!options.EndsWith('/'))
            Directory.CreateDirectory(_cli["drawn"]);
        Sample($"{options} --zoom 2").Out.ShouldStartWith($"{_cli[options.Split(' ')[^1]]}: ");
        Directory.GetFiles(_cli["drawn"]).Select(Path.GetFileName).Order().ShouldBe(files.Split(' '));
        SizeOf("drawn/" + files.Split(' ')[0]).ShouldBe((8, 8));
    }

    [Fact]
    public void The_files_of_a_folder_are_the_images_of_the_picture()
    {
        Sample("--count 4 --out grid.png").Exit.ShouldBe(0);
        Sample("--count 4 --out drawn/").Exit.ShouldBe(0);
        var grid = PngReader.Read(_cli["grid.png"]);
        foreach (var (i, name) in Directory.GetFiles(_cli["drawn"]).Order().Index())
        {
            var (left, top, image) = (2 + i % 2 * 6, 2 + i / 2 * 6, PngReader.Read(name).Pixels);
            for (var y = 0; y < 4; y++)
                grid.Pixels.AsSpan((top + y) * grid.Width + left, 4).SequenceEqual(image.AsSpan(4 * y, 4))
                    .ShouldBeTrue();
        }
    }

    [Fact]
    public void Separate_files_never_mix_with_others()
    {
        Sample("--count 2 --out drawn/").Exit.ShouldBe(0);
        var before = _cli.Entries;
        var again = Sample("--count 1 --out drawn/");
        again.Exit.ShouldBe(2);
        again.Error.ShouldBe(
            $"gansharp: {_cli["drawn/"]}: is not empty; "
            + "name a new folder, so that its files and the new ones do not mix\n");
        _cli.Entries.ShouldBe(before);
    }

    [Fact]
    public void The_JSON_describes_the_files()
    {
        var json = JsonDocument.Parse(Sample("--text 21 --json").Out).RootElement;
        json.GetProperty("files").EnumerateArray().Single().GetString().ShouldBe(_cli["samples.png"]);
        json.GetProperty("labels").EnumerateArray().Select(label => label.GetString()).ShouldBe(["2", "1"]);
    }

    [Theory]
    [InlineData("--labels 3", "'3' is not one of the 3 classes: 0, 1, 2")]
    [InlineData("--labels -1", "'-1' is not one of the 3 classes")]
    [InlineData("--labels ,", "',' is not one of the 3 classes")]
    [InlineData("--text 2026", "'6' is not one of the 3 classes")]
    [InlineData("runs/0001-plain --labels 1", "trained without classes")]
    [InlineData("runs/0001-plain --text 1", "trained without classes")]
    [InlineData("runs/0001-plain --rows 2", "trained without classes")]
    [InlineData("--format idx --zoom 2", "--zoom is only for pictures")]
    [InlineData("--count 3 --rows 2", "count cannot be combined with text or rows")]
    [InlineData("--interpolate --rows 2", "interpolate cannot be combined with text or rows")]
    [InlineData("--mix", "this generator has no styles to mix")]
    [InlineData("--mix --rows 2", "mix cannot be combined with text, rows")]
    [InlineData("--fine-side 2", "add mix, or leave it out")]
    [InlineData("--film walk.gif --mix", "--film and --mix exclude each other")]
    [InlineData("--count 1000000 --zoom 16", "more than 100000000")]
    [InlineData("--count 1000000 --labels 0,1 --format idx", "2000000 images are too many")]
    [InlineData("--truncation 0", "--truncation: '0' is not a number above 0 and at most 1")]
    [InlineData("--truncation 1.01", "--truncation: '1.01' is not")]
    [InlineData("--truncation nan", "--truncation: 'nan' is not")]
    [InlineData("--film walk.avi", "walk.avi: films are .mp4, .gif, .webp, .apng files")]
    [InlineData("--film tiny.yaml", "tiny.yaml: films are")]
    [InlineData("--film walk.gif --out a.png", "--film and --out exclude each other; leave one out")]
    [InlineData("--film walk.gif --interpolate", "--film and --interpolate exclude each other")]
    [InlineData("--film walk.gif --fps 51", "--fps: '51' is not a whole number from 1 to 50")]
    [InlineData("--film walk.gif --frames 3", "frames is 3, fewer than the 6 keys")]
    [InlineData("--fps 10", "--fps is only for films; add --film FILE, or leave it out")]
    [InlineData("--out tiny.yaml", "tiny.yaml: ")]
    [InlineData("--out tiny.yaml/x.png", "cannot be written")]
    [InlineData("--out tiny.yaml/", "tiny.yaml/: is a file, not a folder; choose another name")]
    [InlineData("--out tiny.yaml/x/", "tiny.yaml is not a folder")]
    [InlineData("--out data --format png", "data: is not empty; name a new folder")]
    [InlineData("--out fake/ --format idx", "fake/: is a folder; for idx, name the beginning of the files, such as ")]
    public void A_request_that_the_generator_cannot_fulfil_is_refused(string options, string message)
    {
        var before = _cli.Entries;
        var result = Sample(options);
        result.Exit.ShouldBe(2, result.Error);
        result.Error.ShouldContain(message);
        result.Error.Count(c => c == '\n').ShouldBe(1);
        _cli.Entries.ShouldBe(before);
    }

    [Fact]
    public void A_terminal_shows_the_picture_too() => _cli.RunInTerminal("sample").Out.ShouldContain("▀");

    [Fact]
    public void A_picture_replaces_only_pictures()
    {
        Sample("--out a.png").Exit.ShouldBe(0);
        Sample("--out a.png --seed 2").Exit.ShouldBe(0);
        File.Copy(_cli["a.png"], _cli["fake-images.idx"]);
        Sample("--format idx --out fake").Error.ShouldContain("exists and is not an IDX file");
        FileKind.Png.Signature.ShouldBe(File.ReadAllBytes(_cli["fake-images.idx"])[..8]);
    }

    [Theory]
    [InlineData("7 --codes")]
    [InlineData("7 --text 2026")]
    [InlineData("0007")]
    public void A_run_that_does_not_exist_is_named_first(string options)
    {
        var result = Sample(options);
        result.Exit.ShouldBe(2);
        result.Error.ShouldBe(
            $"gansharp: there is no run {options.Split(' ')[0]} in {_cli["runs"]}; "
            + "name another number, a folder, or latest\n");
    }

    [Fact]
    public void Samples_without_any_intermediate_value_are_warned_of()
    {
        Sample("").Error.ShouldBeEmpty();
        _cli.Run(
                "train", "plain.yaml", "--data", "data", "--steps", "3", "--lr", "1e4", "--set", "ema=0",
                "--out", "bad")
            .Exit.ShouldBe(0);

        var result = Sample("bad");

        result.Exit.ShouldBe(0);
        result.Error.ShouldStartWith("warning: every pixel of the samples is 0 or 255, ");
        result.Error.Count(c => c == '\n').ShouldBe(1);
        var json = Sample("bad --json");
        json.Error.ShouldBeEmpty();
        JsonDocument.Parse(json.Out).RootElement.GetProperty("warning").GetString().ShouldStartWith("every pixel ");
        Sample("--json").Out.ShouldNotContain("warning");
    }

    private CliResult Sample(string options) =>
        _cli.Run(["sample", .. options.Split(' ', StringSplitOptions.RemoveEmptyEntries)]);

    private (int Width, int Height) SizeOf(string name)
    {
        var header = File.ReadAllBytes(_cli[name]).AsSpan(16, 8);
        return (BinaryPrimitives.ReadInt32BigEndian(header), BinaryPrimitives.ReadInt32BigEndian(header[4..]));
    }

    [Fact]
    public void File_endings_may_be_in_capitals()
    {
        Sample("--count 1 --out One.Png").Exit.ShouldBe(0);
        File.Exists(_cli["One.Png"]).ShouldBeTrue();
        Sample("--count 1 --out fake.IDX").Exit.ShouldBe(0);
        File.Exists(_cli["fake-images.idx"]).ShouldBeTrue();
    }
}
