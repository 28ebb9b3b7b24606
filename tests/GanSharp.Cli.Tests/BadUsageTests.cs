namespace GanSharp.Cli.Tests;

public class BadUsageTests
{
    [Theory]
    [InlineData("trian", "'trian' is not a command of gansharp; did you mean train? (see gansharp --help)")]
    [InlineData(
        "recipes shwo tiny.yaml",
        "'shwo' is not a command of recipes; did you mean show? (see gansharp recipes --help)")]
    [InlineData("train tiny.yaml tiny.yaml", "one argument too many: 'tiny.yaml' (see gansharp train --help)")]
    [InlineData(
        "train tiny.yaml --data data --set terms=r1", "terms: none gives the generator a loss, so it cannot learn")]
    [InlineData("train --epoch 3", "there is no option --epoch; did you mean --epochs? (see gansharp train --help)")]
    [InlineData("train --epoch=3", "there is no option --epoch; did you mean --epochs?")]
    [InlineData("sample --cuont 3", "there is no option --cuont; did you mean --count?")]
    [InlineData("recipes show", "(see gansharp recipes show --help)")]
    [InlineData("train @tiny", "there is no recipe '@tiny'")]
    public void An_unknown_word_is_refused_with_the_nearest_known_one(string line, string message) =>
        Refuses(line, message);

    [Theory]
    [InlineData("train defualt", "there is no recipe 'defualt' among default, ", "; did you mean default?")]
    [InlineData("train none.yaml", "none.yaml: no such file; check the path")]
    [InlineData("train tiny.yaml --data nowhere", "nowhere (no such folder)")]
    [InlineData("train tiny.yaml --dataset mnits", "there is no data set 'mnits' among ", "; did you mean mnist?")]
    [InlineData("train tiny.yaml --dataset idx", "idx: which files? Name their folder with --data DIR")]
    [InlineData("train tiny.yaml --data broken", "not an IDX file")]
    [InlineData("train tiny.yaml --data data --epochs 0", "epochs: '0' is not a whole number from 1 to 1000000")]
    [InlineData("train tiny.yaml --data data --epochs -3", "epochs: '-3' is not a whole number")]
    [InlineData("train tiny.yaml --data data --epochs 1e99", "epochs: '1e99' is not a whole number")]
    [InlineData("train tiny.yaml --data data --epochs abc", "epochs: 'abc' is not a whole number")]
    [InlineData("train tiny.yaml --data data --epochs", "--epochs", "(see gansharp train --help)")]
    [InlineData("train tiny.yaml --data data --steps -1", "steps: '-1' is not a whole number from 0")]
    [InlineData("train tiny.yaml --data data --classes 0,7", "'7' is not one of the 3 classes: 0, 1, 2")]
    [InlineData("train tiny.yaml --data data --limit some", "limit: 'some' is not a whole number from 0")]
    [InlineData(
        "train tiny.yaml --data data --image-size 2",
        "image-size: images of side 2 are not possible; choose 4 to 1024")]
    [InlineData("train tiny.yaml --data data --batch-size 9 --limit 8", "batch size 9 exceeds the 8 images")]
    [InlineData(
        "train tiny.yaml --dataset folder --data data", "folder: no pictures (or a folder of them for each class) in ")]
    [InlineData("data info folder", "folder: which files? Name their folder with --data DIR")]
    [InlineData("data info digits --limit -1", "limit: '-1' is not a whole number")]
    [InlineData("train tiny.yaml --data data --batch-size 41", "batch size 41 exceeds the 40 images")]
    [InlineData("train tiny.yaml --data data --lr 0", "learning-rate: the learning rate 0 must be above 0")]
    [InlineData("train tiny.yaml --data data --lr fast", "learning-rate: 'fast' is not a number")]
    [InlineData("train tiny.yaml --data data --seed one", "seed: 'one' is not a whole number")]
    [InlineData("train tiny.yaml --data data --threads 0", "--threads: '0' is not a whole number from 1 to 256")]
    [InlineData(
        "train tiny.yaml --data data --threads 100000", "--threads: '100000' is not a whole number from 1 to 256")]
    [InlineData("train tiny.yaml --data data --set epochs", "--set epochs: write KEY=VALUE")]
    [InlineData("train tiny.yaml --data data --set epoch=3", "there is no setting 'epoch'", "did you mean epochs?")]
    [InlineData("train tiny.yaml --data data --set terms=wasserstien", "there is no term 'wasserstien'")]
    [InlineData("train tiny.yaml --data data --set generator=tanh", "generator: yields samples of")]
    [InlineData("train tiny.yaml --data data --set generator=linaer", "generator: ends in 'linaer'")]
    [InlineData("train tiny.yaml --data data --out data", "is not empty", "--out")]
    [InlineData("train tiny.yaml --data data --out tiny.yaml", "is not a folder")]
    [InlineData("train tiny.yaml --data data --out tiny.yaml/run", "tiny.yaml/run: cannot be written")]
    [InlineData("recipes show nosuch", "there is no recipe 'nosuch'")]
    [InlineData("data info mnits", "there is no data set 'mnits'", "did you mean mnist?")]
    public void An_impossible_training_or_listing_is_refused(string line, params string[] parts) =>
        Refuses(line, parts);

