using GanSharp.Data;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class CacheFolderTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void The_variable_of_its_own_comes_first() =>
        Find(own: "somewhere", system: _home["system"]).ShouldBe("somewhere");

    [Theory]
    [InlineData("~", "")]
    [InlineData("~/x", "/x")]
    public void A_tilde_that_stood_in_quotes_is_the_home(string own, string below) =>
        Find(own: own).ShouldBe(_home.Path + below);

    [Theory]
    [InlineData("~x")]
    [InlineData("a/~/x")]
    public void Another_tilde_is_a_character_of_a_name(string own) => Find(own: own).ShouldBe(own);

    [Fact]
    public void Then_comes_the_folder_of_the_system() =>
        Find(system: _home["system"]).ShouldBe(Path.Combine(_home["system"], "gansharp"));

    [Theory]
    [InlineData("")]
    [InlineData("relative/cache")]
    public void A_folder_of_the_system_that_is_not_absolute_is_ignored(string system) =>
        Find(system: system).ShouldBe(Path.Combine(_home.Path, ".cache", "gansharp"));

    [Fact]
    public void A_home_that_does_not_exist_is_none()
    {
        Find(home: "").ShouldBeNull();
        Find(home: _home["gone"]).ShouldBeNull();
        Find(home: ".").ShouldBeNull("the current folder is no home");
        CacheFolder.Missing().Message.ShouldContain("GANSHARP_DATA");
    }

    [Fact]
    public void Without_a_cache_only_installed_folders_are_searched() =>
        Datasets.FolderOf(Datasets.Find("mnist"), cache: null).ShouldBeNull();

    [Fact]
    public void Without_a_cache_an_installed_data_set_is_found()
    {
        var installed = new DatasetInfo("pictures", "")
        {
            Folders = [_home.Path],
            Find = (folder, _) => PngFolder.In(folder),
        };
        Should
            .Throw<GanSharpException>(() => Datasets.FilesOf(installed, DatasetPart.Training, null, cache: null))
            .Message.ShouldContain("GANSHARP_DATA");
        PngWriter.Save(_home["a.png"], new(1, 1, 1, [0]));
        Datasets
            .FilesOf(installed, DatasetPart.Training, null, cache: null)
            .Load(installed, new(), null, default)
            .Count.ShouldBe(1);
    }

    private string? Find(string? own = null, string? system = null, string? home = null) => CacheFolder.Find(
        name => name switch { "GANSHARP_DATA" => own, "XDG_CACHE_HOME" => system, _ => null }, home ?? _home.Path);
}
