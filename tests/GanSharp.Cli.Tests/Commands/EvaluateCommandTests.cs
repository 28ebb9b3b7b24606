using System.Text.Json;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Metrics;

namespace GanSharp.Cli.Tests.Commands;

public sealed class EvaluateCommandTests(EvaluateCommandTests.Runs runs) : IClassFixture<EvaluateCommandTests.Runs>
{
    /// <summary>Two barely trained runs on the built-in digits: one without classes, one with two.</summary>
    public sealed class Runs : IDisposable
    {
        public Runs()
        {
            Cli.WithTinyRecipe("plain", "none").WithTinyRecipe("two");
            Cli.Run("train", "plain.yaml", "--dataset", "digits", "--steps", "2", "--out", "plain").Exit.ShouldBe(0);
            Cli.Run("train", "two.yaml", "--dataset", "digits", "--classes", "4,9", "--steps", "2").Exit.ShouldBe(0);
        }

        internal CliRunner Cli { get; } = new();

        public void Dispose() => Cli.Dispose();
    }

    private readonly CliRunner _cli = runs.Cli;

    [Fact]
    public void The_compared_features_are_written_on_request()
    {
        var result = _cli.Run("evaluate", "plain", "--samples", "100", "--resamples", "0", "--features-out", "f.npz");
        result.Exit.ShouldBe(0, result.Error);
        result.Lines[^1].ShouldBe($"{_cli["f.npz"]}: the features of the real images and the samples");
        using var zip = System.IO.Compression.ZipFile.OpenRead(_cli["f.npz"]);
        zip.Entries.Select(entry => entry.FullName).ShouldBe(["real.npy", "samples.npy", "real_labels.npy"]);
    }

    [Fact]
    public void A_run_is_compared_with_its_data_in_tables()
    {
        var result = _cli.Run("evaluate", "plain", "--samples", "100", "--resamples", "5");

        result.Error.ShouldBe("");
        result.Exit.ShouldBe(0);
        result
            .Lines[0]
            .ShouldBe(
                $"{_cli["plain/generator.safetensors"]}: 100 samples compared with 1000 test images of digits, "
                + "features: digits");
        result.Lines[1].ShouldStartWith("digits has no test part: every fifth image");
        result.Lines[2].ShouldMatch(@"^figure +value +95% interval +floor$");
        result.Lines[3].ShouldMatch(@"^fid +\d+(\.\d+)? +\d+(\.\d+)? to \d+(\.\d+)? +\d+(\.\d+)?$");
        result.Lines.ShouldContain(line => line.StartsWith("memorisation ", StringComparison.Ordinal));
        result.Lines.ShouldNotContain(line => line.StartsWith("class-accuracy ", StringComparison.Ordinal));
        result.Lines[^11].ShouldMatch("^class +samples +real +fid$");
        result
            .Lines[^1]
            .ShouldMatch(
                @"^9 +\d+ +100 +(\d+|– \((no|one) samples?\))", "the labels, not the answers of the classifier");
        result.Lines.ShouldContain("not computed: class-accuracy (the samples have no labels)");
    }

    [Fact]
    public void The_latest_run_is_compared_with_its_own_classes()
    {
        var evaluation = Json("evaluate", "--samples", "100", "--resamples", "0", "--json").Evaluation;

        evaluation.Reference.ShouldBe(200);
        evaluation.Figures.Keys.ShouldContain("class-accuracy");
        evaluation.Figures["fid"].Low.ShouldBeNull();
        evaluation.Figures["modes"].Floor.ShouldBe(2);
        evaluation.ReferenceClassCounts.ShouldBe([0, 0, 0, 0, 100, 0, 0, 0, 0, 100]);
        evaluation
            .ClassFrechetDistances.Where((_, label) => label is not (4 or 9))
            .ShouldAllBe(distance => distance == null);
        evaluation.Missing.Count(missing => missing is { Figure: "class-fid", Reason: "no real images" }).ShouldBe(8);
    }

    [Fact]
    public void The_seed_changes_the_result_and_threads_do_not()
    {
        string[] command = ["evaluate", "plain", "--samples", "100", "--resamples", "3", "--json"];
        var result = _cli.Run([.. command, "--threads", "1"]).Out;

        _cli.Run([.. command, "--threads", "3"]).Out.ShouldBe(result);
        _cli.Run([.. command, "--seed", "2"]).Out.ShouldNotBe(result);
    }

