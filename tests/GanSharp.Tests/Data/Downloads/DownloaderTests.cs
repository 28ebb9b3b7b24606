using System.Net;
using System.Security.Cryptography;
using GanSharp.Data;

namespace GanSharp.Tests.Data.Downloads;

public sealed class DownloaderTests : IDisposable
{
    private static readonly byte[] Bytes = [.. Enumerable.Range(0, 200_000).Select(i => (byte)(i * i >> 3))];
    private static readonly byte[] Other = [.. Bytes.Reverse()];
    private static readonly RemoteFile File = new("file.gz", Bytes.Length, Convert.ToHexStringLower(SHA256.HashData(Bytes)));

    private readonly TemporaryFolder _folder = new();
    private readonly FakeNetwork _network = new();
    private readonly ManualTime _time = new();
    private readonly List<long> _reported = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_appears_whole()
    {
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        await Fetch("good");
        ShouldBeHere();
        _network.Asked.ShouldBe(["good/file.gz"]);
        _reported[0].ShouldBe(0);
        _reported[^1].ShouldBe(Bytes.Length);
        _reported.ShouldBe(_reported.Order());
    }

    [Theory]
    [InlineData(1)]
    [InlineData(65_535)]
    [InlineData(65_536)]
    [InlineData(123_457)]
    [InlineData(199_999)]
    public async Task What_broke_goes_on_where_it_stopped(int here)
    {
        _network["bad"] = _ => FakeNetwork.Answer(new Interrupted(Bytes[..here]));
        (await Refusal("bad")).ShouldBe("bad: the connection broke (reset by peer)");
        PartShouldHave(here);

        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        _reported.Clear();
        await Fetch("good");
        ShouldBeHere();
        _network.Asked[^1].ShouldBe($"good/file.gz bytes={here}-");
        _reported[0].ShouldBe(here);
    }

    [Fact]
    public async Task The_next_mirror_goes_on_where_one_broke()
    {
        _network["bad"] = _ => FakeNetwork.Answer(new Interrupted(Bytes[..1000]));
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        await Fetch("nowhere", "bad", "good");
        ShouldBeHere();
        _network.Asked.ShouldBe(["nowhere/file.gz", "bad/file.gz", "good/file.gz bytes=1000-"]);
    }

    [Fact]
    public async Task A_server_that_knows_no_ranges_sends_all_again()
    {
        _folder.Write("file.gz.part", Bytes.AsSpan(0, 1000));
        _network["simple"] = _ => FakeNetwork.Answer(Bytes);
        await Fetch("simple");
        ShouldBeHere();
    }

    [Fact]
    public async Task A_server_that_refuses_the_range_is_asked_for_all()
    {
        _folder.Write("file.gz.part", Bytes.AsSpan(0, 1000));
        _network["strict"] = question => question.Headers.Range is null
            ? FakeNetwork.Answer(Bytes)
            : FakeNetwork.Answer([], HttpStatusCode.RequestedRangeNotSatisfiable);
        await Fetch("strict");
        ShouldBeHere();
        _network.Asked.ShouldBe(["strict/file.gz bytes=1000-", "strict/file.gz"]);
    }

    [Fact]
    public async Task A_wrong_file_is_not_kept()
    {
        _network["wrong"] = question => FakeNetwork.Serve(Other, question);
        (await Refusal("wrong")).ShouldBe("wrong: has another file of that name and size; its SHA-256 differs");
        _folder.Names.ShouldBeEmpty();

        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        await Fetch("wrong", "good");
        ShouldBeHere();
    }

    [Fact]
    public async Task A_wrong_beginning_is_fetched_again()
    {
        _folder.Write("file.gz.part", Other.AsSpan(0, 1000));
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        await Fetch("good");
        ShouldBeHere();
        _network.Asked.ShouldBe(["good/file.gz bytes=1000-", "good/file.gz"]);
    }

    [Fact]
    public async Task A_body_that_ends_early_is_told()
    {
        _network["short"] = _ => FakeNetwork.Answer(new Interrupted(Bytes[..70_000], End));
        (await Refusal("short")).ShouldBe("short: stopped after 70000 of 200000 bytes");
        PartShouldHave(70_000);
    }

