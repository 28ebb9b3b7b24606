using GanSharp.Data;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public sealed class ImageCacheFilesTests : IDisposable
{
    private static readonly ImageShape Pixel = new(1, 1, 1);
    private static readonly DateTime Now = new(2024, 2, 29, 12, 0, 0, DateTimeKind.Utc);

    private readonly TemporaryFolder _folder = new();

    private ImageCacheFiles Files => new(_folder.Path);

    private string[] Names => [.. Files.List().Select(file => Path.GetFileNameWithoutExtension(file.Path))];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Files_of_both_folders_are_listed_by_their_last_use()
    {
        Files.List().ShouldBeEmpty();
        var old = Save("pictures/old", 10, days: 2);
        Save("decoded/new", 20, days: 1);
        File.WriteAllText(_folder["decoded/x.txt"], "not of ours");
        Names.ShouldBe(["new", "old"]);
        Files.List()[1].ShouldBe(new(old, 10, Now.AddDays(-2)));
    }

    [Fact]
    public void Those_that_were_not_used_for_the_longest_time_go_first()
    {
        Save("decoded/3", 10, days: 3);
        Save("pictures/2", 10, days: 2);
        Save("decoded/1", 10, days: 1);
        Limit(30);
        Names.ShouldBe(["1", "2", "3"]);
        Limit(29);
        Names.ShouldBe(["1", "2"]);
        Limit(0);
        Names.ShouldBeEmpty();
    }

    [Fact]
    public void A_file_in_use_stays_and_a_newer_one_goes()
    {
        var used = Save("pictures/2", 10, days: 2);
        Save("decoded/1", 10, days: 1);
        using (new FileStream(used, FileMode.Open, FileAccess.Read, FileShare.Read))
        {
            Limit(10);
            Names.ShouldBe(["2"]);
            Files.Clear().ShouldBeEmpty();
        }
        Files.Clear().ShouldHaveSingleItem().Path.ShouldBe(used);
        Names.ShouldBeEmpty();
    }

    [Fact]
    public void What_a_killed_process_left_is_cleared_too()
    {
        Save("decoded/1", 10, days: 1);
        File.WriteAllText(_folder["decoded/.gansharp-1-1.tmp"], "begun");
        Files.Clear().Count.ShouldBe(1);
        Directory.GetFiles(_folder["decoded"]).ShouldBeEmpty();
    }

    [Fact]
    public void Images_on_the_disk_are_kept_within_the_limit_and_those_that_are_read_are_not_deleted()
    {
        Save("decoded/unused", 10, days: 1);
        var (first, second) = (Keep("first"), Keep("second"));
        Names.Length.ShouldBe(2, "both are in use, although each alone exceeds the limit");
        Names.ShouldNotContain("unused");
        first.ToArray().ShouldBe([1, 2, 3]);
        second.ToArray().ShouldBe([1, 2, 3]);
    }

    [Fact]
    public void An_image_file_of_the_disk_counts_as_used_when_it_is_opened()
    {
        Keep("key");
        var file = Files.List().ShouldHaveSingleItem().Path;
        File.SetLastWriteTimeUtc(file, Now);
        Keep("key");
        Files.List()[0].LastUsed.ShouldBeGreaterThan(new DateTimeOffset(Now));
    }

    [Fact]
    public async Task A_file_that_is_about_to_be_deleted_is_made_again()
    {
        Keep("key");
        var made = Files.List().ShouldHaveSingleItem().Path;
        var file = Path.Combine(Directory.CreateDirectory(_folder["other/pictures"]).FullName, Path.GetFileName(made));
        File.Copy(made, file);
        Task<ImageStore> waiting;
        using (new FileStream(file, FileMode.Open, FileAccess.ReadWrite, FileShare.None))
        {
            waiting = Task.Run(() => Keep(_folder["other"], "key", 7, 8, 9));
            (await Task.WhenAny(waiting, Task.Delay(100))).ShouldNotBe(waiting);
            File.Delete(file);
        }
        (await waiting).ToArray().ShouldBe([7, 8, 9]);
    }

    private ImageStore Keep(string key) => Keep(_folder.Path, key, 1, 2, 3);

    private static ImageStore Keep(string cache, string key, params byte[] bytes) =>
        new ImageCache(new() { Cache = cache, MostKept = 1 }).Keep([key], new MemoryImages(bytes, 1), Pixel);

    private void Limit(long most) => Files.Limit(most, TimeProvider.System);

    private string Save(string name, int bytes, int days)
    {
        var path = _folder[$"{name}.images"];
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, new byte[bytes]);
        File.SetLastWriteTimeUtc(path, Now.AddDays(-days));
        return path;
    }
}
