using System.Net;
using GanSharp.IO;

namespace GanSharp.Studio.Tests.Runs;

public sealed class DeletionTests
{
    [Fact]
    public async Task A_deleted_run_can_be_taken_back_until_it_is_deleted_for_good()
    {
        await using var studio = await RunningStudio.StartAsync();
        var folder = studio.WriteRun("0001-tiny");
        (await studio.PostAsync("/api/runs/0001-tiny/delete")).EnsureSuccessStatusCode();
        Directory.Exists(folder).ShouldBeFalse();
        (await studio.GetAsync("/")).ShouldNotContain("0001-tiny");
        (await studio.GetAsync("/bin")).ShouldContain("0001-tiny");
        (await studio.PostAsync("/api/bin/0001-tiny/restore")).EnsureSuccessStatusCode();
        (await studio.GetAsync("/")).ShouldContain("0001-tiny");
        (await studio.PostAsync("/api/runs/0001-tiny/delete")).EnsureSuccessStatusCode();
        (await studio.PostAsync("/api/bin/0001-tiny/purge")).EnsureSuccessStatusCode();
        (await studio.GetAsync("/bin")).ShouldNotContain("0001-tiny");
        Directory.GetDirectories(Path.Combine(studio.Options.Runs, ".studio", "bin")).ShouldBeEmpty();
    }

    /// <summary>The number of the newest run is free again when that is deleted.</summary>
    [Fact]
    public async Task Runs_of_the_same_name_can_be_deleted_one_after_the_other()
    {
        await using var studio = await RunningStudio.StartAsync();
        for (var i = 0; i < 2; i++)
        {
            studio.WriteRun("0001-tiny");
            (await studio.PostAsync("/api/runs/0001-tiny/delete")).EnsureSuccessStatusCode();
        }
        (await studio.PostAsync("/api/bin/0001-tiny/restore")).EnsureSuccessStatusCode();
        (await studio.PostAsync("/api/bin/0001-tiny-2/purge")).EnsureSuccessStatusCode();
        (await studio.GetAsync("/")).ShouldContain("0001-tiny");
    }

    [Fact]
    public async Task A_run_is_not_deleted_while_it_is_trained()
    {
        await using var studio = await RunningStudio.StartAsync();
        var folder = studio.WriteRun("0001-tiny");
        using var held = FileLock.Take(Path.Combine(folder, ".lock"), "taken");
        var answer = await studio.PostAsync("/api/runs/0001-tiny/delete");
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain("stop it before");
        Directory.Exists(folder).ShouldBeTrue();
    }
}
