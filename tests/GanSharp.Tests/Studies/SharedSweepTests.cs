using GanSharp.Mpi;
using GanSharp.Studies;
using GanSharp.Tests.Mpi;
using GanSharp.Training;

namespace GanSharp.Tests.Studies;

/// <summary>Processes that train each trial of a sweep together.</summary>
[Trait("Instructions", "any")]
public class SharedSweepTests : SweepCase
{
    private static readonly SweepPlan Shared = Plan with { Recipes = [Tiny.Recipe with { Shards = 2 }] };

    [Fact]
    public async Task The_results_are_those_of_one_process()
    {
        await RunAsync(Sweep.Open(_folder["alone"], Shared));
        var events = Train(2);
        events[0].OfType<TrialFinished>().Count().ShouldBe(4);
        events[1].ShouldBeEmpty("the first process alone reports");
        Pictures(Folder).ShouldBe(Pictures(_folder["alone"]));

        static string[] Pictures(string folder) =>
        [
            .. Contents(Path.Combine(folder, "results"))
                .Where(line => line.Contains(".png ", StringComparison.Ordinal)),
        ];
    }

    [Fact]
    public void A_stopped_trial_is_resumed_by_another_number_of_processes()
    {
        using var stop = new CancellationTokenSource();
        Should.Throw<OperationCanceledException>(() => Train(2, stop));
        Train(1)[0].OfType<TrialStarted>().First().Step.ShouldBe(2);
        Sweep.Open(Folder).Trials.Count.ShouldBe(4);
        Train(2)[0].OfType<SweepFinished>().Single().Done.ShouldBe(4);
    }

    [Fact]
    public void Trials_that_cannot_be_shared_are_refused_before_any_training() =>
        Should.Throw<GanSharpException>(() => Train(2, plan: Plan)).Message.ShouldEndWith(
            "2 processes cannot share 1 shard of a batch equally; start one process, or set shards to a multiple of 2");

    private List<SweepEvent>[] Train(int count, CancellationTokenSource? stop = null, SweepPlan? plan = null)
    {
        Sweep.Open(Folder, plan ?? Shared);
        return LocalNetwork.Run(count, processes => RunAsync(processes).GetAwaiter().GetResult());

        async Task<List<SweepEvent>> RunAsync(ProcessGroup processes)
        {
            var (events, images) = (new List<SweepEvent>(), Tiny.Images());
            await foreach (var happened in Sweep.Open(Folder).RunAsync(
                _ => images, Evaluates, processes: processes,
                cancellation: processes.IsFirst ? stop?.Token ?? default : default))
            {
                events.Add(happened);
                if (happened is TrialProgress { Event: StepCompleted { Step: 2 } })
                    stop?.Cancel();
            }
            return events;
        }
    }
}
