using System.Net;
using GanSharp.Studio.NewTraining;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.NewTraining;

public sealed class UploadTests
{
    [Fact]
    public async Task Files_arrive_whole_below_the_folder_of_the_upload()
    {
        await using var studio = await RunningStudio.StartAsync();
        var big = new byte[200_000];
        big[^1] = 7;
        var (id, refused) = await studio.UploadAsync(
            ("cats/1.png", Uploads.Picture()), ("cats/<img src=x>.png", []), ("dogs/big.png", big));
        refused.ShouldBeEmpty();
        var folder = studio.FolderOf(id);
        File.ReadAllBytes(Path.Combine(folder, "cats", "1.png")).ShouldBe(Uploads.Picture());
        File.ReadAllBytes(Path.Combine(folder, "dogs", "big.png")).ShouldBe(big);
        new FileInfo(Path.Combine(folder, "cats", "<img src=x>.png")).Length.ShouldBe(0);
    }

    [Fact]
    public async Task A_refused_file_is_named_and_the_others_arrive()
    {
        await using var studio = await RunningStudio.StartAsync();
        var (id, refused) = await studio.UploadAsync(
            ("../../out.png", [1, 2, 3]), ("film.mp4", new byte[70_000]), ("1.png", [1]), ("1.png", [2]),
            ("2.png", [3]));
        refused.Length.ShouldBe(3);
        refused[0].ShouldContain("../../out.png");
        refused[1].ShouldContain("not a picture");
        refused[2].ShouldBe("1.png: is there already");
        Directory.GetFiles(studio.FolderOf(id)).Select(Path.GetFileName).Order().ShouldBe(["1.png", "2.png"]);
        File.ReadAllBytes(Path.Combine(studio.FolderOf(id), "1.png")).ShouldBe([1]);
        Directory.GetFiles(studio.Options.Runs, "out.png", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_in_the_way_is_not_followed()
    {
        await using var studio = await RunningStudio.StartAsync();
        var id = await studio.BeginAsync();
        var secret = Directory.CreateDirectory(Path.Combine(studio.Options.Runs, "secret")).FullName;
        Directory.CreateSymbolicLink(Path.Combine(studio.FolderOf(id), "way"), secret);
        File.CreateSymbolicLink(Path.Combine(studio.FolderOf(id), "a.png"), Path.Combine(secret, "b.png"));
        (await studio.SendAsync(id, Uploads.Body(("way/1.png", [1]), ("a.png", [1])))).EnsureSuccessStatusCode();
        Directory.GetFiles(secret).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_that_is_not_whole_leaves_no_file()
    {
        await using var studio = await RunningStudio.StartAsync();
        var id = await studio.BeginAsync();
        string[] bodies =
        [
            "{\"path\":\"1.png\",\"size\":10}\nshort",
            "{\"path\":\"1.png\",\"size\":-1}\n",
            "{\"path\":null,\"size\":1}\nx",
            "{\"path\":\"1.png\"",
            "{\"path\":\"\\ud800.png\",\"size\":1}\nx",
            "nonsense\n",
            "null\n",
        ];
        foreach (var body in bodies)
        {
            (await studio.SendAsync(id, System.Text.Encoding.UTF8.GetBytes(body))).StatusCode
                .ShouldBe(HttpStatusCode.BadRequest, body);
            Directory.GetFiles(studio.FolderOf(id)).ShouldBeEmpty(body);
        }
    }

    [Fact]
    public async Task Only_an_upload_may_have_a_long_body()
    {
        await using var studio = await RunningStudio.StartAsync();
        var id = await studio.BeginAsync();
        var body = Uploads.Body(("long.png", new byte[31 << 20]));
        (await studio.SendAsync(id, body)).EnsureSuccessStatusCode();
        using var post = new HttpRequestMessage(HttpMethod.Post, "/api/recipe/check");
        post.Content = new ByteArrayContent(body);
        post.Content.Headers.ContentType = new("application/json");
        post.Headers.ExpectContinue = true; // so that the answer comes before the body
        (await studio.Client.SendAsync(post, TestContext.Current.CancellationToken)).StatusCode
            .ShouldBe(HttpStatusCode.RequestEntityTooLarge);
    }

    [Fact]
    public async Task All_files_of_an_upload_together_are_bounded()
    {
        await using var studio = await RunningStudio.StartAsync(options => options with { MostUploadBytes = 1000 });
        var id = await studio.BeginAsync();
        (await studio.SendAsync(id, Uploads.Body(("1.png", new byte[600])))).EnsureSuccessStatusCode();
        var answer = await studio.SendAsync(id, Uploads.Body(("2.png", new byte[600])));
        answer.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        Directory.GetFiles(studio.FolderOf(id)).Select(Path.GetFileName).ShouldBe(["1.png"]);
    }

    [Fact]
    public async Task An_upload_takes_no_more_files_when_it_was_looked_at()
    {
        await using var studio = await RunningStudio.StartAsync();
        var (id, _) = await studio.UploadAsync(("1.png", Uploads.Picture()), ("2.png", Uploads.Picture()));
        await studio.GetAsync($"/api/data?upload={id}");
        var answer = await studio.SendAsync(id, Uploads.Body(("3.png", Uploads.Picture())));
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("no more files");
        (await studio.SendAsync(99, Uploads.Body(("2.png", [1])))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Nothing_of_an_upload_is_remembered_when_it_is_deleted()
    {
        await using var studio = await RunningStudio.StartAsync();
        var (id, _) = await studio.UploadAsync(("1.png", Uploads.Picture()), ("2.png", Uploads.Picture()));
        (await studio.JsonAsync($"/api/data?upload={id}")).GetProperty("count").GetInt32().ShouldBe(2);
        (await studio.PostAsync($"/api/uploads/{id}/abandon")).EnsureSuccessStatusCode();
        await studio.UploadAsync([.. Enumerable.Range(0, 3).Select(i => ($"{i}.png", Uploads.Picture()))]);
        (await studio.Client.GetAsync($"/api/data?upload={id}", TestContext.Current.CancellationToken)).StatusCode
            .ShouldBe(HttpStatusCode.NotFound, "neither the old pictures nor the new ones");
    }

    [Fact]
    public async Task No_body_is_an_error_of_the_studio()
    {
        await using var studio = await RunningStudio.StartAsync();
        var id = await studio.BeginAsync();
        var whole = Uploads.Body(("a/1.png", Uploads.Picture()), ("b.png", [1, 2, 3]), ("c.zip", new byte[300]));
        var stream = new RandomStream("bodies", 1);
        for (var i = 0; i < 300; i++)
        {
            var body = whole[..(stream.Integers(1, whole.Length)[0] + 1)];
            foreach (var at in stream.Integers(3, body.Length))
                body[at] = (byte)stream.Integers(1, 256)[0];
            ((int)(await studio.SendAsync(id, body)).StatusCode).ShouldBeLessThan(500, $"body {i}");
        }
    }

    [Fact]
    public async Task An_abandoned_upload_is_deleted_at_once_or_after_a_day_unless_a_run_uses_it()
    {
        await using var studio = await RunningStudio.StartAsync();
        var uploads = studio.Application.Services.GetRequiredService<UploadStore>();
        int[] ids = [uploads.Begin(), uploads.Begin(), uploads.Begin(), uploads.Begin()];
        Directory.CreateDirectory(Path.Combine(studio.Options.Runs, "0001-tiny"));
        uploads.Use(ids[1], "0001-tiny");
        uploads.Use(ids[2], "0009-gone");
        (await studio.PostAsync($"/api/uploads/{ids[3]}/abandon")).EnsureSuccessStatusCode();
        Left().ShouldBe([ids[0], ids[1], ids[2]]);
        uploads.Clean(DateTimeOffset.UnixEpoch, _ => false);
        Left().ShouldBe([ids[0], ids[1], ids[2]]);
        uploads.Clean(DateTimeOffset.MaxValue, _ => false);
        Left().ShouldBe([ids[1]]);

        IEnumerable<int> Left() => ids.Where(id => Directory.Exists(studio.FolderOf(id)));
    }
}