    [Fact]
    public void An_IDX_file_with_labels_is_compared_with_a_data_set()
    {
        var digits = Datasets.Load("digits").Subsample(200);
        Idx.Write(_cli["real-images.idx"], new([200, 28, 28], digits.Images));
        Idx.Write(_cli["real-labels.idx"], new([200], digits.Labels!));

        var (evaluation, root) = Json(
            "evaluate", "real-images.idx", "--dataset", "digits", "--resamples", "0", "--json");

        root.GetProperty("source").GetString().ShouldBe(_cli["real-images.idx"]);
        root.GetProperty("dataset").GetString().ShouldBe("digits");
        root.GetProperty("isHeldOut").GetBoolean().ShouldBeFalse("the digits have no test part");
        evaluation.Samples.ShouldBe(200);
        evaluation.Figures["class-accuracy"].Value.ShouldBeGreaterThan(0.95);
        evaluation.Figures["memorisation"].Value.ShouldBeLessThan(0.5, "most of them are training images");
        evaluation.Figures["fid"].Value.ShouldBeLessThan(3 * evaluation.Figures["fid"].Floor!.Value);
    }

    [Fact]
    public void A_folder_of_pictures_is_compared_with_a_data_set()
    {
        var digits = Datasets.Load("digits").Subsample(30);
        for (var i = 0; i < digits.Count; i++)
            PngWriter.Save(_cli[$"drawn/{digits.Labels![i]}/{i}.png"], new(28, 28, 1, digits.Image(i).ToArray()));

        var evaluation = Json("evaluate", "drawn", "--dataset", "digits", "--resamples", "0", "--json").Evaluation;

        evaluation.Samples.ShouldBe(30);
        evaluation.Figures["class-accuracy"].Value.ShouldBeGreaterThan(0.9);
        evaluation.ClassCounts.ShouldAllBe(count => count > 0);
    }

    [Fact]
    public void The_nearest_training_images_are_drawn_next_to_samples()
    {
        var result = _cli.Run("evaluate", "plain", "--samples", "100", "--resamples", "0", "--nearest", "nearest.png");

        result.Lines[^1].ShouldBe($"{_cli["nearest.png"]}: samples next to their nearest training images");
        var picture = PngReader.Read(_cli["nearest.png"]);
        (picture.Width, picture.Height).ShouldBe((8 * 58 + 2, 10 * 58 + 2));
    }

    [Fact]
    public void Features_can_come_from_a_file()
    {
        using var cli = new CliRunner().WithColours(perClass: 20);
        cli.Run(
                "features", "train", "folder", "--data", "colours", "--image-size", "8", "--epochs", "1", "--out",
                "mine.safetensors")
            .Exit.ShouldBe(0);

        var result = cli.Run(
            "evaluate", "colours", "--dataset", "folder", "--data", "colours", "--image-size", "8", "--features",
            "mine.safetensors", "--resamples", "0");

        result.Error.ShouldBe("");
        result.Lines[0].ShouldBe($"{cli["colours"]}: 40 samples compared with 8 test images of folder, features: mine");
    }

    [Fact]
    public void Features_of_pictures_without_classes_are_learned_once()
    {
        using var cli = new CliRunner().WithColours(perClass: 20);
        string[] command =
        [
            "evaluate", "colours/blue", "--dataset", "folder", "--data", "colours/red", "--image-size", "8",
            "--resamples", "0",
        ];

        var first = cli.Run(command);

        first.Error.ShouldBe("");
        first.Exit.ShouldBe(0);
        var file = cli.Entries.Single(entry => entry.EndsWith(".safetensors", StringComparison.Ordinal));
        file.ShouldMatch("^cache/features/folder-[0-9a-f]{12}.safetensors$");
        first.Lines[0].ShouldBe(
            "there are no built-in features for folder, so they are learned from its 16 images, once; "
            + $"they are kept in {cli[file]}");
        var name = Path.GetFileNameWithoutExtension(file);
        first.Lines[1].ShouldStartWith($"features {name}: ");
        first.Lines[2].ShouldEndWith($": 20 samples compared with 4 test images of folder, features: {name}");
        first.Lines.ShouldContain(
            "not computed: inception-score, class-kl, modes, class-accuracy, class-fid "
            + "(the features do not distinguish the classes of the images)");
        var second = cli.Run(command);
        second.Lines.ShouldBe(first.Lines[1..]);
        var json = cli.Run([.. command, "--json"]);
        (json.Lines.Length, json.Error).ShouldBe((1, ""));
        JsonDocument.Parse(json.Out).RootElement.GetProperty("evaluation").GetProperty("features").GetString()
            .ShouldBe(name);
    }

