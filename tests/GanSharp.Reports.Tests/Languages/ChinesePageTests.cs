using System.Text.RegularExpressions;
using GanSharp.Reports.Languages;
using GanSharp.Reports.Studies;
using GanSharp.Studies;
using GanSharp.Tensors;
using GanSharp.Training.Records;

namespace GanSharp.Reports.Tests.Languages;

/// <summary>Pages in Chinese have no English but names: of recipes, settings, classes, commands and machines.</summary>
public sealed partial class ChinesePageTests : IDisposable
{
    private const string Chinese = PageLanguage.Chinese;

    private static readonly string[] Names =
    [
        "GanSharp", "gansharp", "recipe", "yaml", "SHA-256", "UTC", "FID", "KID",
        "made", "up", // the features
        "tiny", "noise", "run", "zero", "one", "two",
    ];

    private static readonly string[] StudyNames =
    [
        "other", "lr", "learning-rate", "batch-size", "seed", "log", "study", "results", "png", "PNG",
        "NaN", "trunk", "batch-norm", "running-mean", "on-nan", "rollback", // why a trial failed
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_report_is_Chinese()
    {
        var page = RunReport.ToHtml(RunRecord.Load(Rich("run")), Chinese);
        page.ShouldContain("<html lang=\"zh\">");
        page.ShouldContain("button.textContent = '播放';");
        page.ShouldContain(">播放</button>");
        var text = PageText.Of(page);
        text.ShouldContain("训练报告 · run tiny noise：12 张 8×8×1 的图像，3 个类别 开始于 2024 年 2 月 29 日 12:00 UTC");
        text.ShouldContain("警告 模式崩塌 第 2 步 样本只接近 10 个类别中 2 个类别的图像");
        text.ShouldContain("keep 在第 2 步之后：从 2 改为 9");
        text.ShouldContain("（learning-rate-decay 从 0 改为 0.5；generator-optimizer 从 adam 2e-4 改为 adam 1e-4）");
        text.ShouldContain("损失 曲线: 判别器, 最后 0.25, 生成器, 最后 0.417");
        EnglishIn(
            page,
            [
                .. LayersOf("run"), "keep", "learning-rate-decay", "generator-optimizer", "adam", "abacus",
                "source", "safetensors", "e3b0", "conv", "weight", "here",
                "normal", "class-accuracy", "real-energy", "fake-energy", "energy",
            ]).ShouldBeEmpty();
    }

    [Fact]
    public void A_report_of_a_run_that_has_not_begun_is_Chinese()
    {
        RecordedRun.Write(_folder["run"], epochs: 0, Tiny.Recipe with { Dataset = "mnist", Epochs = 90 });
        Directory.Delete(_folder["run/samples"], recursive: true);
        var page = RunReport.ToHtml(RunRecord.Load(_folder["run"]), Chinese);
        PageText.Of(page).ShouldContain("如果找不到数据集 mnist，请加上");
        EnglishIn(page, [.. LayersOf("run"), "mnist", "normal"]).ShouldBeEmpty();
    }

    [Fact]
    public void A_report_of_a_long_run_is_Chinese()
    {
        var page = RunReport.ToHtml(RunRecord.Load(RecordedRun.Write(_folder["run"], epochs: 90)), Chinese);
        PageText.Of(page).ShouldContain("91 张样本图中等间隔的 60 张");
        string[] figures = ["normal", "class-accuracy", "real-energy", "fake-energy", "energy"];
        EnglishIn(page, [.. LayersOf("run"), .. figures]).ShouldBeEmpty();
    }

    [Fact]
    public void A_comparison_is_Chinese()
    {
        string[] terms = ["hinge", "r1 2"];
        RecordedRun.Write(_folder["other"], 3, Tiny.Recipe with { Epochs = 3, Seed = 7, Terms = terms });
        Comparison some = new([RunRecord.Load(Rich("run")), RunRecord.Load(_folder["other"])]);
        var page = some.ToHtml(Chinese);
        PageText.Of(page).ShouldContain("2 个训练");
        EnglishIn(
            page, "other", "source", "safetensors", "terms", "non-saturating", "hinge", "r1", "epochs", "seed")
            .ShouldBeEmpty();
        RecordedRun.Write(_folder["same"], 3, some.Runs[1].Record.Recipe);
        Comparison same = new([RunRecord.Load(_folder["same"]), some.Runs[1].Record]);
        EnglishIn(same.ToHtml(Chinese), "same", "other").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_study_is_Chinese()
    {
        SweepPlan plan = new() { Recipes = [Tiny.Recipe], Samples = 100 };
        foreach (var each in (SweepPlan[])
        [
            plan with { Axes = [new("lr", ["1e38", "1e-2", "1e-3"])], Seeds = [1, 2] },
            plan with { Axes = [new("batch-size", ["4", "6"])], Mode = SweepMode.Each },
            plan with { Axes = [new("lr", ["1e-4..1e-2 log"])], Mode = SweepMode.Random, Draws = 8 },
            plan with { Recipes = [Tiny.Recipe, Tiny.Recipe with { Name = "other" }] },
        ])
        {
            using var folder = new TemporaryFolder();
            var sweep = await SweepReportTests.StudyIn(folder["study"], each);
            File.WriteAllText(sweep.PictureOf(sweep.Trials[^1]), "no picture");
            sweep = Sweep.Open(sweep.Folder, each with { Seeds = [.. each.Seeds, 3] });
            EnglishIn(
                SweepReport.ToHtml(sweep, Chinese),
                [
                    .. Word().Matches(folder.Path).Select(match => match.Value),
                    .. sweep.Trials.SelectMany(trial => Word().Matches(trial.Id)).Select(match => match.Value),
                    .. StudyNames,
                ]).ShouldBeEmpty();
        }
    }

    [Fact]
    public void A_setting_keeps_its_name()
    {
        new ComparedSetting("seed", []).NameIn(Phrases.In(Chinese)).ShouldBe("seed");
        new ComparedSetting("init from", []).NameIn(Phrases.In(Chinese))
            .ShouldBe("初始网络来自");
    }

    private IEnumerable<string> LayersOf(string name)
    {
        var description = RunRecord.Load(_folder[name]).Description;
        return description.Generator.Layers.Concat(description.Discriminator.Layers)
            .SelectMany(layer => Word().Matches(layer.Kind)).Select(match => match.Value);
    }

    /// <summary>Writes a run with everything that a page can show.</summary>
    private string Rich(string name)
    {
        var folder = RecordedRun.Write(_folder[name]);
        File.WriteAllLines(
            Path.Combine(folder, "warnings.jsonl"),
            [
                Warning("mode-collapse", "the samples are near images of 2 of 10 classes only", "rollback"),
                Warning(
                    "length-changed",
                    "the learning rate goes from 2e-4 back to 3e-4: it falls over the last 20 % of the run, "
                    + "which is now 300 steps long", "rollback"),
            ]);
        File.WriteAllText(Path.Combine(folder, "evaluations.jsonl"),
            """
            {"step":3,"epoch":1,"evaluation":{"features":"made up","samples":100,"reference":12,"figures":
            {"fid":{"value":4},"precision":{"value":0.5},"recall":{"value":0.5},"class-accuracy":{"value":0.9}}}}
            """.ReplaceLineEndings("") + "\n");
        var description = Path.Combine(folder, "run.json");
        File.WriteAllText(description, Edited(File.ReadAllText(description)));
        return folder;

        static string Warning(string kind, string reason, string suggestion) =>
            $$"""{"step":2,"kind":"{{kind}}","reason":"{{reason}}","suggestion":"{{suggestion}}"}""";

        static string Edited(string json) => json
            .Replace(
                "\"changes\": []",
                """
                "changes": [
                    {"step": 2, "setting": "keep", "from": "2", "to": "9"},
                    {"step": 4, "setting": "learning-rate-decay", "from": "0", "to": "0.5"},
                    {"step": 4, "setting": "generator-optimizer", "from": "adam 2e-4", "to": "adam 1e-4"}
                ],
                "transfer": {
                    "source": "source.safetensors", "sha256": "e3b0", "step": 9, "networks": [
                        {"name": "generator", "taken": 4, "total": 4, "differing": []},
                        {"name": "moving average", "taken": 1, "total": 3, "differing": [
                            {"name": "conv.weight", "there": "3x4", "here": "3x5"}, {"name": "conv", "here": "9"}]}]
                }
                """)
            .Replace("\"instructionSets\": [", "\"instructionSets\": [ { \"step\": 0, \"instructions\": \"abacus\" },")
            .Replace("\"step\": 0,\n        \"instructions\"", "\"step\": 4,\n        \"instructions\"");
    }

    /// <summary>
    /// Returns the English words in the texts of a page and in those for screen readers. Recipes, commands, layers of
    /// networks and facts about the machine are the same in every language.
    /// </summary>
    private static IEnumerable<string> EnglishIn(string page, params string[] names)
    {
        var shown = Same().Replace(page, " ");
        var texts = PageText.Of(shown) + string.Join(' ', Spoken().Matches(shown).Select(match => match.Groups[1]));
        return Word().Matches(texts).Select(match => match.Value).Except(Names).Except(names)
            .Except(Word().Matches(Compute.InstructionSet).Select(match => match.Value));
    }

    [GeneratedRegex(
        "<(pre|code)\\b.*?</\\1>|<(dt>GanSharp)</dt><dd>.*?</dd>"
        + "|<dt>(运行时|系统|处理器|指令集)</dt>\\s*<dd>.*?</dd>",
        RegexOptions.Singleline)]
    private static partial Regex Same();

    [GeneratedRegex("(?:aria-label|alt|title|data-label)=\"([^\"]*)\"")]
    private static partial Regex Spoken();

    /// <summary>Matches a word, but not the exponent of a number.</summary>
    [GeneratedRegex("(?<![0-9])[A-Za-z][A-Za-z0-9_-]+")]
    private static partial Regex Word();
}
