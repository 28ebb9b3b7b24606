using System.Diagnostics;
using System.Security.Cryptography;

namespace GanSharp.Cli.Tests;

/// <summary>The tool under the launchers of Open MPI and MPICH, where they are installed.</summary>
[Trait("Instructions", "any")]
public sealed class MpiTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("mpirun.openmpi", 4)]
    [InlineData("mpirun.mpich", 2)]
    public void Processes_train_to_the_bits_of_one(string launcher, int count)
    {
        string[] train = ["train", "tiny.yaml", "--data", "data", "--set", "shards=4", "--steps", "6"];
        _cli.Run([.. train, "--out", "alone"]).Exit.ShouldBe(0);

        var result = Run(launcher, count, [.. train, "--threads", "1", "--out", "together"]);

        result.Exit.ShouldBe(0, result.Error);
        result.Error.ShouldBeEmpty();
        result.Out.Split("trained in").Length.ShouldBe(2, "the first process alone prints");
        foreach (var file in (string[])["checkpoints/step-0000006.safetensors", "generator.safetensors"])
            Digest($"together/{file}").ShouldBe(Digest($"alone/{file}"));
    }

    [Fact]
    public void Without_a_number_of_shards_each_process_has_one()
    {
        var result = Run("mpirun.mpich", 2, "train", "tiny.yaml", "--data", "data", "--steps", "1", "--threads", "1");
        result.Out.ShouldStartWith("tiny: 2 processes, so batches of 8 are cut into 2 shards\n");
        File.ReadAllText(_cli["runs/0001-tiny/recipe.yaml"]).ShouldContain("shards: 2\n");
    }

    [Fact]
    public void An_error_of_all_is_one_line()
    {
        var result = Run(
            "mpirun.mpich", 3, "train", "tiny.yaml", "--data", "data", "--set", "shards=4", "--threads", "1");
        result.Exit.ShouldBe(2);
        result.Error.Split('\n').Count(line => line.Contains("cannot share")).ShouldBe(1, result.Error);
    }

    [Fact]
    public void Samples_figures_and_studies_are_those_of_one_process()
    {
        _cli.Run("train", "tiny.yaml", "--data", "data", "--steps", "2", "--out", "run").Exit.ShouldBe(0);
        string[] sample = ["sample", "run", "--count", "300", "--format", "idx", "--out"],
            evaluate = ["evaluate", "run", "--data", "data", "--samples", "300", "--resamples", "2", "--json"],
            sweep = ["sweep", "tiny.yaml", "--data", "data", "--steps", "2", "--set", "shards=2", "--samples", "100"];
        _cli.Run([.. sample, "one"]).Exit.ShouldBe(0);
        var alone = Figures(_cli.Run(evaluate).Out);
        _cli.Run([.. sweep, "--out", "study1"]).Exit.ShouldBe(0);

        Run("mpirun.mpich", 2, [.. sample, "two"]).Out.Split("300 images").Length.ShouldBe(2);
        Figures(Run("mpirun.mpich", 2, evaluate).Out).ShouldBe(alone);
        var result = Run("mpirun.mpich", 2, [.. sweep, "--out", "study2"]);

        result.Exit.ShouldBe(0, result.Error);
        Digest("two-images.idx").ShouldBe(Digest("one-images.idx"));
        Digest("study2/results/tiny-seed=1.png").ShouldBe(Digest("study1/results/tiny-seed=1.png"));

        static string Figures(string json) => json[json.IndexOf("\"evaluation\"", StringComparison.Ordinal)..];
    }

    [Fact]
    public void Other_commands_run_once() =>
        Run("mpirun.mpich", 3, "--version").Out.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length.ShouldBe(1);

    [Fact]
    public void Without_a_library_it_says_what_to_install()
    {
        var result = Run(
            new() { ["OMPI_COMM_WORLD_SIZE"] = "2", ["GANSHARP_MPI"] = "libnone.so" },
            Dotnet, Tool("train", "tiny.yaml"));
        (result.Exit, result.Error).ShouldBe((2,
            "gansharp: started under MPI, but no MPI library is found (libnone.so); install Open MPI (Debian: "
            + "libopenmpi3, on others openmpi), or set GANSHARP_MPI to the path of the library\n"));
    }

    private static string Dotnet => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    private static string[] Tool(params string[] args) => [typeof(Tool).Assembly.Location, .. args];

    private string Digest(string path) => Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(_cli[path])));

    private (int Exit, string Out, string Error) Run(string launcher, int count, params string[] args)
    {
        var paths = Environment.GetEnvironmentVariable("PATH")!.Split(Path.PathSeparator);
        Assert.SkipUnless(Array.Exists(paths, folder => File.Exists(Path.Combine(folder, launcher))), $"no {launcher}");
        string[] options = launcher.EndsWith("openmpi", StringComparison.Ordinal) ? ["--oversubscribe"] : [];
        var root = new Dictionary<string, string>
        {
            ["OMPI_ALLOW_RUN_AS_ROOT"] = "1",
            ["OMPI_ALLOW_RUN_AS_ROOT_CONFIRM"] = "1",
        };
        return Run(root, launcher, [.. options, "-n", $"{count}", Dotnet, .. Tool(args)]);
    }

    private (int Exit, string Out, string Error) Run(
        Dictionary<string, string> variables, string command, string[] args)
    {
        var start = new ProcessStartInfo(command, args)
        {
            WorkingDirectory = _cli.Folder,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        process.WaitForExit(Patience).ShouldBeTrue();
        return (process.ExitCode, output.Result.ReplaceLineEndings("\n"), error.Result);
    }
}
