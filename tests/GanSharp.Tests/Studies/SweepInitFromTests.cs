using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Studies;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Studies;

/// <summary>Sweeps whose trials start from the networks of a run.</summary>
[Trait("Duration", "long")]
public sealed class SweepInitFromTests : SweepCase
{
    private SweepPlan Small => Plan with { Axes = [new("lr", ["1e-3", "1e-2"])], InitFrom = Source };

    private string Source => _folder["source"];

    [Fact]
    public async Task Every_trial_starts_from_the_networks()
    {
        await TrainSource(1);
        var sweep = Sweep.Open(Folder, Small);
        await RunAsync(sweep);
        using var alone = new Trainer(
            sweep.Trials[1].Recipe, Tiny.Images(), new() { InitFrom = PretrainedNetworks.Load(Source) });
        await alone.RunAsync().CountAsync();
        StateOf(Generator(sweep.Trials[1])).ShouldBe(StateOf(alone.Sampler));
        foreach (var trial in sweep.Trials)
            sweep.ResultOf(trial)!.InitFromDigest.ShouldBe(alone.Transfer!.Sha256);
    }

    [Fact]
    public async Task A_stopped_sweep_resumes_and_gives_the_same_results()
    {
        await TrainSource(1);
        var whole = Sweep.Open(_folder["whole"], Small);
        await RunAsync(whole);
        var sweep = Sweep.Open(Folder, Small);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            RunAsync(sweep, stop, happened => happened is StepCompleted { Step: 2 }));
        await RunAsync(Sweep.Open(Folder));
        ShouldBeAlike(sweep, whole);
        Directory.Delete(Source, recursive: true);
        (await RunAsync(Sweep.Open(Folder))).ShouldBe(
            [new SweepStarted(2, 2), new SweepFinished(2, 0, 0)], "nothing is left that starts from it");
    }

    [Fact]
    public async Task Networks_that_changed_in_between_are_refused()
    {
        await TrainSource(1);
        var sweep = Sweep.Open(Folder, Small);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            RunAsync(sweep, stop, happened => happened is StepCompleted { Step: 2 }));
        Directory.Delete(Source, recursive: true);
        await TrainSource(2);
        (await Should.ThrowAsync<GanSharpException>(() => RunAsync(sweep))).Message.ShouldBe(
            $"{sweep.Trials[0].Id}: started from other networks than {Source}; "
            + "restore those, or start another sweep with --out");
        Should.Throw<GanSharpException>(() => Sweep.Open(Folder, Small with { InitFrom = null })).Message.ShouldBe(
            $"{Folder}: has started {sweep.Trials[0].Id} from {Source}, not new networks; "
            + "a sweep can grow, but its trials cannot change, so choose another folder with --out");
    }

    [Fact]
    public async Task Networks_that_are_missing_or_do_not_fit_are_refused_before_the_first_trial()
    {
        (await Should.ThrowAsync<GanSharpException>(() => RunAsync(Sweep.Open(Folder, Small)))).Message
            .ShouldBe($"init-from: {Source}: there is no such run folder or .safetensors file");
        Should.Throw<GanSharpException>(() => Small.CheckInitFrom()).Message.ShouldStartWith("init-from: ");
        await TrainSource(1);
        var other = Small with
        {
            InitFrom = Path.Combine(Source, "generator.safetensors"),
            Recipes =
            [
                Tiny.Recipe.With(
                [
                    ("latent", "5 normal"), ("conditioning", "none"),
                    ("generator", "linear 9, batch-norm; linear C x H x W, tanh"),
                    ("discriminator", "linear 3, relu; linear 1"),
                ]),
            ],
        };
        var error = await Should.ThrowAsync<GanSharpException>(() => RunAsync(Sweep.Open(_folder["other"], other)));
        error.Message.ShouldStartWith("tiny-lr=1e-3: ");
        error.Message.ShouldContain("has no tensor that fits the networks of this recipe");
        Directory.Exists(_folder["other/runs"]).ShouldBeFalse();
    }

    private async Task TrainSource(long seed)
    {
        using var trainer = new Trainer(Tiny.Recipe with { Seed = seed }, Tiny.Images());
        using var run = RunFolder.Create(Source, trainer);
        await run.TrainAsync().CountAsync();
    }

    private static float[] StateOf(Sampler sampler) =>
        [.. sampler.Generator.State.SelectMany(tensor => tensor.Tensor.ToArray<float>())];
}
