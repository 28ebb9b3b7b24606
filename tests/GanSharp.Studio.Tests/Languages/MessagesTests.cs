using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using GanSharp.Data;
using GanSharp.PublicApi;
using GanSharp.Recipes;
using GanSharp.Reports.Languages;
using GanSharp.Studio.NewTraining;
using GanSharp.Studio.Tests.NewTraining;
using GanSharp.Training;
using GanSharp.Training.Health;

namespace GanSharp.Studio.Tests.Languages;

public sealed partial class MessagesTests
{
    private static readonly Phrases Chinese = Phrases.In("zh");

    private static Messages Messages { get; } = new(Phrases.Read("zh-messages.json"));

    [Theory]
    [InlineData("there is no run 0001-tiny", "没有名为 0001-tiny 的训练")]
    [InlineData("recipe.yaml:3: steps: '0' is not a whole number from 1 to 9", "recipe.yaml:3：steps：“0”不是 1 到 9 之间的整数")]
    [InlineData("'' is not true or false", "“”不是 true 或 false")]
    [InlineData("there is no layer 'lin'; did you mean linear?", "没有名为“lin”的层；你是指 linear 吗？")]
    [InlineData("{1} and {0} is in the queue already", "{1} and {0} 已经在队列中")]
    [InlineData("'generator' is not true or false", "“generator”不是 true 或 false")]
    [InlineData("generator: there is no layer 'lin'", "生成器：没有名为“lin”的层")]
    [InlineData("3 .txt files left out: not a format that is read (b/x.txt)", "忽略了 3 个 .txt 文件：不是可读取的格式（b/x.txt）")]
    [InlineData("more than 3 files", "超过 3 个文件")]
    [InlineData("my files: is damaged", "my files：已损坏")]
    [InlineData("a sentence of a network library", "a sentence of a network library")]
    [InlineData("", "")]
    public void A_message_is_translated_with_its_names_and_numbers(string message, string translation)
    {
        Chinese.Say(message).ShouldBe(translation);
        Phrases.In("en").Say(message).ShouldBe(message);
    }

    [Fact]
    public void A_long_message_takes_no_time()
    {
        var message = string.Concat(Enumerable.Repeat("a: b; ", 600));
        Chinese.Say(message).ShouldBe(message);
        Chinese.Say(new('x', 1 << 20)).Length.ShouldBe(1 << 20);
    }

    /// <summary>
    /// A message that was changed in the code would be shown in English. Words that the code chooses are not beside
    /// those around them, so a part of the phrases is enough.
    /// </summary>
    [Fact]
    public void Every_template_is_of_a_message_in_the_sources()
    {
        var sources = Joined().Replace(
            string.Join('\n', Directory.EnumerateFiles(
                Path.Combine(Repository.Root, "src"), "*.cs", SearchOption.AllDirectories).Select(File.ReadAllText)),
            "");
        Messages.Templates.Where(template => ShareOf(template) < 0.4)
            .Select(template => string.Join("{}", template.Pieces)).ShouldBeEmpty();

        double ShareOf(MessageTemplate template)
        {
            var phrases = template.Pieces.SelectMany(piece => Phrase().Matches(piece))
                .Select(match => match.Value.Trim()).ToArray();
            return (double)phrases.Where(phrase => sources.Contains(phrase)).Sum(phrase => phrase.Length)
                / phrases.Sum(phrase => phrase.Length);
        }
    }

    [Fact]
    public void A_translation_has_the_places_for_values_of_its_template() =>
        Phrases.Read("zh-messages.json").Where(pair => Places(pair.Key) != Places(pair.Value))
            .Select(pair => pair.Key).ShouldBeEmpty();

    [Fact]
    public async Task Every_setting_says_in_Chinese_what_is_wrong_with_its_value()
    {
        using var check = new RecipeCheck();
        var data = DataSurvey.Of(Datasets.Load("digits"));
        var yaml = RecipeYaml.Format(RecipeSuggestion.For("default", data));
        var messages = new HashSet<string>();
        foreach (var key in RecipeKeys.All)
        {
            foreach (var value in (string[])["", "x", "0", "-1", "99999999999", "a, b", "linear 9", "adam"])
            {
                var result = await check.OfAsync(
                    yaml, [new(key.Name, value)], data, TestContext.Current.CancellationToken);
                messages.UnionWith(result.Faults.Select(fault => fault.Message));
            }
        }
        messages.Count.ShouldBeGreaterThan(100);
        messages.Where(message => Chinese.Say(message) == message).ShouldBeEmpty();
    }

