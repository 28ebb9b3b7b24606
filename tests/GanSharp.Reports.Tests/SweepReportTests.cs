using GanSharp.Data;
using GanSharp.Metrics;
using GanSharp.Recipes;
using GanSharp.Reports.Studies;
using GanSharp.Studies;

namespace GanSharp.Reports.Tests;

public sealed class SweepReportTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task The_table_has_seeds_below_their_mean_and_the_best_first()
    {
        var text = PageText.Of(SweepReport.ToHtml(await Study(new SweepAxis("batch-size", ["4", "6"]))));

        text.ShouldContain(
            "tiny Every combination: batch-size 4, 6 4 of 4 trials done seeds 1, 2 noise: 12 images of 8×8×1, 3 classes"
        );
        text.ShouldContain("100 samples compared with 12 real images, features: made up");
        text.ShouldContain("Recipe batch-size Seed FID Modes Minutes Floor: real training images of noise 0.5");
        text.ShouldContain("tiny 4 2 of 2 5 ± 1.4 3 ± 0");
        text.ShouldContain("1 4 [3.5, 4.5] 3");
        text.ShouldContain("2 6 [5.5, 6.5] 3");
        text.IndexOf("tiny 4 2 of 2", StringComparison.Ordinal)
            .ShouldBeLessThan(text.IndexOf("tiny 6 2 of 2 7 ± 1.4", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Each_setting_has_a_sentence_and_charts()
    {
        var page = SweepReport.ToHtml(
            await Study(new SweepAxis("batch-size", ["4", "6"]), new SweepAxis("ema", ["0.5", "0.9"])));
        PageText.Of(page).ShouldContain(
            "batch-size Best mean FID: 5 (batch-size 4); worst: 7 (batch-size 6); difference: 2. "
            + "Trials that differ only in their seeds differ by 2 on average, so this may be chance.");
        page.ShouldContain("class=\"dots\"");
        PageText.Of(page).ShouldNotContain("Modes Lines", Case.Sensitive, "they are the same everywhere");
        PageText
            .Addresses(page)
            .Where(address => !address.StartsWith('#'))
            .ShouldAllBe(address => address.StartsWith("data:image/png;base64,"));
    }

    [Fact]
    public async Task Settings_that_are_not_numbers_have_bars()
    {
        var text = PageText.Of(
            SweepReport.ToHtml(await Study(new SweepAxis("init", ["fan-in-normal", "xavier-uniform"]))));
        text.ShouldContain("FID Bars: fan-in-normal 5, xavier-uniform 5");
    }

    [Fact]
    public async Task Failed_and_waiting_trials_are_marked()
    {
        var sweep = await Study(new SweepAxis("lr", ["1e38", "1e-2"]));
        sweep = Sweep.Open(sweep.Folder, sweep.Plan with { Seeds = [1, 2, 3] });
        var text = PageText.Of(SweepReport.ToHtml(sweep));
        text.ShouldContain("4 of 6 trials done, 2 failed");
        text.ShouldMatch("1 failed: .* 2 failed: .* 3 not done yet");
        SweepReport.ToMarkdown(sweep).ShouldContain("| tiny | 1e38 | – | – | – | failed |");
    }

    [Fact]
    public async Task An_unreadable_picture_is_named_and_the_rest_is_shown()
    {
        var sweep = await Study(new SweepAxis("batch-size", ["4", "6"]));
        var (damaged, folder) = (sweep.PictureOf(sweep.Trials[0]), sweep.PictureOf(sweep.Trials[1]));
        File.WriteAllText(damaged, "no picture");
        File.Delete(folder);
        Directory.CreateDirectory(folder);
        var page = SweepReport.ToHtml(sweep);
        PageText
            .Addresses(page)
            .Count(address => address.StartsWith("data:image/png", StringComparison.Ordinal))
            .ShouldBe(2 + 1, "and the real images");
        PageText.Of(page).ShouldContain($"No samples: {damaged}: ");
        PageText.Of(page).ShouldContain($"No samples: {folder}: is a folder");
        PageText.Of(page).ShouldContain("4 of 4 trials done");
    }

    [Fact]
    public async Task Values_with_commas_are_separated_by_bars()
    {
        var sweep = await Study(
            new SweepAxis(
                "generator", ["linear 4, relu; linear C x H x W, tanh", "linear 6, relu; linear C x H x W, tanh"]));
        PageText.Of(SweepReport.ToHtml(sweep)).ShouldContain(
            "generator linear 4, relu; linear C x H x W, tanh | linear 6, relu; linear C x H x W, tanh");
    }

    [Fact]
    public async Task Random_draws_show_every_trial_as_a_dot()
    {
        var page = SweepReport.ToHtml(
            await StudyOf(
                new()
                {
                    Recipes = [Tiny.Recipe],
                    Axes = [new("lr", ["1e-4..1e-2 log"])],
                    Mode = SweepMode.Random,
                    Draws = 8,
                    Samples = 100,
                }));
        page.ShouldContain("class=\"dots\"");
        PageText.Of(page).ShouldMatch(
            @"Best FID: 4 \(lr \S+\); worst: 4 \(lr \S+\)\. The best 2 of 8 values lie between \S+ and \S+\.");
    }

    [Fact]
    public async Task A_row_names_the_setting_if_one_is_varied_at_a_time()
    {
        var sweep = await StudyOf(
            new()
            {
                Recipes = [Tiny.Recipe],
                Axes = [new("batch-size", ["2"]), new("lr", ["1e-3"])],
                Mode = SweepMode.Each,
                Samples = 100,
            });
        var table = SweepReport.ToMarkdown(sweep);
        table.ShouldStartWith("| Recipe | Setting | FID |");
        table.ShouldContain("| tiny | batch-size 2 | 2 [1.5, 2.5] |");
        table.ShouldContain("| tiny | as in the recipe | 4 [3.5, 4.5] |");
        PageText.Of(SweepReport.ToHtml(sweep)).ShouldContain("learning-rate 1e-3");
    }

    [Fact]
    public async Task Floors_of_data_sets_with_the_same_name_are_distinguished()
    {
        var small = Tiny.Recipe with { Name = "small", Selection = new() { Limit = 6 } };
        var sweep = await StudyOf(
            new() { Recipes = [Tiny.Recipe, small], Samples = 100 },
            recipe => Tiny.Images(recipe.Selection.Limit == 6 ? 6 : 12));
        var table = SweepReport.ToMarkdown(sweep);
        table.ShouldContain("| *real images of noise: 12 images of 8×8×1, 3 classes* | 0.5 |");
        table.ShouldContain("| *real images of noise: 6 images of 8×8×1, 3 classes* | 0.5 |");
    }

    [Fact]
    public async Task A_floor_that_only_some_results_have_is_shown()
    {
        var classless = Tiny.Recipe with { Name = "classless" };
        var sweep = await StudyOf(
            new() { Recipes = [classless, Tiny.Recipe], Samples = 100 },
            evaluate: trial => trial.Recipe.Name == "classless" ? Evaluate(trial) : WithAccuracy(Evaluate(trial)));
        SweepReport.ToMarkdown(sweep).ShouldContain("| *real images of noise* | 0.5 |  | 0.99 |");
        PageText.Of(SweepReport.ToHtml(sweep)).ShouldContain("Floor: real training images of noise 0.5 0.99");

        static Evaluation WithAccuracy(Evaluation evaluation) =>
            evaluation with
            {
                Figures = new Dictionary<string, Figure>(evaluation.Figures)
                {
                    ["class-accuracy"] = new(0.9) { Floor = 0.99 },
                },
            };
    }

    [Fact]
    public async Task A_figure_that_could_not_be_computed_is_a_dash_with_its_reason()
    {
        var sweep = await StudyOf(
            new() { Recipes = [Tiny.Recipe, Tiny.Recipe with { Name = "other" }], Samples = 100 },
            evaluate: trial =>
                trial.Recipe.Name == "tiny"
            ? Evaluate(trial) with
            {
                Missing =
                [
                    new("class-accuracy", "the samples have no labels"),
                    new("class-fid", "no samples") { ClassName = "a" },
                ],
            }
            : Evaluate(trial) with
            {
                Figures = new Dictionary<string, Figure>(Evaluate(trial).Figures)
                {
                    ["class-accuracy"] = new(0.9),
                },
            }
);

        PageText
            .Of(SweepReport.ToHtml(sweep))
            .ShouldContain("Not computed: Class accuracy: the samples have no labels.");
        SweepReport.ToMarkdown(sweep).ShouldMatch(@"\| tiny \| 4 \[3\.5, 4\.5\] \| 3 \| – \|");
    }

    [Fact]
    public void A_sweep_that_has_not_started_has_a_page_too()
    {
        var sweep = Sweep.Open(_folder["study"], new() { Recipes = [Tiny.Recipe with { Name = "<script>" }] });
        var page = SweepReport.ToHtml(sweep);
        PageText.Of(page).ShouldContain("0 of 1 trials done");
        page.Split("<script").Length.ShouldBe(2, "only the page's own script");
        SweepReport.ToMarkdown(sweep).ShouldContain("| <script> | not done yet |");
        SweepReport.Write(sweep.Folder).ShouldBe(Path.Combine(sweep.Folder, "report.html"));
    }

    private Task<Sweep> Study(params SweepAxis[] axes) =>
        StudyOf(
            new()
            {
                Recipes = [Tiny.Recipe],
                Axes = axes,
                Seeds = [1, 2],
                Samples = 100,
            });

    private Task<Sweep> StudyOf(
        SweepPlan plan, Func<Recipe, ImageDataset>? load = null,
        Func<Trial, Evaluation>? evaluate = null) => StudyIn(_folder["study"], plan, load, evaluate);

    /// <summary>Writes a study with as many columns as possible and long names.</summary>
    internal static async Task WriteWideStudy(string folder)
    {
        string[] names = ["kid", "precision", "recall", "class-accuracy"];
        await StudyIn(folder, new()
        {
            Recipes = [Tiny.Recipe with { Name = "a-recipe-of-quite-a-long-name" }],
            Axes = [new("batch-size", ["4"]), new("init", ["xavier-uniform"]), new("ema", ["0.995"])],
            Seeds = [1, 2],
            Samples = 100,
        }, evaluate: trial => Evaluate(trial) with
        {
            Figures = new Dictionary<string, Figure>([
                .. Evaluate(trial).Figures,
                .. names.Select(name => KeyValuePair.Create(name, new Figure(0.12345))),
            ]),
        });
        SweepReport.Write(folder);
    }

    /// <summary>Trains and evaluates the trials of a plan.</summary>
    internal static async Task<Sweep> StudyIn(
        string folder, SweepPlan plan, Func<Recipe, ImageDataset>? load = null,
        Func<Trial, Evaluation>? evaluate = null)
    {
        var sweep = Sweep.Open(folder, plan);
        Trial? evaluated = null;
        await foreach (
            var happened in sweep.RunAsync(
                load ?? (_ => Tiny.Images()),
                (_, _) => (_, _) => (evaluate ?? Evaluate)(evaluated!)))
            evaluated = happened is TrialEvaluating evaluating ? evaluating.Trial : evaluated;
        return Sweep.Open(sweep.Folder);
    }

    /// <summary>
    /// Makes up the figures of a trial: larger batches, seeds and learning rates of axes are worse.
    /// </summary>
    private static Evaluation Evaluate(Trial trial)
    {
        var rate = trial.Settings.Any(setting => setting.Key == "learning-rate")
            ? trial.Recipe.GeneratorOptimizer.LearningRate
            : 0;
        var fid = trial.Recipe.BatchSize + 2 * (trial.Recipe.Seed - 1) + rate;
        return new("made up", 100, 12)
        {
            Figures = new Dictionary<string, Figure>
            {
                ["fid"] = new(fid)
                {
                    Low = fid - 0.5,
                    High = fid + 0.5,
                    Floor = 0.5,
                },
                ["modes"] = new(3),
            },
        };
    }
}