    [Fact]
    public async Task No_more_is_written_than_the_file_has()
    {
        _network["endless"] = _ => FakeNetwork.Answer(new Interrupted([.. Bytes, .. Bytes], End));
        (await Refusal("endless")).ShouldBe("endless: sends more than the 200000 bytes of the file");
        _reported.Max().ShouldBeLessThanOrEqualTo(Bytes.Length);
        Part.Length.ShouldBeLessThanOrEqualTo(Bytes.Length);

        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        await Fetch("good");
        ShouldBeHere();
    }

    [Fact]
    public async Task What_cannot_be_the_file_leaves_the_part_alone()
    {
        _folder.Write("file.gz.part", Bytes.AsSpan(0, 1000));
        _network["longer"] = _ => FakeNetwork.Answer([.. Bytes, 0]);
        _network["shifted"] = question =>
        {
            var answer = FakeNetwork.Serve(Bytes, question);
            answer.Content.Headers.ContentRange = new(2000, Bytes.Length - 1, Bytes.Length);
            return answer;
        };
        _network["portal"] = _ => new(HttpStatusCode.OK) { Content = new StringContent("<p>Please log in", null, "text/html") };
        _network["gone"] = _ => FakeNetwork.Answer([], HttpStatusCode.NotFound);
        _network["busy"] = _ => new(HttpStatusCode.ServiceUnavailable) { ReasonPhrase = "" };

        (await Refusal("longer")).ShouldBe("longer: has a file of 200001 bytes, where 200000 are expected");
        (await Refusal("shifted")).ShouldBe("shifted: sends another part of the file than it was asked for");
        (await Refusal("portal")).ShouldBe("portal: sends a web page in place of the file");
        (await Refusal("gone")).ShouldBe("gone: answers 404 Not Found");
        (await Refusal("busy")).ShouldBe("busy: answers 503");
        (await Refusal("nowhere")).ShouldBe("nowhere: no such host, or no network");
        PartShouldHave(1000);
    }

    [Fact]
    public async Task A_silent_server_is_given_up()
    {
        _network["silent"] = _ => FakeNetwork.Answer(new Interrupted(Bytes[..1000], Silence(seconds: 30)));
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        (await Refusal("silent")).ShouldBe("silent: sent nothing for 30 seconds");
        PartShouldHave(1000);
        await Fetch("silent", "good");
        ShouldBeHere();
    }

    [Fact]
    public async Task A_slow_server_is_not()
    {
        var pauses = 0;
        _network["slow"] = _ => FakeNetwork.Answer(new Interrupted(Bytes, _ =>
        {
            _time.Pass(TimeSpan.FromSeconds(29));
            pauses++;
            return Task.CompletedTask;
        }));
        await Fetch("slow");
        ShouldBeHere();
        pauses.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_sends_a_byte_now_and_then_is_given_up()
    {
        _network["drip"] = _ => FakeNetwork.Answer(new Dripping(Bytes, () => _time.Pass(TimeSpan.FromSeconds(5))));
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        (await Refusal("drip")).ShouldBe("drip: sends less than 1 KB a second");
        PartShouldHave(5);
        await Fetch("drip", "good");
        ShouldBeHere();
    }

    [Theory]
    [InlineData("file:///etc/passwd", "bad: redirects to 'file:///etc/passwd', which is not http:// or https://")]
    [InlineData("ftp://host/file.gz", "bad: redirects to 'ftp://host/file.gz', which is not http:// or https://")]
    [InlineData("http://[", "bad: redirects to 'http://[', which is not http:// or https://")]
    [InlineData("http://other/file.gz", "bad: redirects to http://other/file.gz, which is not secure")]
    [InlineData("/file.gz", "bad: redirects more than 5 times")]
    public async Task A_redirect_that_leads_nowhere_ends_with_the_next_mirror(string location, string refusal)
    {
        _network["bad"] = _ => Redirect(location);
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        (await Refusal("bad")).ShouldBe(refusal);
        await Fetch("bad", "good");
        ShouldBeHere();
    }

    [Fact]
    public async Task A_redirect_is_followed_with_the_range()
    {
        _folder.Write("file.gz.part", Bytes.AsSpan(0, 1000));
        _network["old"] = _ => Redirect("https://new/elsewhere/file.gz");
        _network["new"] = question => FakeNetwork.Serve(Bytes, question);
        await Fetch("old");
        ShouldBeHere();
        _network.Asked.ShouldBe(["old/file.gz bytes=1000-", "new/elsewhere/file.gz bytes=1000-"]);
    }

    [Fact]
    public async Task What_no_library_expects_of_a_server_is_a_reason_like_others()
    {
        _network["odd"] = _ => throw new UriFormatException("The hostname could not be parsed.");
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        (await Refusal("odd")).ShouldBe("odd: answers what is not HTTP (The hostname could not be parsed.)");
        await Fetch("odd", "good");
        ShouldBeHere();
    }

    [Fact]
    public async Task Every_mirror_is_named_with_its_reason()
    {
        _network["wrong"] = question => FakeNetwork.Serve(Other, question);
        _network["page"] = _ => FakeNetwork.Answer(new Interrupted([.. "\n<!DOCTYPE html><p>Log in"u8], End));
        (await Refusal("wrong", "page", "nowhere:8080")).ShouldBe("wrong: has another file of that name and size; its SHA-256 differs; "
            + "page: sends a web page in place of the file; nowhere:8080: no such host, or no network");
    }

    [Fact]
    public async Task Stopping_leaves_the_part_for_later()
    {
        using var stop = new CancellationTokenSource();
        _network["endless"] = _ => FakeNetwork.Answer(new Interrupted(Bytes[..5000], async token =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, token);
        }));
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        await Should.ThrowAsync<OperationCanceledException>(() => Fetch(["endless", "good"], stop.Token));
        _network.Asked.ShouldBe(["endless/file.gz"]);
        PartShouldHave(5000);

