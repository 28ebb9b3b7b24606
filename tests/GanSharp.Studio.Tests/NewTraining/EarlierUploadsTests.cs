using System.Net;
using System.Text.Json;
using GanSharp.Studio.NewTraining;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.NewTraining;

public sealed class EarlierUploadsTests
{
    [Fact]
    public async Task Uploads_are_listed_by_the_names_of_what_was_dropped()
    {
        await using var studio = await RunningStudio.StartAsync();
        await LookAsync(studio, ("pets <b>/all/cats/1.png", Uploads.Picture()), ("pets <b>/all/dogs/2.png", Picture2));
        await LookAsync(studio, ("1.png", Uploads.Picture()), ("2.png", Picture2), ("花.png", Uploads.Picture(9)));
        var (given, _) = await studio.UploadAsync(("1.png", Uploads.Picture())); // nobody looked at it
        var all = await studio.JsonAsync("/api/uploads");
        all.GetArrayLength().ShouldBe(2);
        Names(all[0]).ShouldBe(["1.png", "2.png", "花.png"]);
        all[0].GetProperty("count").GetInt32().ShouldBe(3);
        Names(all[1]).ShouldBe(["pets <b>"]);
        all[1].GetProperty("entries").GetInt32().ShouldBe(1);
        all[1].GetProperty("classes").GetInt32().ShouldBe(2);
        all[1].GetProperty("runs").GetInt32().ShouldBe(0);
        all[1].GetProperty("added").GetDateTimeOffset()
            .ShouldBe(TimeProvider.System.GetUtcNow(), TimeSpan.FromMinutes(5));
        Names(await studio.JsonAsync("/api/data?upload=1")).ShouldBe(["pets <b>"]);
        (await PicturesAsync(studio, "uploads/1/pictures.png"))
            .ShouldBe(await PicturesAsync(studio, "data/pictures.png?upload=1"));
        (await studio.Client.GetAsync($"/api/uploads/{given}/pictures.png", TestContext.Current.CancellationToken))
            .StatusCode.ShouldBe(HttpStatusCode.NotFound);
        given.ShouldBe(3);
    }

    [Fact]
    public async Task Many_names_are_counted()
    {
        await using var studio = await RunningStudio.StartAsync();
        await LookAsync(studio, [.. Enumerable.Range(0, 9).Select(i => ($"{i}.png", Uploads.Picture()))]);
        var upload = (await studio.JsonAsync("/api/uploads"))[0];
        (Names(upload).Length, upload.GetProperty("entries").GetInt32()).ShouldBe((3, 9));
    }

    [Fact]
    public async Task An_upload_is_found_again_after_a_restart_and_by_the_run_that_uses_it()
    {
        await using var first = await RunningStudio.StartAsync();
        var id = await LookAsync(first, ("pets/1.png", Uploads.Picture()), ("pets/2.png", Picture2));
        File.Delete(Path.Combine(first.FolderOf(id), ".found.json")); // as of an earlier version
        await using var studio = await RunningStudio.StartAsync(
            options => options with { Runs = first.Options.Runs });
        (await studio.JsonAsync("/api/uploads")).GetArrayLength().ShouldBe(0);
        Directory.CreateDirectory(Path.Combine(studio.Options.Runs, "0001-tiny"));
        studio.Application.Services.GetRequiredService<UploadStore>().Use(id, "0001-tiny");
        var upload = (await studio.JsonAsync("/api/uploads")).EnumerateArray().ShouldHaveSingleItem();
        Names(upload).ShouldBe(["pets"]);
        upload.GetProperty("runs").GetInt32().ShouldBe(1);
        upload.TryGetProperty("count", out _).ShouldBeFalse();
        (await studio.JsonAsync($"/api/data?upload={id}")).GetProperty("count").GetInt32().ShouldBe(2);
        (await studio.JsonAsync("/api/uploads"))[0].GetProperty("count").GetInt32().ShouldBe(2);
    }

