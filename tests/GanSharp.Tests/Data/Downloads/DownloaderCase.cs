using System.Net;
using System.Security.Cryptography;
using GanSharp.Data.Downloads;

namespace GanSharp.Tests.Data.Downloads;

/// <summary>A file, and a fake network to download it from.</summary>
public abstract class DownloaderCase : IDisposable
{
    private protected static readonly byte[] Bytes = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * i >> 3))];
    private protected static readonly byte[] Other = [.. Bytes.Reverse()];
    private protected static readonly RemoteFile File = new(
        "file.gz", Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(Bytes)));

    private protected readonly TemporaryFolder _folder = new();
    private protected readonly FakeNetwork _network = new();
    private protected readonly ManualTime _time = new();
    private protected readonly List<long> _reported = [];

    public void Dispose() => _folder.Dispose();

    private protected byte[] Part => System.IO.File.ReadAllBytes(_folder["file.gz.part"]);

    private protected static Task End(CancellationToken cancellation) => Task.CompletedTask;

    private protected Func<CancellationToken, Task> Silence(int seconds) => token =>
    {
        _time.Pass(TimeSpan.FromSeconds(seconds));
        return Task.Delay(Timeout.Infinite, token);
    };

    private protected static HttpResponseMessage Redirect(string location)
    {
        var answer = FakeNetwork.Answer([], HttpStatusCode.Found);
        answer.Headers.TryAddWithoutValidation("Location", location).ShouldBeTrue();
        return answer;
    }

    private protected Task<string> Refusal(params string[] hosts) => Refusal<MirrorException>(hosts);

    private protected async Task<string> Refusal<T>(params string[] hosts) where T : Exception =>
        (await Should.ThrowAsync<T>(() => Fetch(hosts))).Message;

    private protected Task Fetch(params string[] hosts) => Fetch(hosts, CancellationToken.None);

    private protected async Task Fetch(string[] hosts, CancellationToken cancellation)
    {
        using var downloader = new Downloader(_network, _time);
        await downloader.FetchAsync(
            File,
            [.. hosts.Select(host => $"https://{host}")],
            _folder["file.gz"], _reported.Add, cancellation);
    }

    private protected void PartShouldHave(int bytes) =>
        Part.AsSpan().SequenceEqual(Bytes.AsSpan(0, bytes)).ShouldBeTrue();

    private protected void ShouldBeHere()
    {
        _folder.Names.ShouldBe(["file.gz"]);
        System.IO.File.ReadAllBytes(_folder["file.gz"]).AsSpan().SequenceEqual(Bytes).ShouldBeTrue();
    }
}
