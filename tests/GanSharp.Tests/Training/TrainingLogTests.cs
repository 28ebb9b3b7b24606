using System.Collections.Concurrent;
using GanSharp.Metrics;
using GanSharp.Recipes;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;
using Microsoft.Extensions.Logging;

namespace GanSharp.Tests.Training;

[Trait("Instructions", "any")]
public class TrainingLogTests
{
    [Fact]
    public async Task A_program_log_is_told_what_happens()
    {
        using var folder = new TemporaryFolder();
        var log = new Kept();
        using var trainer = Trainer(Tiny.Recipe.With("evaluate-every", "6"), log);
        using (var run = RunFolder.Create(folder["run"], trainer))
        {
            await foreach (var _ in run.TrainAsync(TestContext.Current.CancellationToken))
            {
            }
        }

        var messages = log.Entries.Select(entry => $"{entry.Id} {entry.Level} {entry.Text}").ToArray();
        messages[0].ShouldBe("1 Information Training tiny started: 0 of 6 steps done, 3 steps per epoch");
        log.Entries.Select(entry => entry.Id).ShouldBe([1, 2, 5, 3, 2, 5, 7]);
        messages[1].ShouldStartWith("2 Information Epoch 1 ended at step 3: loss of the discriminator ");
        messages[2].ShouldBe(
            $"5 Information Checkpoint of step 3 written to {Checkpoint.Newest(folder["run"]).Path}"
                .Replace("0000006", "0000003"));
        messages[3].ShouldBe("3 Information Samples of step 6 evaluated: Fréchet distance 1.5");
        messages[6].ShouldStartWith("7 Information Training finished after 6 steps in ");
        log.Entries.ShouldAllBe(entry => !entry.Text.Contains('\n'));
    }

    [Fact]
    public async Task A_stop_is_information()
    {
        var log = new Kept();
        using var trainer = Trainer(Tiny.Recipe, log);
        using var stop = new CancellationTokenSource();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await foreach (var happened in trainer.RunAsync(stop.Token))
            {
                if (happened is StepCompleted { Step: 2 })
                    stop.Cancel();
            }
        });

        log.Entries.ShouldContain(entry =>
            entry.Id == 8 && entry.Level == LogLevel.Information && entry.Text == "Training stopped after step 2");
    }

    [Fact]
    public async Task A_failure_is_an_error_with_its_reason_after_a_warning()
    {
        var log = new Kept();
        using var trainer = Trainer(Tiny.Recipe.With("optimizer", "sgd 1e30"), log);

        var error = await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var _ in trainer.RunAsync(TestContext.Current.CancellationToken))
            {
            }
        });

        log.Entries.ShouldContain(entry => entry.Id == 4 && entry.Level == LogLevel.Warning);
        var last = log.Entries.Last();
        (last.Id, last.Level).ShouldBe((9, LogLevel.Error));
        last.Text.ShouldContain(error.Message);
    }

    [Fact]
    public async Task A_rollback_is_a_warning()
    {
        using var folder = new TemporaryFolder();
        var log = new Kept();
        using var trainer = Trainer(Tiny.Recipe.With("optimizer", "sgd 1e30").With("on-nan", "rollback"), log);
        using var run = RunFolder.Create(folder["run"], trainer);

        await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var _ in run.TrainAsync(TestContext.Current.CancellationToken))
            {
            }
        });

        log.Entries.ShouldContain(entry => entry.Id == 6 && entry.Level == LogLevel.Warning);
    }

    private static Trainer Trainer(Recipe recipe, ILogger log) => new(recipe, Tiny.Images(), new()
    {
        Logger = log,
        Evaluate = (_, _) => new Evaluation("none", 1, 1)
        {
            Figures = new Dictionary<string, Figure> { ["fid"] = new(1.5) },
        },
    });

    private sealed class Kept : ILogger
    {
        public ConcurrentQueue<(int Id, LogLevel Level, string Text)> Entries { get; } = [];

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Entries.Enqueue((eventId.Id, logLevel, formatter(state, exception)));
    }
}
