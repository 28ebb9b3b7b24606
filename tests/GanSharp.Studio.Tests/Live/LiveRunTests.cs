using System.Text.Json;
using System.Threading.Channels;
using GanSharp.Reports.Languages;
using GanSharp.Studio.Live;
using GanSharp.Studio.Runs;

namespace GanSharp.Studio.Tests.Live;

public sealed class LiveRunTests
{
    [Fact]
    public async Task A_viewer_that_does_not_keep_up_is_dropped_and_not_waited_for()
    {
        await using var studio = await RunningStudio.StartAsync();
        var live = new LiveRun(studio.WriteRun("0001-tiny"), () => Card(), Phrases.In("en"), TimeProvider.System);
        var (slow, quick) = (live.Watch(), live.Watch());
        for (var i = 0; i < 40; i++)
        {
            live.Publish($"{i}");
            quick.Reader.TryRead(out _);
        }
        live.Viewers.ShouldBe(1);
        slow.Reader.Completion.IsCompleted.ShouldBeFalse(); // what it has not read yet is still there
        (await Drain(slow)).ShouldBeLessThan(40);
        slow.Reader.Completion.IsCompletedSuccessfully.ShouldBeTrue();
        quick.Reader.Completion.IsCompleted.ShouldBeFalse();
        live.Leave(quick);
        live.Viewers.ShouldBe(0);
    }

    [Fact]
    public async Task Viewers_of_a_run_that_is_gone_are_let_go_and_a_restored_one_can_be_watched_again()
    {
        await using var studio = await RunningStudio.StartAsync();
        var isGone = true;
        var live = new LiveRun(
            studio.WriteRun("0001-tiny"), () => isGone ? throw new NotFoundException("gone") : Card(),
            Phrases.In("en"), TimeProvider.System);
        (await Drain(live.Watch())).ShouldBe(0);
        live.Viewers.ShouldBe(0);
        isGone = false;
        (await live.Watch().Reader.ReadAsync(TestContext.Current.CancellationToken)).ShouldContain("stopped");
    }

    [Fact]
    public async Task A_second_viewer_learns_at_once_how_the_run_is()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        for (var viewer = 0; viewer < 3; viewer++)
        {
            var events = await studio.Client.GetStreamAsync(
                "/api/runs/0001-tiny/live", TestContext.Current.CancellationToken);
            (await NextAsync(new StreamReader(events))).GetProperty("step").GetInt64().ShouldBe(6);
        }
    }

    [Fact]
    public async Task A_page_gets_what_happens_to_the_run_and_all_of_it_after_a_lost_connection()
    {
        await using var studio = await RunningStudio.StartAsync();
        var folder = studio.WriteRun("0001-tiny");
        await using var events = await studio.Client.GetStreamAsync(
            "/api/runs/0001-tiny/live", TestContext.Current.CancellationToken);
        using var reader = new StreamReader(events);
        (await NextAsync(reader)).GetProperty("step").GetInt64().ShouldBe(6);
        await File.AppendAllTextAsync(
            Path.Combine(folder, "metrics.jsonl"),
            "{\"epoch\":3,\"discriminatorLoss\":9,\"generatorLoss\":8,\"imagesPerSecond\":50,\"step\":7}\n",
            TestContext.Current.CancellationToken);
        (await NextAsync(reader)).GetProperty("step").GetInt64().ShouldBe(7);
        var all = JsonDocument.Parse(await studio.GetAsync("/api/runs/0001-tiny/curves")).RootElement;
        var losses = all.GetProperty("charts")[0].GetProperty("curves")[0].GetProperty("points");
        losses.GetArrayLength().ShouldBe(7);
        losses[6][1].GetDouble().ShouldBe(9);
    }

    private static async Task<JsonElement> NextAsync(StreamReader reader)
    {
        while (await reader.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith("data: ", StringComparison.Ordinal))
                return JsonDocument.Parse(line[6..]).RootElement.GetProperty("now");
        }
        throw new InvalidOperationException("the stream ended");
    }

    private static async Task<int> Drain(Channel<string> channel)
    {
        var count = 0;
        await foreach (var _ in channel.Reader.ReadAllAsync(TestContext.Current.CancellationToken))
            count++;
        return count;
    }

    private static RunCard Card() =>
        new() { Name = "0001-tiny", Notes = new(), State = RunState.Stopped, Recipe = "tiny" };
}
