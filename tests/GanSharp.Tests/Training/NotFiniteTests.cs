using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Training;

/// <summary>Trainings in which a number is not finite.</summary>
public sealed class NotFiniteTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(true, double.NaN, "NaN in the discriminator's loss Breaking, in the step after 4")]
    [InlineData(false, double.PositiveInfinity, "infinity in the generator's loss Breaking, in the step after 4")]
    public async Task A_loss_that_is_not_finite_stops_the_training_immediately(
        bool discriminators, double culprit, string reason)
    {
        var events = new List<TrainingEvent>();
        using var trainer = new Trainer(
            Tiny.Recipe, Tiny.Images(),
            options: new() { Custom = new() { Terms = [new Breaking(5, culprit, discriminators)] } });
        var error = await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var happened in trainer.RunAsync())
                events.Add(happened);
        });
        error.Message.ShouldStartWith(reason);
        events[^1].ShouldBeOfType<TrainingWarning>().ShouldSatisfyAllConditions(
            warning => warning.Kind.ShouldBe("not-finite"),
            warning => warning.Reason.ShouldBe(reason),
            warning => warning.Step.ShouldBe(4));
        events.OfType<StepCompleted>().Count().ShouldBe(4);
    }

    [Theory]
    [InlineData("generator")]
    [InlineData("discriminator")]
    public async Task The_first_tensor_is_named(string network)
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        var broken = network == "generator" ? trainer.Model.Generator : trainer.Model.Discriminator;
        var culprit = broken.NamedParameters.First();
        culprit.Tensor.AsSpan<float>()[0] = float.NaN;
        (await Should.ThrowAsync<GanSharpException>(async () => await trainer.RunAsync().ToArrayAsync())).Message
            .ShouldStartWith($"NaN in the {network}'s {culprit.Name}, in the step after 0");
    }

    [Fact]
    public async Task A_gradient_that_is_not_finite_does_not_reach_the_weights()
    {
        using var trainer = new Trainer(
            Tiny.Recipe, Tiny.Images(),
            options: new() { Custom = new() { Terms = [new Breaking(1, 0, true) { OfGradient = true }] } });
        (await Should.ThrowAsync<GanSharpException>(async () => await trainer.RunAsync().ToArrayAsync())).Message
            .ShouldStartWith("NaN in the gradient of the discriminator's ");
        trainer.Model.Discriminator.Parameters.ShouldAllBe(parameter => parameter.IsFinite());
    }

    [Fact]
    public async Task The_last_good_checkpoint_is_kept_and_the_reason_is_logged()
    {
        await Should.ThrowAsync<GanSharpException>(() => Train(Tiny.Recipe, new Breaking(5, double.NaN, true)));
        Checkpoint.Newest(_folder["run"]).Step.ShouldBe(3);
        File.ReadAllText(_folder["run/warnings.jsonl"]).ShouldContain("\"kind\":\"not-finite\"");
        File.ReadLines(_folder["run/metrics.jsonl"]).Count().ShouldBe(4);
    }

    [Fact]
    public async Task Weights_that_are_not_finite_are_never_saved()
    {
        using var trainer = new Trainer(Tiny.Recipe, Tiny.Images());
        trainer.Model.Generator.Parameters[0].AsSpan<float>()[0] = float.PositiveInfinity;
        Should.Throw<GanSharpException>(() => trainer.Save(_folder["checkpoint"])).Message
            .ShouldMatch("^infinity in generator.* after step 0; nothing was saved");
        Should.Throw<GanSharpException>(RunFolder.Create(_folder["run"], trainer).Save);
        _folder.Names.ShouldNotContain("checkpoint");
        File.Exists(_folder["run/generator.safetensors"]).ShouldBeFalse();
        await Task.CompletedTask;
    }

    [Fact]
    public async Task A_rollback_continues_from_the_last_checkpoint_with_half_the_learning_rates()
    {
        var events = await Train(Tiny.Recipe with { OnNan = NanResponse.Rollback }, new Breaking(5, double.NaN, true));
        events.OfType<StepCompleted>().Select(step => step.Step).ShouldBe([1, 2, 3, 4, 4, 5, 6]);
        events
            .OfType<StepCompleted>()
            .Select(step => step.GeneratorLearningRate)
            .ShouldBe([1e-2, 1e-2, 1e-2, 1e-2, 5e-3, 5e-3, 5e-3]);
        events
            .OfType<TrainingWarning>()
            .Select(warning => (warning.Kind, warning.Step))
            .ShouldBe([("not-finite", 4), ("rollback", 3)]);
        File.ReadLines(_folder["run/metrics.jsonl"]).Count().ShouldBe(6, "no step twice");
        File.ReadAllText(_folder["run/warnings.jsonl"]).ShouldContain("back to step 3");
    }

    [Fact]
    public async Task A_rollback_before_the_first_epoch_ends_starts_again()
    {
        var events = await Train(Tiny.Recipe with { OnNan = NanResponse.Rollback }, new Breaking(2, double.NaN, false));
        events.OfType<StepCompleted>().Select(step => step.Step).ShouldBe([1, 1, 2, 3, 4, 5, 6]);
    }

    [Fact]
    public async Task A_resumed_training_keeps_its_lower_learning_rates()
    {
        await Train(Tiny.Recipe with { OnNan = NanResponse.Rollback }, new Breaking(5, double.NaN, true));
        using var trainer = Trainer.Resume(
            Checkpoint.Newest(_folder["run"]), Tiny.Images(), Tiny.Recipe with { Epochs = 3 },
            new() { Custom = new() { Terms = [new Breaking(int.MaxValue, 0, true)] } });
        (await trainer.RunAsync().ToArrayAsync())
            .OfType<StepCompleted>()
            .ShouldAllBe(step => step.GeneratorLearningRate == 5e-3);
    }

    [Fact]
    public async Task A_training_that_fails_at_every_learning_rate_is_given_up()
    {
        var error = await Should.ThrowAsync<GanSharpException>(() => Train(
            Tiny.Recipe with { OnNan = NanResponse.Rollback }, new Breaking(2, double.NaN, true) { Always = true }));
        error.Message.ShouldContain("although the learning rates were halved 10 times");
    }

    [Fact]
    public async Task A_rollback_without_a_checkpoint_is_an_error()
    {
        using var trainer = new Trainer(
            Tiny.Recipe with { OnNan = NanResponse.Rollback }, Tiny.Images(),
            new() { Custom = new() { Terms = [new Breaking(2, double.NaN, true)] } });
        (await Should.ThrowAsync<GanSharpException>(async () => await trainer.RunAsync().ToArrayAsync())).Message
            .ShouldContain("there is no checkpoint to go back to");
    }

    private async Task<TrainingEvent[]> Train(Recipe recipe, GanTerm term)
    {
        var events = new List<TrainingEvent>();
        using var trainer = new Trainer(recipe, Tiny.Images(), options: new() { Custom = new() { Terms = [term] } });
        using var run = RunFolder.Create(_folder["run"], trainer);
        await foreach (var happened in trainer.RunAsync())
        {
            run.Write(happened);
            events.Add(happened);
        }
        return [.. events];
    }

    /// <summary>Gives a loss of 0, and in one update a loss or a gradient that is not finite.</summary>
    private sealed class Breaking(int update, double culprit, bool discriminators) : GanTerm
    {
        private int _updates;

        public bool OfGradient { get; init; }

        public bool Always { get; init; }

        public override Tensor? ForDiscriminator(StepContext step) => discriminators ? Loss(step.OnReal) : null;

        public override Tensor? ForGenerator(StepContext step) => discriminators ? null : Loss(step.OnFake);

        private Tensor Loss(Tensor score)
        {
            var isDue = ++_updates == update || (Always && _updates > update);
            return !isDue ? 0 * score.Sum() : OfGradient ? (0 * score.Sum()).Sqrt() : culprit + 0 * score.Sum();
        }
    }
}
