using System.Text.Json;

namespace GanSharp.Cli.Tests.Commands;

/// <summary>Every command that reads pictures reports the files that it leaves out.</summary>
public sealed class LeftOutTests : IDisposable
{
    private const string Said = "1 .heic file left out: not a format that is read (blue/9.heic)";

    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe().WithColours();

    public LeftOutTests() => File.WriteAllText(_cli["colours/blue/9.heic"], "");

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void Data_reports_them()
    {
        Run("data", "info", "folder").Lines[1].ShouldBe($"  {Said}");
        Json(Run("data", "info", "folder", "--json").Lines.Single()).ShouldBe([Said]);
    }

    [Fact]
    public void Training_and_resuming_report_them_and_the_run_keeps_them()
    {
        Run("train", "tiny.yaml", "--dataset", "folder", "--out", "run").Error.ShouldBe($"folder: {Said}\n");
        Json(File.ReadAllText(_cli["run/run.json"]), "data").ShouldBe([Said]);
        Run("resume", "run", "--epochs", "3").Error.ShouldBe($"folder: {Said}\n");
        Json(Run("train", "tiny.yaml", "--dataset", "folder", "--json").Lines[0]).ShouldBe([Said]);
        _cli.RunInTerminal("train", "tiny.yaml", "--dataset", "folder", "--data", "colours", "--image-size", "4")
            .Out.ShouldContain(Said);
    }

    [Fact]
    public void A_name_of_several_lines_stays_on_one()
    {
        File.Move(_cli["colours/blue/9.heic"], _cli["colours/blue/9\n\u001B.heic"]);
        const string said = @"1 .heic file left out: not a format that is read (blue/9\u000A\u001B.heic)";
        Run("data", "info", "folder").Lines[1].ShouldBe($"  {said}");
        Run("train", "tiny.yaml", "--dataset", "folder", "--steps", "1").Error.ShouldBe($"folder: {said}\n");
    }

    [Fact]
    public void A_sweep_reports_them()
    {
        Run("sweep", "tiny.yaml", "--dataset", "folder", "--samples", "0", "--out", "sweep")
            .Error.ShouldBe($"folder: {Said}\n");
        Json(
                Run("sweep", "tiny.yaml", "--dataset", "folder", "--samples", "0", "--json")
                    .Lines.Single(line => line.Contains("left-out")))
            .ShouldBe([Said]);
    }

    [Fact]
    public void Training_features_and_evaluating_report_them()
    {
        Run("features", "train", "folder", "--epochs", "1", "--out", "mine.safetensors")
            .Error.ShouldBe($"folder: {Said}\n");
        string[] command =
        [
            "evaluate", "colours", "--dataset", "folder", "--features", "mine.safetensors", "--resamples", "0",
        ];
        Run(command).Error.ShouldBe($"folder: {Said}\n{_cli["colours"]}: {Said}\n");
        Json(Run([.. command, "--json"]).Lines.Single()).ShouldBe([Said]);
    }

    [Fact]
    public void Damaged_pictures_are_an_error_or_reported_as_left_out()
    {
        File.Delete(_cli["colours/blue/9.heic"]);
        File.WriteAllBytes(_cli["colours/red/9.JPG"], Jpeg[..^100]);
        const string damaged = "1 damaged picture left out: red/9.JPG";
        _cli.Run("data", "info", "folder", "--data", "colours", "--image-size", "8").Error
            .ShouldContain("red/9.JPG: is damaged: it ends too early; copy it again; "
                + "or leave damaged pictures out with --skip-damaged");
        Run("data", "info", "folder", "--skip-damaged").Lines[1].ShouldBe($"  {damaged}");
        Run("train", "tiny.yaml", "--dataset", "folder", "--out", "run", "--skip-damaged").Error
            .ShouldBe($"folder: {damaged}\n");
        Json(File.ReadAllText(_cli["run/run.json"]), "data").ShouldBe([damaged]);
        Run("resume", "run", "--epochs", "3").Error.ShouldBe($"folder: {damaged}\n");
    }

    [Fact]
    public void Settings_of_pictures_stay_in_the_recipe_of_the_run()
    {
        File.Delete(_cli["colours/blue/9.heic"]);
        File.WriteAllBytes(_cli["colours/red/9.JPG"], Jpeg);
        Run("train", "tiny.yaml", "--dataset", "folder", "--out", "run", "--crop", "pad", "--background", "#ff0000")
            .Error.ShouldBeEmpty();
        var recipe = File.ReadAllText(_cli["run/recipe.yaml"]);
        recipe.ShouldContain("crop: pad");
        recipe.ShouldContain("#ff0000");
        recipe.ShouldNotContain("skip-damaged");
        Run("resume", "run", "--epochs", "3").Error.ShouldBeEmpty();
        _cli.Run("data", "info", "folder", "--data", "colours", "--image-size", "8", "--crop", "left").Error
            .ShouldContain("crop: 'left' is not one of centre, fit, pad");
    }

    private static byte[] Jpeg
    {
        get
        {
            using var stream = typeof(LeftOutTests).Assembly.GetManifestResourceStream("baseline.jpg")!;
            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return bytes;
        }
    }

    private CliResult Run(params string[] args)
    {
        var result = _cli.Run([.. args, "--data", "colours", .. Size(args[0])]);
        result.Exit.ShouldBe(0, result.Error);
        return result;
    }

    private static string[] Size(string command) =>
        command switch { "resume" => [], "sweep" => ["--set", "image-size=8"], _ => ["--image-size", "8"] };

    private static string[] Json(string line, string? below = null)
    {
        var root = JsonDocument.Parse(line).RootElement;
        return
        [
            .. (below is null ? root : root.GetProperty(below))
                .GetProperty("leftOut")
                .EnumerateArray()
                .Select(entry => entry.GetString()!),
        ];
    }
}