    [Fact]
    public void Warnings_of_a_training_are_Chinese()
    {
        var monitor = new HealthMonitor();
        TrainingWarning[] warnings =
        [
            .. Enumerable.Range(1, 20).SelectMany(step => monitor.Check(Step(step, 0))),
            .. monitor.Check(Step(21, 1) with { DiscriminatorIsStill = true, DiscriminatorLearningRate = 1e-9 }),
            .. monitor.Check(new SamplesMeasured(600, 9, 0.1, 0.1) { Change = 1e-4, ClassCounts = [9, 0, 0] }),
        ];
        warnings.Select(warning => warning.Kind).ShouldBe(
            ["no-gradient", "weights-still", "mode-collapse", "generator-still"], ignoreOrder: true);
        foreach (var warning in warnings)
        {
            foreach (var text in (string[])[warning.Kind, warning.Reason, warning.Suggestion])
                Chinese.Say(text).ShouldNotBe(text);
        }
    }

    /// <summary>What ends a training, or an upload, is rare, but then people need to understand it.</summary>
    [Theory]
    [InlineData("out of memory; use fewer images, a smaller batch or smaller networks")]
    [InlineData(
        "runs/a: is gone; it was moved or deleted during the training, so put it back and resume the run, or "
        + "start another")]
    [InlineData("runs/a/recipe.yaml: cannot be written (x); choose another path, or check space and permissions")]
    [InlineData(
        "runs/a: was trained with another recipe: batch-size: 64 there, 32 here; change that back, or start "
        + "a new run")]
    [InlineData("a.safetensors: is damaged: its contents do not match its digest; use an older one")]
    [InlineData("runs/a: has no checkpoint to resume from; train its recipe.yaml again, into another folder")]
    [InlineData(
        "runs/a/metrics.jsonl:7: is not a line of a training log; resume the run, which moves damaged lines "
        + "to a file next to it")]
    [InlineData("a.zip: its entry ../x has no usable path; pack it again")]
    [InlineData("labels.csv:3: has no file or no label; fill in both")]
    [InlineData(
        "mnist: cannot be downloaded (a.org: no such host, or no network; b.org: sent nothing for 30 "
        + "seconds); check the connection and press Download again")]
    [InlineData("digits: is built in and reads no files; leave out a, or name the data set in it")]
    [InlineData("move has more than the 8 numbers that this generator takes")]
    public void Rare_messages_are_Chinese(string message) =>
        EnglishWords().Match(Chinese.Say(message)).Value.ShouldBe("");

    [Fact]
    public async Task Answers_and_pages_have_messages_in_the_language_of_the_user()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.Client.DefaultRequestHeaders.Add("Accept-Language", "zh-CN");
        (await ErrorAsync("/api/data?upload=7")).ShouldBe("没有编号为 7 的上传；请重新拖放图片");
        (await ErrorAsync("/api/runs/0009-x/curves", HttpStatusCode.NotFound)).ShouldBe("没有名为 0009-x 的训练");
        (await (await studio.Client.GetAsync("/runs/0009-x", Cancellation)).Content.ReadAsStringAsync(Cancellation))
            .ShouldContain("没有名为 0009-x 的训练");
        var (id, refused) = await studio.UploadAsync(
            ("a/1.png", Uploads.Picture()), ("a/2.png", Uploads.Picture()[..60]), ("a/3.png", Uploads.Picture()),
            ("b/x.txt", [1]), ("b/1.png", Uploads.Picture()));
        refused.ShouldBe(["b/x.txt：不是可读取格式的图片"]);
        (await studio.JsonAsync($"/api/data?upload={id}")).GetProperty("damaged")[0].GetString()!
            .ShouldBe("a/2.png：提前结束，或已损坏；请重新获取或写入文件");
        var yaml = "name: x\nbatch-size: 0\n";
        (await studio.AskAsync("/api/recipe/check", new { yaml })).GetProperty("faults")[0].GetProperty("message")
            .GetString()!.ShouldContain("不是");

        async Task<string?> ErrorAsync(string address, HttpStatusCode status = HttpStatusCode.NotFound)
        {
            var answer = await studio.Client.GetAsync(address, Cancellation);
            answer.StatusCode.ShouldBe(status);
            return JsonDocument.Parse(await answer.Content.ReadAsStringAsync(Cancellation)).RootElement
                .GetProperty("error").GetString();
        }
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static StepCompleted Step(long step, double gradient) => new(step, 1, 0.5, 0.5, null, null, null, 100)
    {
        GeneratorGradientNorm = gradient,
        DiscriminatorGradientNorm = 1,
        GeneratorLearningRate = 1e-3,
    };

    private static string Places(string text) =>
        string.Join(' ', Place().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal));

    [GeneratedRegex("[a-z]{2,} [a-z]{2,}")]
    private static partial Regex EnglishWords();

    [GeneratedRegex(@"\{\d\}")]
    private static partial Regex Place();

    [GeneratedRegex(@"[A-Za-z][A-Za-z -]*")]
    private static partial Regex Phrase();

    /// <summary>What is between the parts of a message that is longer than a line.</summary>
    [GeneratedRegex(@"""\)?\s*\+\s*(Invariant\(\s*)?\$?""")]
    private static partial Regex Joined();
}
