using System.Net;

namespace GanSharp.Tests.Data.Downloads;

/// <summary>Mirrors that send something else, nothing, or send too slowly.</summary>
[Trait("Instructions", "any")]
public sealed class BadMirrorTests : DownloaderCase
{
    [Fact]
    public async Task A_wrong_file_is_not_kept()
    {
        _network["wrong"] = question => FakeNetwork.Serve(Other, question);
        (await Refusal("wrong")).ShouldBe("wrong: has a different file of that name and size; its SHA-256 differs");
        _folder.Names.ShouldBeEmpty();

        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        await Fetch("wrong", "good");
        ShouldBeHere();
    }

    [Fact]
    public async Task A_wrong_part_is_fetched_again()
    {
        _folder.Write("file.gz.part", Other.AsSpan(0, 1000));
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        await Fetch("good");
        ShouldBeHere();
        _network.Asked.ShouldBe(["good/file.gz bytes=1000-", "good/file.gz"]);
    }

    [Fact]
    public async Task A_body_that_ends_early_is_reported()
    {
        _network["short"] = _ => FakeNetwork.Answer(new Interrupted(Bytes[..70_000], End));
        (await Refusal("short")).ShouldBe("short: stopped after 70000 of 200000 bytes");
        PartShouldHave(70_000);
    }

    [Fact]
    public async Task No_more_bytes_are_written_than_the_file_has()
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
    public async Task An_answer_that_cannot_be_the_file_does_not_change_the_part()
    {
        _folder.Write("file.gz.part", Bytes.AsSpan(0, 1000));
        _network["longer"] = _ => FakeNetwork.Answer([.. Bytes, 0]);
        _network["shifted"] = question =>
        {
            var answer = FakeNetwork.Serve(Bytes, question);
            answer.Content.Headers.ContentRange = new(2000, Bytes.Length - 1, Bytes.Length);
            return answer;
        };
        _network["portal"] = _ =>
            new(HttpStatusCode.OK) { Content = new StringContent("<p>Please log in", null, "text/html") };
        _network["gone"] = _ => FakeNetwork.Answer([], HttpStatusCode.NotFound);
        _network["busy"] = _ => new(HttpStatusCode.ServiceUnavailable) { ReasonPhrase = "" };

        (await Refusal("longer")).ShouldBe("longer: has a file of 200001 bytes instead of 200000");
        (await Refusal("shifted")).ShouldBe("shifted: sends a different part of the file than requested");
        (await Refusal("portal")).ShouldBe("portal: sends a web page instead of the file");
        (await Refusal("gone")).ShouldBe("gone: answers 404 Not Found");
        (await Refusal("busy")).ShouldBe("busy: answers 503");
        (await Refusal("nowhere")).ShouldBe("nowhere: no such host, or no network");
        PartShouldHave(1000);
    }

    [Fact]
    public async Task A_silent_server_is_abandoned()
    {
        _network["silent"] = _ => FakeNetwork.Answer(new Interrupted(Bytes[..1000], Silence(seconds: 30)));
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        (await Refusal("silent")).ShouldBe("silent: sent nothing for 30 seconds");
        PartShouldHave(1000);
        await Fetch("silent", "good");
        ShouldBeHere();
    }

    [Fact]
    public async Task A_slow_server_is_not_abandoned()
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
    public async Task A_server_that_sends_single_bytes_is_abandoned()
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
    public async Task A_bad_redirect_leads_to_the_next_mirror(string location, string refusal)
    {
        _network["bad"] = _ => Redirect(location);
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        (await Refusal("bad")).ShouldBe(refusal);
        await Fetch("bad", "good");
        ShouldBeHere();
    }

    [Fact]
    public async Task An_unexpected_exception_counts_as_a_failure_of_the_mirror()
    {
        _network["odd"] = _ => throw new UriFormatException("The hostname could not be parsed.");
        _network["good"] = question => FakeNetwork.Serve(Bytes, question);
        (await Refusal("odd")).ShouldBe("odd: does not answer in HTTP (The hostname could not be parsed.)");
        await Fetch("odd", "good");
        ShouldBeHere();
    }

    [Fact]
    public async Task Every_mirror_is_named_with_its_reason()
    {
        _network["wrong"] = question => FakeNetwork.Serve(Other, question);
        _network["page"] = _ => FakeNetwork.Answer(new Interrupted([.. "\n<!DOCTYPE html><p>Log in"u8], End));
        (await Refusal("wrong", "page", "nowhere:8080")).ShouldBe(
            "wrong: has a different file of that name and size; its SHA-256 differs; "
            + "page: sends a web page instead of the file; nowhere:8080: no such host, or no network");
    }
}
