using GanSharp.Data;
using GanSharp.Data.Pictures;
using GanSharp.IO;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class CacheFolderTests : IDisposable
{
    private readonly TemporaryFolder _home = new();

    public void Dispose() => _home.Dispose();

    [Fact]
    public void GANSHARP_DATA_comes_first() =>
        Find(own: "somewhere", system: _home["system"]).ShouldBe("somewhere");

    [Theory]
    [InlineData("~", "")]
    [InlineData("~/x", "/x")]
    public void A_quoted_tilde_is_the_home_folder(string own, string below) =>
        Find(own: own).ShouldBe(_home.Path + below);

    [Theory]
    [InlineData("~x")]
    [InlineData("a/~/x")]
    public void Other_tildes_are_part_of_a_name(string own) => Find(own: own).ShouldBe(own);

    [Fact]
    public void The_cache_of_the_system_comes_next() =>
        Find(system: _home["system"]).ShouldBe(Path.Combine(_home["system"], "gansharp"));

    [Theory]
    [InlineData("")]
    [InlineData("relative/cache")]
    public void A_relative_cache_of_the_system_is_ignored(string system) =>
        Find(system: system).ShouldBe(Path.Combine(_home.Path, ".cache", "gansharp"));

    [Fact]
    public void A_missing_home_folder_is_not_used()
    {
        Find(home: "").ShouldBeNull();
        Find(home: _home["gone"]).ShouldBeNull();
        Find(home: ".").ShouldBeNull("the current folder is not a home folder");
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
            Find = (folder, _) => PictureSource.At(folder),
        };
        Should
            .Throw<GanSharpException>(() => Datasets.FilesOf(installed, DatasetPart.Training, null, cache: null))
            .Message.ShouldContain("GANSHARP_DATA");
        PngWriter.Save(_home["a.png"], new(1, 1, 1, [0]));
        Datasets
            .FilesOf(installed, DatasetPart.Training, null, cache: null)
            .Load(installed, new(), new())
            .Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(null, 20_000_000_000)]
    [InlineData(" ", 20_000_000_000)]
    [InlineData("500MB", 500_000_000)]
    [InlineData("1.5 tb", 1_500_000_000_000)]
    [InlineData("0", 0)]
    [InlineData("1e99GB", long.MaxValue)]
    public void The_limit_of_kept_images_is_a_size(string? text, long bytes) =>
        CacheFolder.Limit(name => name == "GANSHARP_CACHE_LIMIT" ? text : null).ShouldBe(bytes);

    [Theory]
    [InlineData("20")]
    [InlineData("-1GB")]
    [InlineData("GB")]
    [InlineData("20 apples")]
    public void Other_limits_are_refused(string text) => Should
        .Throw<GanSharpException>(() => CacheFolder.Limit(_ => text))
        .Message.ShouldBe($"GANSHARP_CACHE_LIMIT: '{text}' is not a size such as 500MB, 20GB, 1.5TB or 0");

    private string? Find(string? own = null, string? system = null, string? home = null) => CacheFolder.Find(
        name => name switch { "GANSHARP_DATA" => own, "XDG_CACHE_HOME" => system, _ => null }, home ?? _home.Path);
}
