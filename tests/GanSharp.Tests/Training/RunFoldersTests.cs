using GanSharp.Training;

namespace GanSharp.Tests.Training;

public sealed class RunFoldersTests : IDisposable
{
    private readonly TemporaryFolder _root = new();

    public void Dispose() => _root.Dispose();

    [Fact]
    public void The_next_run_is_numbered_past_the_highest()
    {
        RunFolders.Next(_root["nowhere"], "gan").ShouldBe(_root["nowhere/0001-gan"]);
        RunFolders.Next(_root.Path, "gan").ShouldBe(_root["0001-gan"]);
        Make("0002-gan", "0011-other", "notes", "-3-x");
        RunFolders.Next(_root.Path, "gan").ShouldBe(_root["0012-gan"]);
        Make("12345-gan");
        RunFolders.Next(_root.Path, "gan").ShouldBe(_root["12346-gan"]);
        Make("2147483647-gan");
        Should.Throw<GanSharpException>(() => RunFolders.Next(_root.Path, "gan")).Message
            .ShouldBe($"{_root.Path}: has a run of the number 2147483647, beyond which there is none; rename it");
    }

    [Fact]
    public void The_latest_run_has_the_highest_number_among_those_with_a_generator()
    {
        RunFolders.Latest(_root["nowhere"]).ShouldBeNull();
        Make("0001-a", "0009-b", "0010-c", "zoo");
        RunFolders.Latest(_root.Path).ShouldBeNull();
        foreach (var name in (string[])["0001-a", "0009-b", "zoo"])
            _root.Write($"{name}/{RunFolders.GeneratorName}", []);
        RunFolders.Latest(_root.Path).ShouldBe(_root["0009-b"]);
    }

    [Fact]
    public void A_generator_is_found_in_its_run_or_by_its_own_name()
    {
        Make("run", "empty");
        var file = _root.Write($"run/{RunFolders.GeneratorName}", []);
        RunFolders.GeneratorOf(_root["run"]).ShouldBe(file);
        RunFolders.GeneratorOf(file).ShouldBe(file);
        Should.Throw<GanSharpException>(() => RunFolders.GeneratorOf(_root["empty"])).Message
            .ShouldBe($"{_root["empty"]}: has no generator.safetensors; is it a run, and has its first epoch ended?");
        Should.Throw<GanSharpException>(() => RunFolders.GeneratorOf(_root["x"])).Message
            .ShouldBe($"{_root["x"]}: there is no such run folder or .safetensors file");
    }

    [Fact]
    public void No_name_leads_out_of_the_folder() => Path.GetFileName(RunFolders.Next(_root.Path, "../a b/ü")).ShouldBe("0001-..-a-b-ü");

    [Fact]
    public void A_run_is_found_by_its_number_or_name_or_as_the_latest()
    {
        Should.Throw<GanSharpException>(() => RunFolders.Find("latest", _root.Path)).Message.ShouldContain("there is no run with a generator");
        Make("0002-a", "0010-b", "0011-c", "notes");
        _root.Write($"0010-b/{RunFolders.GeneratorName}", []);
        RunFolders.Find("latest", _root.Path).ShouldBe(_root["0010-b"]);
        RunFolders.Find("2", _root.Path).ShouldBe(_root["0002-a"]);
        RunFolders.Find("0011", _root.Path).ShouldBe(_root["0011-c"]);
        RunFolders.Find("0002-a", _root.Path).ShouldBe(_root["0002-a"]);
        foreach (var name in (string[])["3", "0", "a", "notes/", "../x", "-2", ""])
            RunFolders.Find(name, _root.Path).ShouldBeNull(name);
        RunFolders.Find("2", _root["nowhere"]).ShouldBeNull();
    }

    private void Make(params string[] names)
    {
        foreach (var name in names)
            Directory.CreateDirectory(_root[name]);
    }
}
