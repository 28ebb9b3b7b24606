using GanSharp.Tests.Mpi;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using GanSharp.Training.Records;

namespace GanSharp.Tests.Training;

/// <summary>Another process pauses and stops a training.</summary>
public sealed class RunControlTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly LeapingClock _clock = new();

    private string Run => _folder["run"];

    private string File => Path.Combine(Run, RunControl.FileName);

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_request_is_a_small_file_until_it_is_replaced_or_withdrawn()
    {
        Begin().Dispose();
        RunControl.Requested(Run).ShouldBe(RunRequest.Continue);
        foreach (var (request, text) in new[]
            {
                (RunRequest.Pause, "{\"request\":\"pause\"}"), (RunRequest.Stop, "{\"request\":\"stop\"}"),
            })
        {
            RunControl.Request(Run, request);
            RunControl.Requested(Run).ShouldBe(request);
            System.IO.File.ReadAllText(File).ShouldBe(text);
        }
        RunControl.Request(Run, RunRequest.Continue);
        System.IO.File.Exists(File).ShouldBeFalse();
        RunControl.Request(Run, RunRequest.Continue);
        RunControl.Requested(Run).ShouldBe(RunRequest.Continue);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{\"request\":")]
    [InlineData("{\"request\":\"explode\"}")]
    [InlineData("{\"request\":7}")]
    [InlineData("null")]
    public void A_damaged_request_is_none(string text)
    {
        Begin().Dispose();
        System.IO.File.WriteAllText(File, text);
        RunControl.Requested(Run).ShouldBe(RunRequest.Continue);
        System.IO.File.WriteAllText(File, $"{{\"request\":\"stop\",\"more\":\"{new string('x', 5000)}\"}}");
        RunControl.Requested(Run).ShouldBe(RunRequest.Continue);
    }

    [Fact]
    public void A_folder_that_is_no_run_takes_no_request()
    {
        Should.Throw<GanSharpException>(() => RunControl.Request(Run, RunRequest.Stop))
            .Message.ShouldBe($"{Run}: there is no such run folder");
        Directory.CreateDirectory(Run);
        Should.Throw<GanSharpException>(() => RunControl.Request(Run, RunRequest.Stop))
            .Message.ShouldStartWith($"{Run}: is not a run, for it has no recipe.yaml; ");
        RunControl.Requested(Run).ShouldBe(RunRequest.Continue);
        Should.Throw<ArgumentOutOfRangeException>(() => RunControl.Request(Run, (RunRequest)7));
    }

    [Fact]
    public void A_run_that_is_open_is_in_training()
    {
        using (Begin())
            RunControl.IsTraining(Run).ShouldBeTrue();
        RunControl.IsTraining(Run).ShouldBeFalse();
    }

    [Fact]
    public async Task A_paused_training_is_saved_and_reaches_the_undisturbed_result()
    {
        using var trainer = NewTrainer();
        using var run = RunFolder.Create(Run, trainer);
        var events = await TrainAsync(run, happened =>
        {
            if (happened is StepCompleted { Step: 2 })
                RunControl.Request(Run, RunRequest.Pause);
            if (happened is not TrainingPaused)
                return;
            Checkpoint.Newest(Run).Step.ShouldBe(2);
            RunRecord.Load(Run).Step.ShouldBe(2);
            Path.GetFileName(run.LastSamples).ShouldBe("step-0000002.png", "it shows what it has learned");
            _clock.Leap(TimeSpan.FromHours(1));
            RunControl.Request(Run, RunRequest.Continue);
        });

        events.OfType<TrainingPaused>().ShouldBe([new(2)]);
        events.OfType<StepCompleted>().ShouldAllBe(step => step.ImagesPerSecond > 0.1);
        ((TrainingFinished)events[^1]).Elapsed.ShouldBeLessThan(TimeSpan.FromMinutes(10), "a pause does not count");
        Weights("run").ShouldBe(Weights(Whole()));
    }

    [Fact]
    public async Task A_training_that_is_asked_to_stop_saves_and_can_be_resumed()
    {
        using (var trainer = NewTrainer())
        {
            using var run = RunFolder.Create(Run, trainer);
            await Should.ThrowAsync<OperationCanceledException>(() => TrainAsync(run, happened =>
            {
                if (happened is StepCompleted { Step: 4 })
                    RunControl.Request(Run, RunRequest.Stop);
            }));
            trainer.Step.ShouldBe(4);
            System.IO.File.Exists(File).ShouldBeFalse();
            Path.GetFileName(run.LastSamples).ShouldBe("step-0000004.png", "it shows what it has learned");
        }
        RunControl.Request(Run, RunRequest.Stop); // to nobody
        using var resumed = Trainer.Resume(Checkpoint.Newest(Run), Tiny.Images(), options: new() { Time = _clock });
        resumed.Step.ShouldBe(4);
        using var again = RunFolder.Continue(Run, resumed);
        await TrainAsync(again, _ => { });
        Weights("run").ShouldBe(Weights(Whole()));
    }

    [Fact]
    public async Task A_paused_training_can_be_stopped()
    {
        using var trainer = NewTrainer();
        using var run = RunFolder.Create(Run, trainer);
        RunControl.Request(Run, RunRequest.Pause);
        await Should.ThrowAsync<OperationCanceledException>(() => TrainAsync(run, happened =>
        {
            if (happened is TrainingPaused)
                RunControl.Request(Run, RunRequest.Stop);
        }));
        (trainer.Step, Checkpoint.Newest(Run).Step).ShouldBe((0, 0));
    }

    [Fact]
    public async Task A_paused_training_can_be_cancelled()
    {
        using var cancel = new CancellationTokenSource();
        using var trainer = NewTrainer();
        using var run = RunFolder.Create(Run, trainer);
        await Should.ThrowAsync<OperationCanceledException>(() => TrainAsync(
            run,
            happened =>
            {
                if (happened is StepCompleted { Step: 3 })
                    RunControl.Request(Run, RunRequest.Pause);
                if (happened is TrainingPaused)
                    cancel.CancelAfter(10);
            },
            cancel.Token));
        (trainer.Step, Checkpoint.Newest(Run).Step).ShouldBe((3, 3));
        System.IO.File.Exists(File).ShouldBeFalse();
    }

    [Fact]
    public void It_looks_five_times_a_second_at_most()
    {
        Begin().Dispose();
        var clock = new LeapingClock { PerRead = TimeSpan.Zero };
        var watch = new ControlWatch(Run, clock);
        watch.Current().ShouldBe(RunRequest.Continue);
        RunControl.Request(Run, RunRequest.Stop);
        clock.Leap(TimeSpan.FromMilliseconds(199));
        watch.Current().ShouldBe(RunRequest.Continue);
        clock.Leap(TimeSpan.FromMilliseconds(1));
        watch.Current().ShouldBe(RunRequest.Stop);
    }

    [Fact]
    public void A_stop_stops_all_processes_after_the_same_step()
    {
        var recipe = Tiny.Recipe with { BatchSize = 8, Shards = 2, Steps = 6 };
        LocalNetwork.Run(2, processes =>
        {
            using var trainer = new Trainer(recipe, Tiny.Images(), new() { Time = _clock, Processes = processes });
            using var run = processes.IsFirst ? RunFolder.Create(Run, trainer) : null;
            var events = run?.TrainAsync() ?? trainer.RunAsync();
            Should.Throw<OperationCanceledException>(() =>
            {
                foreach (var happened in events.ToBlockingEnumerable())
                {
                    if (processes.IsFirst && happened is StepCompleted { Step: 2 })
                        RunControl.Request(Run, RunRequest.Pause);
                    if (happened is TrainingPaused)
                        RunControl.Request(Run, RunRequest.Stop);
                }
            });
            return trainer.Step;
        }).ShouldBe([2, 2]);
    }

    private RunFolder Begin()
    {
        using var trainer = NewTrainer();
        return RunFolder.Create(Run, trainer);
    }

    private Trainer NewTrainer() => new(Tiny.Recipe, Tiny.Images(), new() { Time = _clock });

    private string Whole()
    {
        using var trainer = NewTrainer();
        using var run = RunFolder.Create(_folder["whole"], trainer);
        TrainAsync(run, _ => { }).GetAwaiter().GetResult();
        return "whole";
    }

    private byte[] Weights(string run) => System.IO.File.ReadAllBytes(_folder[$"{run}/generator.safetensors"]);

    private static async Task<List<TrainingEvent>> TrainAsync(
        RunFolder run, Action<TrainingEvent> watch, CancellationToken cancellation = default)
    {
        var events = new List<TrainingEvent>();
        await foreach (var happened in run.TrainAsync(cancellation))
        {
            events.Add(happened);
            watch(happened);
        }
        return events;
    }

    /// <summary>A clock that advances by a second whenever it is read.</summary>
    private sealed class LeapingClock : TimeProvider
    {
        private long _ticks;

        public TimeSpan PerRead { get; init; } = TimeSpan.FromSeconds(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Interlocked.Add(ref _ticks, PerRead.Ticks);

        public void Leap(TimeSpan time) => Interlocked.Add(ref _ticks, time.Ticks);
    }
}
