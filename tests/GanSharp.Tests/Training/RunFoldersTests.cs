using GanSharp.Training;

namespace GanSharp.Tests.Training;

public sealed class RunFoldersTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void The_next_run_is_one_past_the_highest()
    {
        Path.GetFileName(RunFolders.Next(_folder["none"], "gan")).ShouldBe("0001-gan");
        Make("0003-gan", "0012-cgan", "notes");
        Path.GetFileName(RunFolders.Next(_folder.Path, "gan")).ShouldBe("0013-gan");
    }

    [Fact]
    public void No_name_leads_out_of_the_folder() => Path.GetFileName(RunFolders.Next(_folder.Path, "../a b/ü")).ShouldBe("0001-..-a-b-ü");

    [Fact]
    public void The_latest_run_is_the_highest_that_has_a_generator()
    {
        Should.Throw<GanSharpException>(() => RunFolders.Find("latest", _folder.Path)).Message.ShouldContain("there is no run with a generator");
        Make("0002-a", "0010-b", "0011-c");
        foreach (var run in (string[])["0002-a", "0010-b"])
            File.WriteAllText(Path.Combine(_folder[run], RunFolders.GeneratorName), "");
        var latest = Path.Combine(_folder["0010-b"], RunFolders.GeneratorName);
        RunFolders.Find("latest", _folder.Path).ShouldBe(latest);
        RunFolders.Find(_folder["0010-b"], "elsewhere").ShouldBe(latest);
        RunFolders.Find(latest, "elsewhere").ShouldBe(latest);
    }

    private void Make(params string[] names)
    {
        foreach (var name in names)
            Directory.CreateDirectory(_folder[name]);
    }
}
