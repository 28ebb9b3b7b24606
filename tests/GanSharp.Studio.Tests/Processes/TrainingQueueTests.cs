using System.Collections.Concurrent;
using System.Diagnostics;
using GanSharp.IO;
using GanSharp.Studio.Deletion;
using GanSharp.Studio.Processes;
using GanSharp.Studio.Runs;
using GanSharp.Studio.Storage;
using GanSharp.Studio.Tests.NewTraining;
using GanSharp.Training;
using Microsoft.AspNetCore.Builder;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.Processes;

public sealed class TrainingQueueTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTool _tool;

    public TrainingQueueTests() => _tool = new(_folder.Path);

    public void Dispose()
    {
        _tool.Open();
        SqliteConnection.ClearAllPools();
        _folder.Dispose();
    }

    [Fact]
    public async Task One_training_runs_at_a_time_in_the_order_of_the_queue()
    {
        await using var studio = Studio();
        var queue = Queue(studio);
        foreach (var run in (string[])["0001-a", "0002-b", "0003-c"])
            queue.Add(Folder(run), null, ["train", run]);
        await _tool.WhenStartedAsync(1);
        StateOf(studio, "0001-a").ShouldBe(RunState.Starting);
        StateOf(studio, "0003-c").ShouldBe(RunState.Waiting);
        queue.MoveUp("0003-c");
        queue.MoveUp("0003-c"); // it is the first already
        queue.Waiting.Select(training => training.Run).ShouldBe(["0003-c", "0002-b"]);
        queue.StartNext();
        _tool.Starts.ShouldBe(["train 0001-a"]);
        _tool.Open();
        for (var started = 2; started <= 3; started++)
        {
            await FakeTool.WhenIdleAsync(studio.Services);
            queue.StartNext();
            await _tool.WhenStartedAsync(started);
        }
        _tool.Starts.ShouldBe(["train 0001-a", "train 0003-c", "train 0002-b"]);
        queue.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_two_studios_on_the_same_runs_one_starts_trainings()
    {
        await using var first = Studio();
        await using var second = Studio();
        Queue(first).Add(Folder("0001-a"), null, ["train", "0001-a"]);
        Queue(second).Add(Folder("0002-b"), null, ["train", "0002-b"]);
        await _tool.WhenStartedAsync(1);
        _tool.Open();
        await FakeTool.WhenIdleAsync(first.Services);
        Queue(second).StartNext();
        _tool.Starts.ShouldBe(["train 0001-a"]);
        Queue(first).StartNext();
        await _tool.WhenStartedAsync(2);
        _tool.Starts.ShouldBe(["train 0001-a", "train 0002-b"]);
    }

    [Fact]
    public async Task A_deleted_run_waits_no_longer()
    {
        await using var studio = Studio();
        Queue(studio).Add(Folder("0001-a"), null, ["train", "0001-a"]);
        Queue(studio).Add(Folder("0002-b"), null, ["train", "0002-b"]);
        await _tool.WhenStartedAsync(1);
        studio.Services.GetRequiredService<RunBin>().Delete("0002-b");
        Queue(studio).Waiting.ShouldBeEmpty();
        Queue(studio).Add(Folder("0002-b"), null, ["train", "0002-b"]); // the number is free again
    }

    [Fact]
    public async Task The_queue_outlives_the_studio()
    {
        await using (var first = Studio())
        {
            Queue(first).Add(Folder("0001-a"), null, ["train", "0001-a"]);
            Queue(first).Add(Folder("0002-b"), "/pictures", ["train", "0002-b", "--data", "/pictures"]);
            await _tool.WhenStartedAsync(1);
        }
        await using var second = Studio();
        var waiting = Queue(second).Waiting.ShouldHaveSingleItem();
        (waiting.Run, waiting.Data).ShouldBe(("0002-b", "/pictures"));
        StateOf(second, "0001-a").ShouldBe(RunState.Starting);
        Queue(second).StartNext();
        Queue(second).Waiting.Count.ShouldBe(1);
        _tool.Open();
        await FakeTool.WhenIdleAsync(second.Services);
        Queue(second).StartNext();
        await _tool.WhenStartedAsync(2);
        _tool.Starts[1].ShouldBe("train 0002-b --data /pictures");
        second.Services.GetRequiredService<TrainingProcesses>().Of("0002-b")!.Data.ShouldBe("/pictures");
    }

    [Fact]
    public async Task The_studio_starts_the_next_by_itself()
    {
        await using var studio = Studio();
        await studio.StartAsync(TestContext.Current.CancellationToken);
        Queue(studio).Add(Folder("0001-a"), null, ["train", "0001-a"]);
        Queue(studio).Add(Folder("0002-b"), null, ["train", "0002-b"]);
        _tool.Open();
        await _tool.WhenStartedAsync(2);
        await FakeTool.WhenIdleAsync(studio.Services);
    }

    [Fact]
    public async Task A_training_has_a_lower_priority_than_the_studio()
    {
        await using var studio = Studio();
        Queue(studio).Add(Folder("0001-a"), null, ["train", "0001-a"]);
        var launch = studio.Services.GetRequiredService<TrainingProcesses>().Of("0001-a")!;
        using var process = Process.GetProcessById(launch.ProcessId);
        process.PriorityClass.ShouldBe(ProcessPriorityClass.BelowNormal);
        _tool.Open();
        await FakeTool.WhenIdleAsync(studio.Services);
    }

    [Fact]
    public async Task The_queue_says_which_run_holds_it_and_whether_that_is_paused()
    {
        await using var studio = await RunningStudio.StartAsync(_tool.Command);
        var (other, folder) = (studio.WriteRun("0001-tiny"), studio.WriteRun("0002-tiny"));
        var catalogue = studio.Application.Services.GetRequiredService<RunCatalogue>();
        catalogue.Holder().ShouldBeNull();
        await studio.PostAsync("/api/runs/0002-tiny/notes", new { title = "Flowers", tags = (string[])[] });
        using (FileLock.Take(Path.Combine(folder, ".lock"), "taken"))
        using (FileLock.Take(Path.Combine(other, ".lock"), "taken"))
        {
            (await studio.JsonAsync("/api/queue")).GetProperty("holder").GetProperty("isPaused").GetBoolean()
                .ShouldBeFalse();
            RunControl.Request(folder, RunRequest.Pause);
            var holder = (await studio.JsonAsync("/api/queue")).GetProperty("holder");
            holder.GetProperty("name").GetString().ShouldBe("0002-tiny");
            holder.GetProperty("title").GetString().ShouldBe("Flowers");
            holder.GetProperty("isPaused").GetBoolean().ShouldBeTrue();
        }
        (await studio.GetAsync("/api/queue")).ShouldNotContain("0002-tiny"); // nothing holds it
    }

    [Fact]
    public async Task A_fault_of_the_queue_is_named_once_and_does_not_end_the_studio()
    {
        await using var errors = new Lines();
        await using var studio = await RunningStudio.StartAsync(
            options => options with { Errors = errors, Tool = _tool.Command });
        studio.Application.Services.GetRequiredService<StudioDatabase>().Execute(
            "INSERT INTO queue (run, data, arguments) VALUES ('0001-a', NULL, 'nonsense')");
        while (errors.All.IsEmpty)
            await Task.Delay(50, TestContext.Current.CancellationToken);
        await Task.Delay(1500, TestContext.Current.CancellationToken); // the next attempt
        errors.All.ShouldHaveSingleItem()!.ShouldStartWith("queue: JsonException:");
        (await studio.GetAsync("/api/runs")).ShouldBe("[]");
    }

    [Fact]
    public async Task A_training_that_is_removed_leaves_nothing_unless_it_began()
    {
        await using var studio = Studio();
        var queue = Queue(studio);
        queue.Add(Folder("0001-a"), null, ["train"]);
        queue.Add(Folder("0002-b"), null, ["train"]);
        queue.Add(Folder("0003-c"), null, ["resume"]);
        File.WriteAllText(Path.Combine(_folder["runs"], "0003-c", "recipe.yaml"), "name: c\n");
        queue.Remove("0002-b");
        queue.Remove("0003-c");
        Directory.Exists(Path.Combine(_folder["runs"], "0002-b")).ShouldBeFalse();
        Directory.Exists(Path.Combine(_folder["runs"], "0003-c")).ShouldBeTrue();
        queue.Waiting.ShouldBeEmpty();
        Should.Throw<NotFoundException>(() => queue.Remove("0002-b"));
        Should.Throw<NotFoundException>(() => queue.MoveUp("..")).Message.ShouldContain("not in the queue");
    }

    [Fact]
    public async Task The_queue_is_bounded()
    {
        await using var studio = Studio();
        var queue = Queue(studio);
        queue.Add(Folder("0001-a"), null, ["train"]);
        var table = studio.Services.GetRequiredService<QueueTable>();
        for (var i = 0; i < TrainingQueue.MostWaiting; i++)
            table.Add($"{i + 2:0000}-b", null, ["train"]);
        Should.Throw<GanSharpException>(() => queue.Add(Folder("0200-c"), null, ["train"])).Message
            .ShouldContain("holds 100 runs");
        Should.Throw<GanSharpException>(() => queue.Add(Folder("0002-b"), null, ["train"])).Message
            .ShouldContain("in the queue already");
    }

    [Fact]
    public async Task A_tool_that_cannot_be_started_fails_the_run_and_not_the_queue()
    {
        await using var studio = Studio(Path.Combine(_folder.Path, "no-such-tool"));
        Queue(studio).Add(Folder("0001-a"), null, ["train"]);
        Queue(studio).Waiting.ShouldBeEmpty();
        var card = studio.Services.GetRequiredService<RunCatalogue>().CardOf("0001-a");
        card.State.ShouldBe(RunState.Failed);
        card.Problem!.ShouldContain("cannot be started");
    }

    [Fact]
    public async Task A_training_whose_folder_is_gone_is_forgotten()
    {
        await using var studio = Studio();
        studio.Services.GetRequiredService<QueueTable>().Add("0001-a", null, ["train"]);
        Queue(studio).StartNext();
        Queue(studio).Waiting.ShouldBeEmpty();
        _tool.Starts.ShouldBeEmpty();
    }

    private WebApplication Studio(params string[] tool) => StudioServer.Create(
        new() { Runs = _folder["runs"], Tool = tool.Length > 0 ? tool : _tool.Command });

    private string Folder(string run)
    {
        Directory.CreateDirectory(Path.Combine(_folder["runs"], run));
        return run;
    }

    private static TrainingQueue Queue(WebApplication studio) => studio.Services.GetRequiredService<TrainingQueue>();

    private sealed class Lines : StringWriter
    {
        public ConcurrentQueue<string?> All { get; } = [];

        public override void WriteLine(string? value) => All.Enqueue(value);
    }

    private static RunState StateOf(WebApplication studio, string run) =>
        studio.Services.GetRequiredService<RunCatalogue>().CardOf(run).State;
}
