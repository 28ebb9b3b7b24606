using System.Net;
using System.Text.Json;
using GanSharp.IO;
using GanSharp.Studio.Processes;
using GanSharp.Studio.Runs;
using GanSharp.Training;
using GanSharp.Training.Records;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.Runs;

public sealed class RunCatalogueTests
{
    [Fact]
    public async Task A_run_is_stopped_or_training_or_paused_or_finished()
    {
        await using var studio = await RunningStudio.StartAsync();
        var folder = studio.WriteRun("0001-tiny");
        var catalogue = studio.Application.Services.GetRequiredService<RunCatalogue>();
        catalogue.CardOf("0001-tiny").State.ShouldBe(RunState.Stopped);
        using (FileLock.Take(Path.Combine(folder, ".lock"), "taken"))
        {
            catalogue.CardOf("0001-tiny").State.ShouldBe(RunState.Training);
            RunControl.Request(folder, RunRequest.Pause);
            catalogue.CardOf("0001-tiny").State.ShouldBe(RunState.Paused);
        }
        RunControl.Request(folder, RunRequest.Continue);
        RecordedRun.Write(Path.Combine(studio.Options.Runs, "0002-tiny"));
        catalogue.CardOf("0002-tiny").State.ShouldBe(RunState.Finished);
        catalogue.Cards().Select(card => card.Name).ShouldBe(["0002-tiny", "0001-tiny"]);
    }

    /// <summary>A process takes its folder before it writes the recipe; a request would be refused there.</summary>
    [Fact]
    public async Task A_run_that_a_process_holds_but_has_not_described_is_starting()
    {
        await using var studio = await RunningStudio.StartAsync();
        var folder = studio.WriteRun("0001-tiny");
        File.Delete(Path.Combine(folder, "recipe.yaml"));
        studio.Application.Services.GetRequiredService<TrainingLogs>().Begin("0001-tiny");
        using var held = FileLock.Take(Path.Combine(folder, ".lock"), "taken");
        studio.Application.Services.GetRequiredService<RunCatalogue>().CardOf("0001-tiny").State
            .ShouldBe(RunState.Starting);
    }

    [Fact]
    public async Task A_run_whose_process_was_killed_says_so_and_can_be_resumed()
    {
        await using var studio = await RunningStudio.StartAsync("true");
        studio.WriteRun("0001-tiny");
        studio.Application.Services.GetRequiredService<TrainingProcesses>().Start("0001-tiny", null, ["resume"]);
        var card = await WhenAsync(studio, card => card.State == RunState.Failed);
        card.Problem!.ShouldContain("killed");
        (await studio.GetAsync("/")).ShouldContain("killed");
    }

    [Fact]
    public async Task A_process_that_fails_leaves_its_reason()
    {
        await using var studio = await RunningStudio.StartAsync(
            "sh", "-c", "for last; do :; done; echo 'gansharp: the disk is full' > \"$last\"", "tool");
        studio.WriteRun("0001-tiny");
        studio.Application.Services.GetRequiredService<TrainingProcesses>().Start("0001-tiny", null, ["resume"]);
        (await WhenAsync(studio, card => card.State == RunState.Failed)).Problem.ShouldBe("the disk is full");
    }

    [Fact]
    public async Task What_cannot_be_read_is_named_and_harms_no_other_run()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        File.WriteAllText(Path.Combine(studio.WriteRun("0002-tiny"), "run.json"), "{");
        var linked = studio.WriteRun("0003-tiny");
        File.CreateSymbolicLink(Path.Combine(linked, "samples", "epoch-0009.png"), "/etc/hostname");
        Directory.CreateDirectory(Path.Combine(studio.WriteRun("0004-tiny"), ".lock")); // cannot be opened
        var runs = JsonDocument.Parse(await studio.GetAsync("/api/runs")).RootElement.EnumerateArray().ToArray();
        runs.Length.ShouldBe(4);
        Problem("0002-tiny").ShouldContain("run.json");
        Problem("0003-tiny").ShouldContain("leads out of the folder");
        Problem("0004-tiny").ShouldContain(".lock");
        Problem("0001-tiny").ShouldBeEmpty();
        foreach (var file in (string[])["grids/27.png", "real.png", "layout", "recipe.yaml", "curves", "export/onnx"])
        {
            var answer = await studio.Client.GetAsync(
                $"/api/runs/0003-tiny/{file}", TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, file);
        }

        string Problem(string name) =>
            runs.Single(run => run.GetProperty("name").GetString() == name).TryGetProperty("problem", out var problem)
                ? problem.GetString()! : "";
    }

    [Fact]
    public async Task Titles_and_tags_are_kept_in_the_folder_of_the_run()
    {
        await using var studio = await RunningStudio.StartAsync();
        var folder = studio.WriteRun("0001-tiny");
        (await studio.PostAsync(
            "/api/runs/0001-tiny/notes", new { title = "花", tags = (string[])["good", "for the talk"] }))
            .EnsureSuccessStatusCode();
        RunNotes.Of(folder).ShouldSatisfyAllConditions(
            notes => notes.Title.ShouldBe("花"), notes => notes.Tags.ShouldBe(["good", "for the talk"]));
        var page = await studio.GetAsync("/");
        page.ShouldContain("花");
        page.ShouldContain("for the talk");
        (await studio.PostAsync("/api/runs/0001-tiny/notes", new { title = new string('x', 101) }))
            .StatusCode.ShouldBe(HttpStatusCode.BadRequest);
    }

    private static async Task<RunCard> WhenAsync(RunningStudio studio, Func<RunCard, bool> condition)
    {
        var catalogue = studio.Application.Services.GetRequiredService<RunCatalogue>();
        for (var i = 0; ; i++)
        {
            var card = catalogue.CardOf("0001-tiny");
            if (condition(card) || i == 200)
                return card;
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }
}
