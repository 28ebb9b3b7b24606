using System.Security.Cryptography;
using System.Text.RegularExpressions;
using GanSharp.Data.Downloads;

namespace GanSharp.Tests.Data.Downloads;

/// <summary>The downloader against real connections.</summary>
[Trait("Instructions", "any")]
public sealed partial class LoopbackTests : IDisposable
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 300_000).Select(i => (byte)(i * i >> 5))];
    private static readonly RemoteFile Published = new(
        "file.gz", Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(Bytes)));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_download_completes_despite_repeated_disconnects()
    {
        using var server = new LoopbackServer(question =>
        {
            var start = StartOf(question);
            byte[] whole = [.. HeadFrom(start), .. Bytes[start..]];
            return whole[..Math.Min(whole.Length, 80_000)];
        });
        var parts = new List<long>();
        for (var attempt = 0; attempt < 4; attempt++)
            try
            {
                await Fetch(server.Address);
            }
            catch (MirrorException e)
            {
                e.Message.ShouldStartWith($"{Host(server.Address)}: the connection broke (");
                parts.Add(new FileInfo(_folder["file.gz.part"]).Length);
            }
        File.ReadAllBytes(_folder["file.gz"]).AsSpan().SequenceEqual(Bytes).ShouldBeTrue();
        parts.Count.ShouldBe(3);
        parts.ShouldAllBe(length => length > 70_000);
    }

    [Fact]
    public async Task A_redirect_is_followed()
    {
        using var server = new LoopbackServer(question => question.StartsWith("GET /moved", StringComparison.Ordinal)
            ? LoopbackServer.Head("302 Found", "Location: /here/file.gz", "Content-Length: 0")
            : [.. HeadFrom(StartOf(question)), .. Bytes[StartOf(question)..]]);
        _folder.Write("file.gz.part", Bytes.AsSpan(0, 1000));
        await Fetch($"{server.Address}/moved");
        File.ReadAllBytes(_folder["file.gz"]).AsSpan().SequenceEqual(Bytes).ShouldBeTrue();
    }

    [Fact]
    public async Task A_redirect_to_a_web_page_is_recognised()
    {
        using var server = new LoopbackServer(question => question.StartsWith("GET /login", StringComparison.Ordinal)
            ?
            [
                .. LoopbackServer.Head("200 OK", "Content-Type: text/html; charset=utf-8", "Content-Length: 7"),
                .. "<p>Hi!\n"u8,
            ]
            : LoopbackServer.Head("302 Found", "Location: /login", "Content-Length: 0"));
        (await Should.ThrowAsync<MirrorException>(() => Fetch(server.Address))).Message
            .ShouldBe($"{Host(server.Address)}: sends a web page instead of the file");
        _folder.Names.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_host_that_is_down_and_one_without_HTTP_are_reported()
    {
        string address;
        using (var server = new LoopbackServer(_ => "who are you?\r\n\r\n"u8.ToArray()))
        {
            address = server.Address;
            (await Should.ThrowAsync<MirrorException>(() => Fetch(address))).Message.ShouldStartWith(
                $"{Host(address)}: ");
        }
        (await Should.ThrowAsync<MirrorException>(() => Fetch(address))).Message.ShouldBe(
            $"{Host(address)}: cannot be reached");
    }

    /// <summary>Returns the name of a server in errors: host and port.</summary>
    private static string Host(string address) => address["http://".Length..];

    private static byte[] HeadFrom(int start) => start == 0
        ? LoopbackServer.Head("200 OK", $"Content-Length: {Bytes.Length}")
        : LoopbackServer.Head(
            "206 Partial Content", $"Content-Length: {Bytes.Length - start}",
            $"Content-Range: bytes {start}-{Bytes.Length - 1}/{Bytes.Length}");

    private static int StartOf(string question) =>
        Range().Match(question) is { Success: true } match ? int.Parse(match.Groups[1].Value) : 0;

    private async Task Fetch(string address)
    {
        using var network = new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false };
        using var downloader = new Downloader(network, TimeProvider.System);
        await downloader.FetchAsync(Published, [address], _folder["file.gz"], _ => { }, CancellationToken.None);
    }

    [GeneratedRegex("Range: bytes=([0-9]+)-")]
    private static partial Regex Range();
}
