using System.Net;
using System.Security.Cryptography;
using GanSharp.Data;
using GanSharp.Data.Downloads;

namespace GanSharp.Tests.Data.Downloads;

[Trait("Instructions", "any")]
public sealed class DatasetFetchTests : IDisposable
{
    private static readonly byte[] Labels = [1, 2, 3], Images = [4, 5, 6, 7, 8];
    private static readonly byte[] Zip = TestArchive.Zip(
        ("gzip/a-labels", Labels), ("gzip/a-images", Images), ("gzip/b-images", [9]));
    private static readonly byte[] Tar = TestArchive.GZip(
        TestArchive.Tar(("toys/a-images", Images), ("toys/a-labels", Labels)));
    private static readonly DatasetInfo Info = new("toys", "toys");
    private static readonly DatasetDownload Plain = new(
        "toys",
        ["https://host/toys"],
        [Published("labels", Labels), Published("images", Images)]);

    private static readonly DatasetDownload Unpacked = new(
        "toys",
        ["https://host/toys"],
        [Published("toys.tar.gz", Tar)])
    {
        Members = ["a-labels", "a-images"],
    };

    private static readonly DatasetDownload Shared = new("toys-a", ["https://host/toys"], [Published("all.zip", Zip)])
    {
        Members = ["a-labels", "a-images"],
        Folder = "toys",
    };

    private readonly TemporaryFolder _cache = new();
    private readonly FakeNetwork _network = new();
    private readonly List<DownloadProgress> _progress = [];

    public DatasetFetchTests()
    {
        var files = new Dictionary<string, byte[]>
        {
            ["/toys/labels"] = Labels,
            ["/toys/images"] = Images,
            ["/toys/all.zip"] = Zip,
            ["/toys/toys.tar.gz"] = Tar,
        };
        _network["host"] = question => files.TryGetValue(question.RequestUri!.AbsolutePath, out var bytes)
            ? FakeNetwork.Serve(bytes, question)
            : FakeNetwork.Answer([], HttpStatusCode.NotFound);
    }

    public void Dispose() => _cache.Dispose();

    [Fact]
    public async Task Files_are_stored_in_the_folder_of_the_data_set()
    {
        (await Fetch(Plain)).ShouldBe(_cache["toys"]);
        File.ReadAllBytes(_cache["toys/labels"]).ShouldBe(Labels);
        File.ReadAllBytes(_cache["toys/images"]).ShouldBe(Images);
        _progress.ShouldBe([new("labels", 0, 8), new("labels", 3, 8), new("images", 3, 8), new("images", 8, 8)]);
    }

    [Fact]
    public async Task Existing_files_are_not_fetched_again()
    {
        await Fetch(Plain);
        File.Delete(_cache["toys/images"]);
        await Fetch(Plain);
        _network.Asked.ShouldBe(["host/toys/labels", "host/toys/images", "host/toys/images"]);

        _progress.Clear();
        await Fetch(Plain);
        _network.Asked.Count.ShouldBe(3);
        _progress.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_not_the_published_one_is_left_alone()
    {
        Directory.CreateDirectory(_cache["toys"]);
        File.WriteAllBytes(_cache["toys/images"], Images[..3]);
        (await Refusal(Plain)).ShouldBe(
            $"{_cache["toys/images"]}: is damaged, or packed differently from the published file; "
            + "move it away to fetch it again");
        File.ReadAllBytes(_cache["toys/images"]).ShouldBe(Images[..3]);
    }

    [Fact]
    public async Task An_archive_is_unpacked_and_deleted()
    {
        (await Fetch(Unpacked)).ShouldBe(_cache["toys"]);
        Contents("toys").ShouldBe(["a-images", "a-labels"]);
        File.ReadAllBytes(_cache["toys/a-images"]).ShouldBe(Images);

        await Fetch(Unpacked);
        _network.Asked.ShouldBe(["host/toys/toys.tar.gz"]);
    }

    [Fact]
    public async Task The_member_that_identifies_a_data_set_is_extracted_last()
    {
        var damaged = Unpacked with { Members = ["a-labels", "no-such", "a-images"] };
        (await Refusal(damaged)).ShouldEndWith("toys.tar.gz: has no no-such; delete it and fetch it again");
        Contents("toys").ShouldBe(["a-labels", "toys.tar.gz"]);
    }

    [Fact]
    public async Task A_shared_archive_is_fetched_once()
    {
        (await Fetch(Shared)).ShouldBe(_cache["toys-a"]);
        Contents("toys-a").ShouldBe(["a-images", "a-labels"]);
        Contents("toys").ShouldBe(["all.zip"]);

        await Fetch(Shared with { Name = "toys-b", Members = ["b-images"] });
        File.ReadAllBytes(_cache["toys-b/b-images"]).ShouldBe([9]);
        _network.Asked.ShouldBe(["host/toys/all.zip"]);
    }

    [Fact]
    public async Task An_archive_that_was_not_unpacked_yet_is_not_fetched_again()
    {
        Directory.CreateDirectory(_cache["toys"]);
        File.WriteAllBytes(_cache["toys/toys.tar.gz"], Tar);
        await Fetch(Unpacked);
        Contents("toys").ShouldBe(["a-images", "a-labels"]);
        _network.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_network_the_error_has_a_remedy()
    {
        var dead = Plain with { Mirrors = ["https://host/nothing", "https://nowhere/toys"] };
        (await Refusal(dead)).ShouldBe(
            "toys: cannot be downloaded (host: answers 404 Not Found; nowhere: no such host, or no network); "
            + "put train-images-idx3-ubyte[.gz] (and train-labels-idx1-ubyte[.gz]) into "
            + $"{_cache["toys"]}, or name their folder with --data DIR");
        Contents("toys").ShouldBeEmpty();
    }

    [Fact]
    public async Task A_cache_that_cannot_be_written_is_reported()
    {
        _cache.Write("toys", [1]);
        (await Refusal(Plain)).ShouldMatch($"^{_cache["toys"]}: cannot be written .*GANSHARP_DATA$");
        File.ReadAllBytes(_cache["toys"]).ShouldBe([1]);
    }

    private static RemoteFile Published(string name, byte[] bytes) =>
        new(name, bytes.Length, Convert.ToHexStringLower(SHA256.HashData(bytes)));

    private string?[] Contents(string folder) =>
        [.. Directory.GetFileSystemEntries(_cache[folder]).Select(Path.GetFileName).Order(StringComparer.Ordinal)];

    private async Task<string> Fetch(DatasetDownload download)
    {
        using var downloader = new Downloader(_network, TimeProvider.System);
        return await new DatasetFetch(downloader, _cache.Path).FetchAsync(
            Info, download, new Listener(_progress), CancellationToken.None);
    }

    private async Task<string> Refusal(DatasetDownload download) =>
        (await Should.ThrowAsync<GanSharpException>(() => Fetch(download))).Message;

    private sealed class Listener(List<DownloadProgress> reports) : IProgress<DownloadProgress>
    {
        public void Report(DownloadProgress value) => reports.Add(value);
    }
}
