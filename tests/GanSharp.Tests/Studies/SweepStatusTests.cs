using GanSharp.Studies;

namespace GanSharp.Tests.Studies;

[Trait("Duration", "long")]
public sealed class SweepStatusTests : SweepCase
{
    [Fact]
    public async Task A_running_trial_names_its_machine_and_process()
    {
        var sweep = Sweep.Open(Folder, Plan);
        sweep.Status().ShouldAllBe(status => status.State == TrialState.Waiting && status.Host == null);
        await using var events = sweep.RunAsync(_ => Tiny.Images(), Evaluates).GetAsyncEnumerator();
        while (await events.MoveNextAsync() && events.Current is not TrialStarted)
        {
        }
        var all = Sweep.Open(Folder).Status();
        (all[0].State, all[0].Host, all[0].Process)
            .ShouldBe((TrialState.Running, Environment.MachineName, Environment.ProcessId));
        all.Skip(1).ShouldAllBe(status => status.State == TrialState.Waiting);
    }

    [Fact]
    public async Task A_stopped_trial_waits_at_its_newest_checkpoint_and_a_finished_one_has_its_result()
    {
        var sweep = await BegunAsync();
        (sweep.Status()[0].State, sweep.Status()[0].Step).ShouldBe((TrialState.Waiting, 2));
        await RunAsync(sweep);
        foreach (var status in sweep.Status())
        {
            status.State.ShouldBe(TrialState.Done);
            status.Step.ShouldBe(status.Result!.Steps);
        }
    }

    /// <summary>A lock that is left over on a file system without locks: its file no longer changes.</summary>
    [Fact]
    public async Task A_lease_that_is_no_longer_renewed_is_no_running_trial()
    {
        var sweep = await BegunAsync();
        File.WriteAllText(sweep.RunOf(sweep.Trials[0]) + ".lock.beat-1", "elsewhere 7 0 1\n");
        sweep.Status()[0].State.ShouldBe(TrialState.Waiting);
    }

    [Fact]
    public async Task The_status_takes_no_trial_from_a_process_that_looks_for_one()
    {
        var sweep = Sweep.Open(Folder, Plan);
        using var stop = new CancellationTokenSource();
        var asking = Task.Run(() =>
        {
            while (!stop.IsCancellationRequested)
                Sweep.Open(Folder).Status();
        });
        (await RunAsync(sweep)).Last().ShouldBe(new SweepFinished(4, 0, 0));
        await stop.CancelAsync();
        await asking;
    }
}