        await Fetch("good");
        ShouldBeHere();
        _network.Asked[^1].ShouldBe("good/file.gz bytes=5000-");
    }

    [Fact]
    public async Task Only_one_at_a_time_downloads_a_file()
    {
        var refusal = "";
        _network["good"] = _ => FakeNetwork.Answer(new Interrupted(Bytes, async _ => refusal = await Refusal<GanSharpException>("good")));
        await Fetch("good");
        ShouldBeHere();
        refusal.ShouldBe($"{_folder["file.gz.part"]}: is in use, so another process is downloading it; wait until it is done");
    }

    [Fact]
    public async Task A_part_that_is_complete_needs_no_network()
    {
        _folder.Write("file.gz.part", Bytes);
        await Fetch("nowhere");
        ShouldBeHere();
        _network.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_part_that_is_complete_but_wrong_or_too_long_is_fetched_again()
    {
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        foreach (var part in (byte[][])[Other, [.. Bytes, 0]])
        {
            _folder.Write("file.gz.part", part);
            await Fetch("good");
            ShouldBeHere();
            System.IO.File.Delete(_folder["file.gz"]);
        }
    }

    private byte[] Part => System.IO.File.ReadAllBytes(_folder["file.gz.part"]);

    private static Task End(CancellationToken cancellation) => Task.CompletedTask;

    private Func<CancellationToken, Task> Silence(int seconds) => token =>
    {
        _time.Pass(TimeSpan.FromSeconds(seconds));
        return Task.Delay(Timeout.Infinite, token);
    };

    private static HttpResponseMessage Redirect(string location)
    {
        var answer = FakeNetwork.Answer([], HttpStatusCode.Found);
        answer.Headers.TryAddWithoutValidation("Location", location).ShouldBeTrue();
        return answer;
    }

    private Task<string> Refusal(params string[] hosts) => Refusal<MirrorException>(hosts);

    private async Task<string> Refusal<T>(params string[] hosts) where T : Exception =>
        (await Should.ThrowAsync<T>(() => Fetch(hosts))).Message;

    private Task Fetch(params string[] hosts) => Fetch(hosts, CancellationToken.None);

    private async Task Fetch(string[] hosts, CancellationToken cancellation)
    {
        using var downloader = new Downloader(_network, _time);
        await downloader.FetchAsync(File, [.. hosts.Select(host => $"https://{host}")], _folder["file.gz"], _reported.Add, cancellation);
    }

    private void PartShouldHave(int bytes) => Part.AsSpan().SequenceEqual(Bytes.AsSpan(0, bytes)).ShouldBeTrue();

    private void ShouldBeHere()
    {
        _folder.Names.ShouldBe(["file.gz"]);
        System.IO.File.ReadAllBytes(_folder["file.gz"]).AsSpan().SequenceEqual(Bytes).ShouldBeTrue();
    }
}
