using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Reports.Languages;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Reports.Tests;

public sealed class RunReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private string Run => _folder["run"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_page_shows_the_content_of_the_files()
    {
        var text = Text(RecordedRun.Write(Run));

        text.ShouldContain(
            "Training report · run tiny noise: 12 images of 8×8×1, 3 classes started 29 February 2024, 12:00 UTC");
        text.ShouldContain(
            "Steps 6 Epochs 2 Training time under 1 s Images per second 100 Energy distance 1 Diversity 0.5 Seed 1");
        text.ShouldContain(" Play epoch 2 of 2 · step 6 ");
        text.ShouldNotContain("Warnings");
        text.ShouldContain("Samples of step 6 Bars: zero 2, one 6, two 7");
        text.ShouldContain("Real images Bars: zero 4, one 4, two 4");
        text.ShouldContain("Generator Output Parameters noise 3 normal concat-labels 6 linear 16");
        text.ShouldContain("batch-norm 5 10 leaky-relu 5 dropout 5 score: linear 1 6 Total ");
        text.ShouldContain($"gansharp train {Run}/recipe.yaml ");
        text.ShouldNotContain("--data DIR", Case.Sensitive, "the digits are built in");
        foreach (var line in RecipeYaml.Format(Tiny.Recipe).Split('\n'))
            text.ShouldContain(line.Trim());
    }

    [Fact]
    public void Every_kind_of_figure_has_its_own_curve()
    {
        var text = Text(RecordedRun.Write(Run));
        text.ShouldContain("Losses Lines: discriminator, last 0.25, generator, last 0.417");
        text.ShouldContain("Mean probability of “real” Lines: D(x), last 0.75, D(G(z)), last 0.25");
        text.ShouldContain("Gradient norms Lines: discriminator, last 10, generator, last 0.1");
        text.ShouldContain("Learning rates Lines: discriminator, last 0.167, generator, last 0.5");
        text.ShouldContain("class-accuracy Lines: class-accuracy, last 0.5");
        text.ShouldContain("energy Lines: real-energy, last 1, fake-energy, last 2");
        text.ShouldContain("Energy distance Lines: from samples to real images (0 is best), last 1");
        text.ShouldContain("Diversity Lines: of samples, relative to real images, last 0.5");
    }

    [Fact]
    public void A_figure_that_was_not_measured_has_no_curve()
    {
        RecordedRun.Write(Run);
        File.Delete(At("samples.jsonl"));
        File.WriteAllText(
            At("metrics.jsonl"),
            """{"epoch":1,"discriminatorLoss":0.5,"generatorLoss":0.25,"imagesPerSecond":0,"step":1}""" + "\n");
        new RunCharts(RunRecord.Load(Run), 100, 100, Phrases.English).All().Single().Name.ShouldBe("losses");
        Text(Run).ShouldNotContain("Real images Bars");
    }

    [Fact]
    public void The_commands_mention_data_that_may_be_missing() =>
        Text(RecordedRun.Write(Run, recipe: Tiny.Recipe with { Dataset = "mnist" }))
            .ShouldContain("If the data set mnist is not found, add --data DIR");

    [Fact]
    public void Warnings_come_with_a_reason_and_a_suggestion()
    {
        RecordedRun.Write(Run);
        File.WriteAllText(
            At("warnings.jsonl"),
            """{"step":2,"kind":"mode-collapse","reason":"all alike","suggestion":"wait"}""" + "\n");
        Text(Run).ShouldContain("Warnings mode-collapse step 2 all alike wait");
    }

    [Fact]
    public void The_same_bits_are_promised_only_where_they_are_certain()
    {
        const string Promise =
            "The result is identical to the bit for any number of threads on processors with the instruction set ";
        Text(RecordedRun.Write(Run)).ShouldContain(Promise);

        File.WriteAllText(
            At("warnings.jsonl"),
            """{"step":2,"kind":"length-changed","reason":"1 to 2","suggestion":"none"}""" + "\n");
        Text(Run).ShouldContain("Its length changed after step 2, and its learning rate depends on that, ");
        Text(Run).ShouldNotContain(Promise);

        File.Delete(At("warnings.jsonl"));
        var set = RunRecord.Load(Run).Description.Machine.Instructions;
        File.WriteAllText(At("run.json"), File.ReadAllText(At("run.json")).Replace(
            "\"instructionSets\": [", "\"instructionSets\": [ { \"step\": 0, \"instructions\": \"abacus\" },",
            StringComparison.Ordinal)
            .Replace(
                "\"step\": 0,\n        \"instructions\"", "\"step\": 4,\n        \"instructions\"",
                StringComparison.Ordinal));
        Text(Run)
            .ShouldContain(
                $"It was computed with the instruction set abacus at first, with {set} after step 4, "
                + "so its bits are not those of a run on one instruction set.");
        Text(Run).ShouldContain($"Instruction set abacus, {set} after step 4");
        Text(Run).ShouldNotContain(Promise);
    }

    [Fact]
    public void Settings_that_were_changed_are_listed_with_the_reason()
    {
        RecordedRun.Write(Run);
        Text(Run).ShouldNotContain("Changes");
        File.WriteAllText(At("run.json"), File.ReadAllText(At("run.json")).Replace(
            "\"changes\": []",
            """
            "changes": [
                {"step": 2, "setting": "keep", "from": "2", "to": "9"},
                {
                    "step": 4, "setting": "learning-rate-decay", "from": "0", "to": "0.5",
                    "note": "the <b>losses</b> wavered"
                }
            ]
            """,
            StringComparison.Ordinal));
        Text(Run).ShouldContain(
            "Changes keep after step 2: from 2 to 9 "
            + "learning-rate-decay after step 4: from 0 to 0.5 the <b>losses</b> wavered");
        Text(Run).ShouldContain(
            "Its settings changed after step 4 (learning-rate-decay from 0 to 0.5), "
            + "so its recipe alone does not repeat it.");
    }

    [Fact]
    public void Foreign_text_is_escaped()
    {
        const string Attack = "<script>alert(1)</script><img src=x onerror=alert(2)>\"'";
        RecordedRun.Write(
            Run, recipe: Tiny.Recipe with
            {
                Name = Attack,
                About = Attack,
                Paper = "javascript:alert(3)",
            });
        File.WriteAllText(At("warnings.jsonl"),
            """{"step":2,"kind":"<b>","reason":"</script><script>alert(4)</script>","suggestion":"<!--"}""" + "\n");
        File.WriteAllText(
            At("metrics.jsonl"),
            """{"epoch":1,"measures":{"</style></svg><script>alert(5)</script>":1,"../../x":2},"step":1}""" + "\n");

        RunReport.Write(Run);

        var page = File.ReadAllText(At("report.html"));
        page.Split("<script").Length.ShouldBe(2, "only the page's own script");
        page.ShouldNotContain("<img src=x");
        page.ShouldNotContain("href=");
        PageText.Of(page).ShouldContain(Attack);
        Directory.GetFiles(_folder.Path).ShouldBeEmpty();
        Directory.GetFiles(At("charts"), "*x.svg").ShouldHaveSingleItem();
    }

    [Fact]
    public void Nothing_is_loaded_from_anywhere()
    {
        var page = Page(RecordedRun.Write(Run, recipe: Tiny.Recipe with { Paper = "https://example.org/paper" }));
        PageText
            .Addresses(page)
            .Where(address => !address.StartsWith("data:image/png;base64,", StringComparison.Ordinal))
            .ShouldBe(["https://example.org/paper"]);
        page.ShouldContain(
            "default-src &#x27;none&#x27;; base-uri &#x27;none&#x27;; form-action &#x27;none&#x27;; img-src data:;");
    }

    [Fact]
    public void An_unfinished_training_has_a_report()
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        using var run = RunFolder.Create(Run, trainer);
        Text(Run).ShouldContain("No samples yet.");

        run.Write(new SamplesDrawn(0, 0, RecordedRun.Grid(0)));
        run.Write(RecordedRun.Step(1));
        run.Save();
        Text(Run).ShouldContain("Steps 1 of 6 Epochs 0.3333");
        Text(Run).ShouldContain("epoch 0 of 2 · step 0");
    }

    [Fact]
    public void Each_grid_is_in_the_page_once_and_sixty_at_most()
    {
        var page = Page(RecordedRun.Write(Run));
        page.Split("data:image/png").Length.ShouldBe(1 + 3 + 1, "and the real images");
        page.ShouldContain(Convert.ToBase64String(File.ReadAllBytes(At("samples/epoch-0001.png"))));

        page = Page(RecordedRun.Write(_folder["long"], epochs: 90));
        page.Split("data:image/png").Length.ShouldBe(1 + 60 + 1);
        PageText.Of(page).ShouldContain("60 of 91 grids at equal distances");
        page.ShouldContain("data-label=\"epoch 0 of 90 · step 0\"");
        page.ShouldContain("data-label=\"epoch 90 of 90 · step 270\"");
    }

    [Fact]
    public void Curves_and_animations_are_written_as_files()
    {
        RunReport.Write(RecordedRun.Write(Run)).ShouldBe(At("report.html"));

        Directory.GetFiles(At("charts")).Select(Path.GetFileName).ShouldBe(
        [
            "class-accuracy.svg", "classes.svg", "diversity.svg", "energy-distance.svg", "energy.svg",
            "gradient-norms.svg", "learning-rates.svg",
            "losses.svg", "real-classes.svg", "scores.svg",
        ], ignoreOrder: true);
        File.ReadAllBytes(At("animation.gif"))[..6].ShouldBe("GIF89a"u8.ToArray());
        PngReader
            .Read(At("animation.png"))
            .Pixels.ShouldBe(RecordedRun.Grid(0).Pixels, "readers without animation see the first frame");
        File.ReadAllText(At("report.html")).ShouldBe(Page(Run));
    }

    [Fact]
    public void An_animation_shows_the_epochs_in_the_size_of_the_last()
    {
        RecordedRun.Write(Run, epochs: 3);
        PngWriter.Save(At("samples/epoch-0001.png"), new(2, 2, 1, [1, 2, 3, 4]));
        PngWriter.Save(At("samples/step-0000004.png"), RecordedRun.Grid(9));
        var animation = RunAnimation.Of(RunRecord.Load(Run)).ShouldNotBeNull();
        animation.Frames.Select(frame => frame.Pixels[0]).ShouldBe([0, 20, 30]);
    }

    [Fact]
    public void Long_animations_have_a_hundred_frames()
    {
        var frames = RunAnimation.Of(RunRecord.Load(RecordedRun.Write(Run, epochs: 120)))!.Frames;
        frames.Count.ShouldBe(100);
        frames[^1].Pixels[0].ShouldBe(RecordedRun.Grid(120).Pixels[0]);
    }

    [Fact]
    public void A_damaged_grid_is_named_and_nothing_is_written()
    {
        RecordedRun.Write(Run);
        File.WriteAllText(At("samples/epoch-0001.png"), "no picture");
        Should
            .Throw<GanSharpException>(() => RunReport.Write(Run))
            .Message.ShouldStartWith(At("samples/epoch-0001.png"));
        File.Exists(At("report.html")).ShouldBeFalse();
    }

    [Fact]
    public void Only_pages_made_by_gansharp_are_replaced()
    {
        var run = RunRecord.Load(RecordedRun.Write(Run));
        var mine = _folder.Write("mine.html", "<!DOCTYPE html>\n<p>mine"u8);
        Should.Throw<GanSharpException>(() => RunReport.Save(run, mine)).Message.ShouldBe(
            $"{mine}: exists and is not a page made by gansharp; choose another name, so that it is not lost");
        RunReport.Save(run, _folder["page.html"]);
        RunReport.Save(run, _folder["page.html"]);
        File.ReadAllText(mine).ShouldEndWith("mine");
    }

    [Theory]
    [InlineData("run.json")]
    [InlineData("metrics.jsonl")]
    [InlineData("samples.jsonl")]
    public void Every_readable_record_has_a_page(string file)
    {
        RecordedRun.Write(Run);
        var whole = File.ReadAllText(At(file));
        string[] numbers =
            ["-1", "0", "1e300", "2147483647", "9223372036854775807", "\"NaN\"", "\"-Infinity\"", "null", "[]"],
            keys =
            [
                "step", "epoch", "images", "seed", "discriminatorLoss", "imagesPerSecond", "energyDistance",
                "realScore", "stepsPerEpoch",
            ];
        foreach (var number in numbers)
        {
            foreach (var key in keys.Where(key => whole.Contains($"\"{key}\":", StringComparison.Ordinal)))
            {
                File.WriteAllText(
                    At(file),
                    System.Text.RegularExpressions.Regex.Replace(
                        whole, $"\"{key}\": ?[0-9.E+-]+", $"\"{key}\":{number}"));
                try
                {
                    RunReport.ToHtml(RunRecord.Load(Run)).ShouldContain("How to reproduce it");
                }
                catch (GanSharpException error)
                {
                    error.Message.ShouldStartWith(At(file));
                }
            }
        }
    }

    private static string Page(string folder) => RunReport.ToHtml(RunRecord.Load(folder));

    private static string Text(string folder) => PageText.Of(Page(folder));

    private string At(string file) => Path.Combine(Run, file);
}
