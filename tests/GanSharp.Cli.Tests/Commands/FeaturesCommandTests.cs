using System.Text.Json;
using GanSharp.Metrics.Features;

namespace GanSharp.Cli.Tests.Commands;

public sealed class FeaturesCommandTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithColours(perClass: 20);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_classifier_is_trained_and_tested_on_every_fifth_image()
    {
        var result = Train("--epochs", "3");

        result.Error.ShouldBe("");
        result.Exit.ShouldBe(0);
        result.Lines[0].ShouldBe("folder: 32 images of 8×8×3, 2 classes; 8 more for testing");
        result.Lines.Length.ShouldBe(5);
        result.Lines[3].ShouldStartWith("epoch 3/3  100 %  loss ");
        var file = _cli["folder-features.safetensors"];
        result.Lines[4].ShouldStartWith($"{file}: 64 features, ");
        result.Lines[4].ShouldEndWith(" % of 8 test images classified correctly");
        var network = ClassifierNetwork.Load(file);
        network.ClassNames.ShouldBe(["blue", "red"]);
        network.Training.ShouldContain("32 images, 3 epochs,");
        network.TestAccuracy!.Value.ShouldBeInRange(0, 1);
    }

    [Fact]
    public void Pictures_without_classes_are_learned_by_a_task_that_suits_them()
    {
        var result = _cli.Run(
            "features", "train", "folder", "--data", "colours/red", "--image-size", "8", "--epochs", "2");

        result.Error.ShouldBe("");
        result.Lines[0].ShouldBe("folder: 16 images of 8×8×3, no labels; 4 more for testing");
        result.Lines.ShouldContain(
            "the rotations of these images cannot be told apart; learning groups of similar images instead");
        result.Lines[^1].ShouldMatch(
            @" % of test images put into the right one of 3 groups of similar images, because rotations cannot be "
            + @"told apart \(25\.00 % right, guessing gives 25 %\)$");
        ClassifierNetwork.Load(_cli["folder-features.safetensors"]).Task.ShouldBe(FeatureTask.Groups);
        var end = _cli.Run(
            "features", "train", "folder", "--data", "colours/red", "--image-size", "8", "--epochs", "1", "--json");
        JsonDocument.Parse(end.Lines[^1]).RootElement.GetProperty("task").GetString()
            .ShouldBe("3 groups of similar images");
    }

    [Fact]
    public void The_same_seed_gives_the_same_file()
    {
        Train("--epochs", "1", "--out", "a.safetensors", "--threads", "1").Exit.ShouldBe(0);
        Train("--epochs", "1", "--out", "b.safetensors", "--threads", "2").Exit.ShouldBe(0);
        Train("--epochs", "1", "--out", "c.safetensors", "--seed", "2").Exit.ShouldBe(0);
        File.ReadAllBytes(_cli["b.safetensors"]).ShouldBe(File.ReadAllBytes(_cli["a.safetensors"]));
        File.ReadAllBytes(_cli["c.safetensors"]).ShouldNotBe(File.ReadAllBytes(_cli["a.safetensors"]));
    }

    [Fact]
    public void JSON_has_a_line_per_epoch_and_one_at_the_end()
    {
        var lines = Train("--epochs", "2", "--json")
            .Lines.Select(line => JsonDocument.Parse(line).RootElement)
            .ToArray();
        lines.Select(line => line.GetProperty("event").GetString()).ShouldBe(["started", "epoch", "epoch", "finished"]);
        lines[0].GetProperty("testImages").GetInt32().ShouldBe(8);
        lines[2].GetProperty("accuracy").GetDouble().ShouldBeInRange(0, 1);
        lines[3].GetProperty("file").GetString().ShouldBe(_cli["folder-features.safetensors"]);
        lines[3].GetProperty("features").GetInt32().ShouldBe(64);
    }

    [Fact]
    public void A_terminal_shows_epochs_and_steps()
    {
        var shown = _cli.RunInTerminal(
            "features", "train", "folder", "--data", "colours", "--image-size", "8", "--epochs", "2").Out;
        shown.ShouldContain("epoch 1/2  50 %");
        shown.ShouldContain("epoch 2/2  100 %");
        shown.ShouldContain("classified correctly");
    }

    [Fact]
    public void An_unwritable_file_is_refused_before_the_training()
    {
        File.WriteAllText(_cli["note"], "mine");
        var result = Train("--epochs", "1", "--out", "note/a.safetensors");
        result.Exit.ShouldBe(2);
        result.Out.ShouldBe("");
        result.Error.ShouldStartWith(
            $"gansharp: {_cli["note/a.safetensors"]}: cannot be written ({_cli["note"]} is not a folder); "
            + "choose another path");
        Train("--epochs", "1", "--out", "new/folder/a.safetensors").Exit.ShouldBe(0);
    }

    [Fact]
    public void Only_a_classifier_is_overwritten()
    {
        File.WriteAllText(_cli["mine.safetensors"], "dear diary");
        var refused = Train("--epochs", "1", "--out", "mine.safetensors");
        (refused.Exit, refused.Error).ShouldBe((2,
            $"gansharp: {_cli["mine.safetensors"]}: exists and is not a classifier; "
            + "choose another name, so that it is not lost\n"));
        File.ReadAllText(_cli["mine.safetensors"]).ShouldBe("dear diary");
        Train("--out", "mine.png")
            .Error.ShouldBe(
                $"gansharp: {_cli["mine.png"]}: features are safetensors files, so end the name in .safetensors\n");
        Train("--epochs", "1").Exit.ShouldBe(0);
        Train("--epochs", "1").Exit.ShouldBe(0, "a classifier may replace another");
    }

    [Fact]
    public void Bad_usage_is_refused_in_one_line()
    {
        Train("--epochs", "0").Error.ShouldContain("--epochs: '0' is not a whole number from 1 to 1000");
        _cli.Run("features", "train", "digit").Error.ShouldContain("did you mean digits?");
        _cli.Run("features", "train", "digits", "--classes", "3")
            .Error.ShouldContain("1 classes are too few for a classifier");
    }

    [Fact]
    public void Built_in_networks_are_listed()
    {
        var lines = _cli.Run("features", "list").Lines;
        lines.Length.ShouldBe(1 + FeatureNetworks.All.Count);
        lines
            .Single(line => line.StartsWith("digits ", StringComparison.Ordinal))
            .ShouldContain("4000 images, 40 epochs");
        _cli.Run("features").Lines.ShouldBe(lines);
        var json = JsonDocument.Parse(_cli.Run("features", "list", "--json").Out).RootElement[0];
        json.GetProperty("name").GetString().ShouldBe("digits");
        (json.GetProperty("features").GetInt32(), json.GetProperty("classes").GetInt32()).ShouldBe((64, 10));
        json.GetProperty("testAccuracy").GetDouble().ShouldBeGreaterThan(0.97);
    }

    private CliResult Train(params string[] args) =>
        _cli.Run(["features", "train", "folder", "--data", "colours", "--image-size", "8", .. args]);
}
