using System.Globalization;
using GanSharp.IO;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

[Trait("Instructions", "any")]
public sealed class RunFoldersTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void The_next_number_is_one_above_the_highest()
    {
        RunFolders.Next(_root["nowhere"], "gan").ShouldBe(_root["nowhere/0001-gan"]);
        RunFolders.Next(_root.Path, "gan").ShouldBe(_root["0001-gan"]);
        Make("0002-gan", "0011-other", "notes", "-3-x");
        RunFolders.Next(_root.Path, "gan").ShouldBe(_root["0012-gan"]);
        Make("12345-gan");
        RunFolders.Next(_root.Path, "gan").ShouldBe(_root["12346-gan"]);
        Make("20241128120000-gan");
        RunFolders.Next(_root.Path, "gan").ShouldBe(_root["20241128120001-gan"]);
        Make("9223372036854775807-gan");
        Should
            .Throw<GanSharpException>(() => RunFolders.Next(_root.Path, "gan"))
            .Message.ShouldBe(
                $"{_root.Path}: has a run with the number 9223372036854775807, the largest possible; rename it");
    }

    [Fact]
    public void A_recipe_without_a_name_still_gets_a_number() =>
        RunFolders.Next(_root.Path, "").ShouldBe(_root["0001"]);

    [Fact]
    public void The_latest_run_has_the_highest_number_even_without_a_generator()
    {
        RunFolders.Latest(_root["nowhere"]).ShouldBeNull();
        Make("zoo", "-12-x", "0000-none");
        _root.Write("0044-notes.txt", []);
        RunFolders.Latest(_root.Path).ShouldBeNull();
        MakeRuns("0001-a", "0009-b");
        _root.Write($"0001-a/{RunFolders.GeneratorName}", []);
        RunFolders
            .Latest(_root.Path)
            .ShouldBe(_root["0009-b"], "it has no generator yet, but is the latest run");
        MakeRuns("12345-c");
        RunFolders.Latest(_root.Path).ShouldBe(_root["12345-c"]);
        MakeRuns("3000000000-d");
        RunFolders.Latest(_root.Path).ShouldBe(_root["3000000000-d"], "beyond 32 bits");
    }

    [Fact]
    public void A_folder_with_the_highest_number_that_is_not_a_run_is_an_error()
    {
        MakeRuns("0001-a");
        Make("0002-b");
        foreach (var name in (string[])["latest", "2", "0002-b"])
        {
            Should.Throw<GanSharpException>(() => RunFolders.Find(name, _root.Path)).Message.ShouldBe(
                $"{_root["0002-b"]}: is not a run, for it has no recipe.yaml; "
                + "if a training was stopped before writing it, start again with gansharp train");
        }
        if (OperatingSystem.IsWindows())
            return;
        Directory.CreateSymbolicLink(_root["0003-c"], _root["disk-that-is-not-there/run"]);
        Should
            .Throw<GanSharpException>(() => RunFolders.Find("latest", _root.Path))
            .Message.ShouldStartWith($"{_root["0003-c"]}: is not a run");
        RunFolders.Next(_root.Path, "d").ShouldBe(_root["0004-d"]);
    }

    [Fact]
    public void Two_runs_with_the_same_number_are_an_error()
    {
        MakeRuns("0001-a", "0007-b", "7-c");
        foreach (var name in (string[])["latest", "7", "0007"])
        {
            Should.Throw<GanSharpException>(() => RunFolders.Find(name, _root.Path)).Message
                .ShouldBe($"{_root.Path}: has 2 runs with the number 7; name one by its folder: 0007-b, 7-c");
        }
        RunFolders.Find("7-c", _root.Path).ShouldBe(_root["7-c"]);
        MakeRuns("7");
        RunFolders.Find("7", _root.Path).ShouldBe(_root["7"], "a name is more exact than a number");
    }

    [Fact]
    public void Trainings_that_start_concurrently_get_different_numbers()
    {
        var folders = new string[64];
        Parallel.For(
            0, folders.Length, new() { MaxDegreeOfParallelism = 16 },
            i => folders[i] = RunFolders.Claim(_root["runs"], $"recipe-{i % 3}"));
        folders
            .Select(folder => int.Parse(Path.GetFileName(folder)[..4], CultureInfo.InvariantCulture))
            .Order()
            .ShouldBe(Enumerable.Range(1, folders.Length));
        Directory
            .EnumerateFileSystemEntries(_root["runs"])
            .Order(StringComparer.Ordinal)
            .ShouldBe(folders.Order(StringComparer.Ordinal), "nothing else is left");
    }

    [Fact]
    public void A_number_that_another_process_is_claiming_is_skipped()
    {
        MakeRuns("0006-a");
        using var held = FileLock.TryTake(_root[".0007.claim"]);
        RunFolders.Claim(_root.Path, "b").ShouldBe(_root["0008-b"]);
        RunFolders.Claim(_root.Path, "c").ShouldBe(_root["0009-c"]);
    }

    [Fact]
    public void Claims_of_killed_trainings_do_not_count_and_are_deleted()
    {
        MakeRuns("0006-a");
        foreach (var number in (string[])["0002", "0006", "0007"])
            _root.Write($".{number}.claim", []);
        RunFolders.Claim(_root.Path, "b").ShouldBe(_root["0007-b"]);
        Directory.EnumerateFiles(_root.Path, ".*.claim").ShouldBeEmpty();
    }

    [Fact]
    public void A_folder_that_cannot_be_created_is_an_error_with_its_path()
    {
        _root.Write("file", [1]);
        Should
            .Throw<GanSharpException>(() => RunFolders.Claim(_root["file"], "gan"))
            .Message.ShouldStartWith($"{_root["file"]}: cannot be written (");
    }

    [Fact]
    public void A_generator_is_found_by_its_run_or_by_its_own_path()
    {
        Make("empty");
        MakeRuns("run", "begun");
        var file = _root.Write($"run/{RunFolders.GeneratorName}", []);
        RunFolders.GeneratorOf(_root["run"]).ShouldBe(file);
        RunFolders.GeneratorOf(file).ShouldBe(file);
        Should
            .Throw<GanSharpException>(() => RunFolders.GeneratorOf(_root["begun"]))
            .Message.ShouldBe(
                $"{_root["begun"]}: has no generator yet; "
                + "the first checkpoint brings one, so let it train, or resume it");
        Should
            .Throw<GanSharpException>(() => RunFolders.GeneratorOf(_root["empty"]))
            .Message.ShouldStartWith($"{_root["empty"]}: is not a run, ");
        Should.Throw<GanSharpException>(() => RunFolders.GeneratorOf(_root["x"])).Message
            .ShouldBe($"{_root["x"]}: there is no such run folder or .safetensors file");
    }

    [Fact]
    public void No_name_leads_out_of_the_folder() =>
        Path.GetFileName(RunFolders.Next(_root.Path, "../a b/ü")).ShouldBe("0001-..-a-b-ü");

    [Fact]
    public void A_run_is_found_by_its_number_or_name_or_as_the_latest()
    {
        Should.Throw<GanSharpException>(() => RunFolders.Find("latest", _root.Path)).Message
            .ShouldBe($"there is no run in {_root.Path} yet; start one with gansharp train, or name a folder");
        MakeRuns("0002-a", "0010-b", "0011-c", "notes");
        RunFolders.Find("latest", _root.Path).ShouldBe(_root["0011-c"]);
        RunFolders.Find("2", _root.Path).ShouldBe(_root["0002-a"]);
        RunFolders.Find("0011", _root.Path).ShouldBe(_root["0011-c"]);
        RunFolders.Find("0002-a", _root.Path).ShouldBe(_root["0002-a"]);
        foreach (var name in (string[])["3", "0", "a", "notes/", "../x", "-2", "2-b", ""])
            RunFolders.Find(name, _root.Path).ShouldBeNull(name);
        RunFolders.Find("2", _root["nowhere"]).ShouldBeNull();
    }

    private void MakeRuns(params string[] names)
    {
        Make(names);
        foreach (var name in names)
            _root.Write($"{name}/{RunFolder.RecipeName}", []);
    }

    private void Make(params string[] names)
    {
        foreach (var name in names)
            Directory.CreateDirectory(_root[name]);
    }
}