    [Theory]
    [InlineData("sample", "there is no run in ", "gansharp train")]
    [InlineData("sample nosuch", "nosuch: there is no such run folder or .safetensors file")]
    [InlineData("sample data", "is not a run, for it has no recipe.yaml")]
    [InlineData("sample tiny.yaml", "tiny.yaml: ")]
    [InlineData("sample --count 0", "--count: '0' is not a whole number from 1 to 1000000")]
    [InlineData("sample --count 10_000_000", "--count: '10_000_000' is not a whole number")]
    [InlineData("sample --count 10000000", "--count: '10000000' is not a whole number from 1 to 1000000")]
    [InlineData("sample --rows -1", "--rows: '-1' is not a whole number from 1 to 1000000")]
    [InlineData("sample --zoom 99", "--zoom: '99' is not a whole number from 1 to 16")]
    [InlineData("sample --threads 0", "--threads: '0' is not")]
    [InlineData("sample --seed x", "--seed: 'x' is not a whole number")]
    [InlineData("sample --format gif", "--format: 'gif' is not png, idx, npy, npz or parquet")]
    [InlineData("sample --out picture.jpg", "picture.jpg: pictures are PNG files")]
    [InlineData("sample --out tiny", "tiny: exists and is not a PNG picture")]
    [InlineData("sample --out data", "data: is not empty; name a new folder")]
    [InlineData("sample --text 2026 --labels 1", "text and labels exclude each other")]
    [InlineData("sample --interpolate --count 1", "at least 2")]
    public void An_impossible_sample_is_refused(string line, params string[] parts) => Refuses(line, parts);

    [Theory]
    [InlineData("train", "")]
    [InlineData("train", "--out", "")]
    [InlineData("sample", "--text", "")]
    public void Empty_arguments_are_refused(params string[] args)
    {
        using var cli = new CliRunner();
        var result = cli.Run(args);
        (result.Exit, result.Error).ShouldBe((2, $"gansharp: an argument is empty (see gansharp {args[0]} --help)\n"));
        cli.Entries.ShouldBeEmpty();
    }

    [Fact]
    public void Verbose_adds_the_stack_trace()
    {
        using var cli = new CliRunner();
        cli.Run("train", "nosuch", "--verbose").Error.ShouldContain("   at GanSharp.Recipes.RecipeCatalogue.Load");
    }

    [Fact]
    public void Every_command_can_be_stopped()
    {
        using var trained = new CliRunner().WithTinyRecipe();
        trained.Run("train", "tiny.yaml", "--data", "data", "--out", "run").Exit.ShouldBe(0);
        using var stopped = new CliRunner { Cancellation = new(canceled: true) };
        var result = stopped.Run("sample", trained["run"]);
        (result.Exit, result.Error).ShouldBe((130, "gansharp: stopped\n"));
        stopped.Entries.ShouldBeEmpty();
    }

    private static void Refuses(string line, params string[] parts)
    {
        using var cli = new CliRunner().WithTinyRecipe();
        File.WriteAllText(cli["tiny"], "precious");
        Directory.CreateDirectory(cli["broken"]);
        File.WriteAllText(cli["broken/some-images.idx"], "precious");
        var before = cli.Entries;

        var result = cli.Run(line.Split(' '));

        result.Exit.ShouldBe(2, result.Error);
        result.Out.ShouldBeEmpty();
        result.Error.ShouldStartWith("gansharp: ");
        result.Error.Count(c => c == '\n').ShouldBe(1, result.Error);
        foreach (var part in parts)
            result.Error.ShouldContain(part);
        cli.Entries.ShouldBe(before);
        File.ReadAllText(cli["tiny"]).ShouldBe("precious");
    }
}
