using System.Net;

namespace GanSharp.Tests.Data.Downloads;

[Trait("Instructions", "any")]
public sealed class DownloaderTests : DownloaderCase
{
    [Fact]
    public async Task A_file_appears_only_when_complete()
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
    public async Task An_interrupted_download_resumes(int here)
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
    public async Task The_next_mirror_resumes_the_download()
    {
        _network["bad"] = _ => FakeNetwork.Answer(new Interrupted(Bytes[..1000]));
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        await Fetch("nowhere", "bad", "good");
        ShouldBeHere();
        _network.Asked.ShouldBe(["nowhere/file.gz", "bad/file.gz", "good/file.gz bytes=1000-"]);
    }

    [Fact]
    public async Task A_server_without_ranges_sends_the_whole_file_again()
    {
        _folder.Write("file.gz.part", Bytes.AsSpan(0, 1000));
        _network["simple"] = _ => FakeNetwork.Answer(Bytes);
        await Fetch("simple");
        ShouldBeHere();
    }

    [Fact]
    public async Task A_server_that_refuses_the_range_is_asked_for_the_whole_file()
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
    public async Task Credentials_in_the_address_are_sent_only_to_its_server()
    {
        var sent = new List<string>();
        _network["old"] = question => Noting(question, Redirect("https://new/file.gz"));
        _network["new"] = question => Noting(question, FakeNetwork.Serve(Bytes, question));
        await Fetch("me:p%40ss@old");
        sent.ShouldBe([$"Basic {Convert.ToBase64String("me:p@ss"u8)}", ""]);

        HttpResponseMessage Noting(HttpRequestMessage question, HttpResponseMessage answer)
        {
            sent.Add($"{question.Headers.Authorization}");
            return answer;
        }
    }

    [Fact]
    public async Task Messages_contain_no_password() => (await Refusal("me:secret@gone")).ShouldNotContain("secret");

    [Fact]
    public async Task Cancelling_keeps_the_part_for_later()
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
    public async Task Only_one_process_at_a_time_downloads_a_file()
    {
        var refusal = "";
        _network["good"] = _ =>
            FakeNetwork.Answer(new Interrupted(Bytes, async _ => refusal = await Refusal<GanSharpException>("good")));
        await Fetch("good");
        ShouldBeHere();
        refusal.ShouldBe(
            $"{_folder["file.gz.part"]}: is in use, so another process is downloading it; wait until it is done");
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
}
