using System.Net;
using System.Text.Json;
using GanSharp.IO;

namespace GanSharp.Studio.Tests.Play;

/// <summary>Searches for pictures of users.</summary>
public sealed class ProjectTests(PlayStudio play) : IClassFixture<PlayStudio>
{
    private static readonly byte[] Picture =
        PngWriter.Encode(new(8, 8, 1, [.. Enumerable.Range(0, 64).Select(i => (byte)(4 * i))]));

    [Fact]
    public async Task A_picture_is_found_and_can_be_explored()
    {
        var job = await StartAsync(Picture, "steps=30");
        job.GetProperty("target").GetString()!.ShouldStartWith("data:image/png;base64,");
        var end = await EndAsync(job);
        end.GetProperty("state").GetString().ShouldBe("found");
        end.GetProperty("error").GetDouble().ShouldBeLessThanOrEqualTo(end.GetProperty("errorOfMean").GetDouble());
        var found = Convert.FromBase64String(end.GetProperty("picture").GetString()!.Split(',')[1]);
        var (start, label) = (end.GetProperty("start"), end.GetProperty("class"));
        var grid = await play.BytesAsync($"/api/play/{PlayStudio.Run}/one.png?cell=0&start={start}&class={label}");
        Pixels(grid).Zip(Pixels(found)).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThanOrEqualTo(2);
    }

    [Fact]
    public async Task Searches_wait_for_each_other_are_limited_and_can_be_cancelled()
    {
        var jobs = new List<JsonElement>();
        for (var i = 0; i < 8; i++)
            jobs.Add(await StartAsync(Picture, "steps=2000"));
        using (var refused = await PostAsync(Picture, "steps=2000"))
            (await ErrorAsync(refused)).ShouldContain("waiting");
        (await NowAsync(jobs[7])).GetProperty("state").GetString().ShouldBe("waiting");
        foreach (var job in jobs)
        {
            using var answer = await play.Client.PostAsync(
                $"/api/searches/{job.GetProperty("id")}/cancel", null, TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }
        foreach (var job in jobs)
            (await EndAsync(job)).GetProperty("state").GetString().ShouldBe("cancelled");
    }

    [Theory]
    [InlineData("steps=9")]
    [InlineData("steps=1e9")]
    [InlineData("class=nine")]
    [InlineData("seed=-1")]
    public async Task A_bad_parameter_is_refused(string query)
    {
        using var answer = await PostAsync(Picture, query);
        (await ErrorAsync(answer)).ShouldNotBeEmpty();
    }

    [Fact]
    public async Task What_is_not_a_picture_or_too_large_is_refused()
    {
        using (var text = await PostAsync("not a picture"u8.ToArray(), ""))
            (await ErrorAsync(text)).ShouldStartWith("the picture: is not a picture");
        using (var nothing = await PostAsync([], ""))
            (await ErrorAsync(nothing)).ShouldContain("choose a file");
        using (var cut = await PostAsync(Picture[..40], ""))
            (await ErrorAsync(cut)).ShouldStartWith("the picture: ");
        using var large = await PostAsync(new byte[(20 << 20) + 1], "");
        (await ErrorAsync(large)).ShouldContain("20 MiB");
    }

    private static byte[] Pixels(byte[] file)
    {
        using var stream = new MemoryStream(file);
        return PngReader.Read(stream, "picture").Pixels;
    }

    private async Task<JsonElement> StartAsync(byte[] picture, string query)
    {
        using var answer = await PostAsync(picture, query);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
    }

    private async Task<HttpResponseMessage> PostAsync(byte[] picture, string query)
    {
        using var content = new ByteArrayContent(picture);
        return await play.Client.PostAsync(
            $"/api/play/{PlayStudio.Run}/searches?{query}", content, TestContext.Current.CancellationToken);
    }

    private static async Task<string> ErrorAsync(HttpResponseMessage answer)
    {
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var json = JsonDocument.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        return json.RootElement.GetProperty("error").GetString()!;
    }

    private async Task<JsonElement> NowAsync(JsonElement job) =>
        (await play.JsonAsync($"/api/searches/{job.GetProperty("id")}")).RootElement;

    private async Task<JsonElement> EndAsync(JsonElement job)
    {
        while (true)
        {
            var now = await NowAsync(job);
            if (now.GetProperty("state").GetString() is not ("waiting" or "searching"))
                return now;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }
}