    [Fact]
    public async Task An_upload_can_be_removed_unless_a_run_uses_it()
    {
        await using var studio = await RunningStudio.StartAsync();
        var id = await LookAsync(studio, ("1.png", Uploads.Picture()), ("2.png", Picture2));
        var uploads = studio.Application.Services.GetRequiredService<UploadStore>();
        var run = Directory.CreateDirectory(Path.Combine(studio.Options.Runs, "0001-tiny")).FullName;
        uploads.Use(id, "0001-tiny");
        var answer = await studio.PostAsync($"/api/uploads/{id}/remove");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .ShouldContain("0001-tiny uses these pictures");
        Directory.Delete(run);
        (await studio.PostAsync($"/api/uploads/{id}/remove")).EnsureSuccessStatusCode();
        Directory.Exists(studio.FolderOf(id)).ShouldBeFalse();
        (await studio.JsonAsync("/api/uploads")).GetArrayLength().ShouldBe(0);
        (await studio.PostAsync($"/api/uploads/{id}/remove")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_removed_upload_can_be_taken_back_until_it_is_deleted_for_good()
    {
        await using var studio = await RunningStudio.StartAsync();
        var id = await LookAsync(studio, ("pets <b>/1.png", Uploads.Picture()), ("pets <b>/2.png", Picture2));
        (await studio.PostAsync($"/api/bin/uploads/{id}/restore")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await studio.PostAsync($"/api/uploads/{id}/remove")).EnsureSuccessStatusCode();
        (await studio.GetAsync("/bin")).ShouldContain("Pictures: pets &lt;b&gt;");
        (await studio.Client.GetAsync($"/api/data?upload={id}", TestContext.Current.CancellationToken)).StatusCode
            .ShouldBe(HttpStatusCode.NotFound);
        (await studio.PostAsync($"/api/bin/uploads/{id}/restore")).EnsureSuccessStatusCode();
        (await studio.GetAsync("/bin")).ShouldNotContain("pets");
        (await studio.JsonAsync($"/api/data?upload={id}")).GetProperty("count").GetInt32().ShouldBe(2);
        (await studio.PostAsync($"/api/uploads/{id}/remove")).EnsureSuccessStatusCode();
        (await studio.PostAsync($"/api/bin/uploads/{id}/purge")).EnsureSuccessStatusCode();
        (await studio.GetAsync("/bin")).ShouldNotContain("pets");
        (await studio.PostAsync($"/api/bin/uploads/{id}/restore")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task The_number_of_an_upload_is_not_given_again()
    {
        await using var studio = await RunningStudio.StartAsync();
        var uploads = studio.Application.Services.GetRequiredService<UploadStore>();
        int[] ids = [uploads.Begin(), uploads.Begin(), uploads.Begin()];
        uploads.Remove(ids[2]);
        uploads.Abandon(ids[1]);
        uploads.Begin().ShouldBe(4);
        uploads.Restore(ids[2]);
        uploads.Clean(DateTimeOffset.MaxValue, _ => false);
        uploads.Numbers().ShouldBeEmpty();
        await using var later = await RunningStudio.StartAsync(options => options with { Runs = studio.Options.Runs });
        later.Application.Services.GetRequiredService<UploadStore>().Begin().ShouldBe(5);
        var kept = Directory.GetFiles(Path.GetDirectoryName(studio.FolderOf(1))!);
        kept.Count(file => !Path.GetFileName(file).StartsWith('.')).ShouldBe(1, "the highest is enough");
    }

    [Fact]
    public async Task An_upload_is_kept_for_a_day_after_it_was_chosen_and_then_goes_to_the_bin()
    {
        await using var studio = await RunningStudio.StartAsync();
        var id = await LookAsync(studio, ("pets/1.png", Uploads.Picture()), ("pets/2.png", Picture2));
        var uploads = studio.Application.Services.GetRequiredService<UploadStore>();
        var earlier = studio.Application.Services.GetRequiredService<EarlierUploads>();
        var old = TimeProvider.System.GetUtcNow().AddHours(-25).UtcDateTime;
        Directory.SetLastWriteTimeUtc(studio.FolderOf(id), old);
        await studio.GetAsync($"/api/data?upload={id}");
        uploads.Clean(TimeProvider.System.GetUtcNow(), earlier.IsKnown);
        Directory.Exists(studio.FolderOf(id)).ShouldBeTrue();
        Directory.SetLastWriteTimeUtc(studio.FolderOf(id), old);
        uploads.Clean(TimeProvider.System.GetUtcNow(), earlier.IsKnown);
        Directory.Exists(studio.FolderOf(id)).ShouldBeFalse();
        (await studio.GetAsync("/bin")).ShouldContain("pets");
        (await studio.PostAsync($"/api/bin/uploads/{id}/restore")).EnsureSuccessStatusCode();
        Directory.GetFiles(Path.Combine(studio.FolderOf(id), "pets")).Length.ShouldBe(2);
    }

    [Fact]
    public async Task Damaged_facts_and_links_among_the_uploads_are_left_out()
    {
        await using var studio = await RunningStudio.StartAsync();
        var id = await LookAsync(studio, ("1.png", Uploads.Picture()), ("2.png", Picture2));
        await File.WriteAllTextAsync(
            Path.Combine(studio.FolderOf(id), ".found.json"), "{", TestContext.Current.CancellationToken);
        Directory.CreateSymbolicLink(studio.FolderOf(7), studio.FolderOf(id));
        Directory.CreateDirectory(Path.Combine(Path.GetDirectoryName(studio.FolderOf(id))!, "other"));
        (await studio.GetAsync("/api/uploads")).ShouldBe("[]");
    }

    private static Task<byte[]> PicturesAsync(RunningStudio studio, string address) =>
        studio.Client.GetByteArrayAsync($"/api/{address}", TestContext.Current.CancellationToken);

    private static byte[] Picture2 => Uploads.Picture(30);

    private static async Task<int> LookAsync(RunningStudio studio, params (string Path, byte[] Bytes)[] files)
    {
        var (id, _) = await studio.UploadAsync(files);
        await studio.GetAsync($"/api/data?upload={id}");
        return id;
    }

    private static string?[] Names(JsonElement upload) =>
        [.. upload.GetProperty("names").EnumerateArray().Select(name => name.GetString())];
}
