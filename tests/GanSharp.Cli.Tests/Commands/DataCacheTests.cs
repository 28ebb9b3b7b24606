using System.Text.Json;

namespace GanSharp.Cli.Tests.Commands;

public sealed class DataCacheTests : IDisposable
{
    private static readonly DateTime Used = new(2024, 2, 29, 12, 0, 0, DateTimeKind.Local);
    private readonly CliRunner _cli = new();

    public DataCacheTests()
    {
        Save("decoded/1234.images", 1_500_000, Used);
        Save("pictures/5678.images", 200_000, Used.AddDays(-1));
        Save("mnist/images.gz", 10, Used);
    }

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void The_kept_images_are_listed()
    {
        _cli.Run("data", "cache").Lines.ShouldBe([
            "file                  size    last used",
            "decoded/1234.images   1.5 MB  2024-02-29 12:00",
            "pictures/5678.images  0.2 MB  2024-02-28 12:00",
            $"{_cli.Cache}: 2 files of images, 1.7 MB; at most 20.0 GB are kept (GANSHARP_CACHE_LIMIT)",
        ]);
        var json = JsonDocument.Parse(_cli.Run("data", "cache", "--json").Out).RootElement;
        json.GetProperty("bytes").GetInt64().ShouldBe(1_700_000);
        json.GetProperty("mostBytes").GetInt64().ShouldBe(20_000_000_000);
        json.GetProperty("files")[1].GetProperty("path").GetString()
            .ShouldBe(Path.Combine(_cli.Cache, "pictures", "5678.images"));
    }

    [Fact]
    public void They_are_deleted_unless_they_are_in_use()
    {
        using (File.OpenRead(Path.Combine(_cli.Cache, "pictures", "5678.images")))
            _cli.Run("data", "cache", "--clear").Out
                .ShouldBe($"{_cli.Cache}: 1 file of images, 1.5 MB deleted; 1 in use left\n");
        JsonDocument.Parse(_cli.Run("data", "cache", "--clear", "--json").Out).RootElement
            .GetProperty("deleted").GetArrayLength().ShouldBe(1);
        _cli.Run("data", "cache").Lines[0].ShouldStartWith($"{_cli.Cache}: 0 files of images, 0.0 MB; ");
        File.Exists(Path.Combine(_cli.Cache, "mnist", "images.gz")).ShouldBeTrue("downloads stay");
    }

    private void Save(string name, int bytes, DateTime used)
    {
        var path = Path.Combine(_cli.Cache, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[bytes]);
        File.SetLastWriteTime(path, used);
    }
}