    [Fact]
    public void Trainings_and_sweeps_learn_the_features_before_the_first_step()
    {
        using var cli = new CliRunner().WithColours(perClass: 20).WithTinyRecipe(conditioning: "none");
        string[] data = ["--dataset", "folder", "--data", "colours/red", "--image-size", "8"];

        var training = cli.Run(["train", "tiny.yaml", .. data, "--steps", "2", "--evaluate-every", "1", "--json"]);

        (training.Exit, training.Error).ShouldBe((0, ""));
        var first = JsonDocument.Parse(training.Lines[0]).RootElement;
        first.GetProperty("event").GetString().ShouldBe("features");
        first.GetProperty("isNew").GetBoolean().ShouldBeTrue();
        var name = first.GetProperty("name").GetString();
        training.Lines.ShouldContain(line => line.Contains("\"evaluated\"", StringComparison.Ordinal));
        cli.Run(["train", "tiny.yaml", .. data, "--steps", "2", "--evaluate-every", "1"]).Lines[0]
            .ShouldStartWith($"features {name}: ");

        var sweep = cli.Run(
            [
                "sweep", "tiny.yaml", .. data[..4], "--set", "image-size=8", "--samples", "100", "--steps", "1",
                "--seeds", "2", "--out", "study",
            ]);

        (sweep.Exit, sweep.Error).ShouldBe((0, ""));
        sweep.Lines.Count(line => line.StartsWith($"features {name}: ", StringComparison.Ordinal)).ShouldBe(1);
        sweep.Lines.ShouldContain(line => line.StartsWith("[2/2 done]", StringComparison.Ordinal));
    }

    [Fact]
    public void Too_few_images_for_a_batch_are_an_error_before_features_are_learned()
    {
        using var cli = new CliRunner().WithColours(perClass: 20).WithTinyRecipe(conditioning: "none");
        var result = cli.Run(
            "train", "tiny.yaml", "--dataset", "folder", "--data", "colours/red", "--image-size", "8",
            "--batch-size", "21", "--evaluate-every", "1");
        result.Exit.ShouldBe(2);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldBe("gansharp: batch size 21 exceeds the 20 images of folder; choose 1 to 20\n");
    }

    [Fact]
    public void A_classifier_of_pictures_with_classes_is_learned_once()
    {
        using var cli = new CliRunner().WithColours(perClass: 20);
        string[] command =
        [
            "evaluate", "colours", "--dataset", "folder", "--data", "colours", "--image-size", "8", "--resamples", "0",
        ];

        var first = cli.Run(command);

        (first.Exit, first.Error).ShouldBe((0, ""));
        first.Lines[0].ShouldStartWith(
            "there are no built-in features for folder, so a classifier of its 2 classes is trained, once; "
            + "they are kept in ");
        first.Lines[1].ShouldEndWith(" % of 8 test images classified correctly");
        first.Lines.ShouldContain(line => line.StartsWith("class-accuracy", StringComparison.Ordinal));
        cli.Run(command).Lines.ShouldBe(first.Lines[1..]);
    }

    [Theory]
    [InlineData(
        "which real images should these be compared with? Name a data set with --dataset NAME (see gansharp data)",
        "data")]
    [InlineData("there is no data set 'mnits' among", "plain", "--dataset", "mnits")]
    [InlineData("there are no features 'digit' among digits", "plain", "--features", "digit")]
    [InlineData("--samples: '99' is not a whole number from 100 to 1000000", "plain", "--samples", "99")]
    [InlineData("nowhere: there is no such run, generator (.safetensors), folder of images or IDX file", "nowhere")]
    [InlineData("exists and is not a PNG picture", "plain", "--nearest", "plain.yaml")]
    [InlineData("there are no pictures in it", "empty", "--dataset", "digits")]
    public void An_impossible_evaluation_is_refused_in_one_line(string message, params string[] args)
    {
        Directory.CreateDirectory(_cli["empty"]);

        var result = _cli.Run(["evaluate", .. args]);

        result.Exit.ShouldBe(2);
        result.Out.ShouldBe("");
        result.Error.ShouldContain(message);
        result.Error.ShouldEndWith("\n");
        result.Error.Split('\n').Length.ShouldBe(2);
    }

    [Fact]
    public void A_stopped_evaluation_says_so()
    {
        using var cli = new CliRunner { Cancellation = new(canceled: true) };
        File.Copy(_cli["plain/generator.safetensors"], cli["g.safetensors"]);

        var result = cli.Run("evaluate", "g.safetensors", "--samples", "100");

        (result.Exit, result.Error).ShouldBe((130, "gansharp: stopped\n"));
    }

    private (Evaluation Evaluation, JsonElement Root) Json(params string[] args)
    {
        var result = _cli.Run(args);
        result.Error.ShouldBe("");
        result.Lines.Length.ShouldBe(1);
        var root = JsonDocument.Parse(result.Out).RootElement;
        return (Evaluation.FromJson(root.GetProperty("evaluation").GetRawText(), "output"), root);
    }
}
