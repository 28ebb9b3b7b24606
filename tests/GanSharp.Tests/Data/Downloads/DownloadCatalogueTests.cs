using System.Security.Cryptography;
using GanSharp.Data;
using GanSharp.Data.Downloads;

namespace GanSharp.Tests.Data.Downloads;

[Trait("Instructions", "any")]
public class DownloadCatalogueTests
{
    private static readonly string Installed = Datasets.All.Single(info => info.Name == "fashion-mnist").Folders[0];

    [Fact]
    public void Every_entry_is_complete()
    {
        DownloadCatalogue.All.Select(download => download.Name).ShouldBeUnique();
        foreach (var download in DownloadCatalogue.All)
        {
            download.Mirrors.Count.ShouldBeGreaterThan(1, download.Name);
            download.Mirrors.ShouldAllBe(mirror =>
                new Uri(mirror).Scheme == Uri.UriSchemeHttps && !mirror.EndsWith('/'));
            download.Files.ShouldAllBe(file =>
                file.Bytes > 0 && file.Sha256.Length == 64 && file.Sha256.All(char.IsAsciiHexDigitLower));
            download.Files.Select(file => file.Sha256).ShouldBeUnique();
            if (download.Members.Count > 0)
                download.Files.Count.ShouldBe(1);
        }
    }

    [Fact]
    public void The_file_that_identifies_a_data_set_comes_last()
    {
        foreach (var download in DownloadCatalogue.All)
        {
            var names = download.Members is [_, ..] members ? members : [.. download.Files.Select(file => file.Name)];
            if (download.Name == "cifar10")
                names[^1].ShouldBe("data_batch_1.bin");
            else
                names.TakeLast(2).Select(name => name[^"train-images-idx3-ubyte.gz".Length..])
                    .ShouldBe(["train-labels-idx1-ubyte.gz", "train-images-idx3-ubyte.gz"], download.Name);
        }
    }

    [Fact]
    public void Data_sets_know_whether_they_can_be_downloaded()
    {
        BytesOf("mnist").ShouldBe(11_594_722);
        BytesOf("digits").ShouldBeNull();
        BytesOf("idx").ShouldBeNull();

        static long? BytesOf(string name) => Datasets.All.Single(info => info.Name == name).DownloadBytes;
    }

    [Fact]
    public void A_data_set_without_a_download_is_refused()
    {
        Refusal("digits").ShouldBe("digits: is built in, so there is nothing to download");
        Refusal("idx").ShouldBe("idx: is not published, so there is nothing to download");
        Refusal("mnits").ShouldEndWith("; did you mean mnist?");
        Refusal("mnist", "ftp://host")
            .ShouldBe("GANSHARP_MIRROR: 'ftp://host' is not an address that begins with http:// or https://");
        Refusal("mnist", "ftp://me:secret@host")
            .ShouldBe("GANSHARP_MIRROR: 'host' is not an address that begins with http:// or https://");
        Refusal("mnist", "/srv/data").ShouldContain("GANSHARP_MIRROR");

        static string Refusal(string name, string? mirror = null) =>
            Should.Throw<GanSharpException>(() => Datasets.DownloadOf(name, mirror)).Message;
    }

    [Fact]
    public void The_mirror_of_the_user_comes_first()
    {
        var published = DownloadCatalogue.Find("mnist")!.Mirrors;
        Datasets.DownloadOf("mnist", "").Download.Mirrors.ShouldBe(published);
        Datasets
            .DownloadOf("mnist", "http://school/data/")
            .Download.Mirrors.ShouldBe(["http://school/data/mnist", .. published]);
    }

    /// <summary>
    /// Debian's package contains the published files without the name and the time of packing in the gzip header. So
    /// the digests can be checked where the package is installed.
    /// </summary>
    [Fact]
    public void Digests_match_the_files_of_an_installed_package()
    {
        if (!Directory.Exists(Installed))
            return;
        foreach (var file in DownloadCatalogue.Find("fashion-mnist")!.Files)
        {
            byte[] time = file.Name.StartsWith("t10k", StringComparison.Ordinal)
                ? [0xF3, 0xE9, 0xA7, 0x59]
                : [0xDE, 0xE9, 0xA7, 0x59];
            var packaged = File.ReadAllBytes(Path.Combine(Installed, file.Name));
            byte[] published =
            [
                0x1F, 0x8B, 8, 8,
                .. time,
                .. packaged[8..10],
                .. file.Name[..^".gz".Length].Select(letter => (byte)letter),
                0,
                .. packaged[10..],
            ];
            published.Length.ShouldBe((int)file.Bytes);
            Convert.ToHexStringLower(SHA256.HashData(published)).ShouldBe(file.Sha256);
        }
    }
}
