using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Metrics;
using GanSharp.Recipes;
using GanSharp.Sampling;
using GanSharp.Studies;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Tests.Studies;

public sealed class SweepTests : IDisposable
{
    private static readonly SweepPlan Plan = new()
    {
        Recipes = [Tiny.Recipe],
        Axes = [new("lr", ["1e-3", "1e-2"]), new("batch-size", ["4", "6"])],
        Samples = 100,
    };

    private readonly TemporaryFolder _folder = new();

    private string Folder => _folder["study"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Every_trial_leaves_a_result_a_picture_and_its_generator()
    {
        var sweep = Sweep.Open(Folder, Plan);
        var events = await RunAsync(sweep);

        events.First().ShouldBe(new SweepStarted(0, 4));
        events.Last().ShouldBe(new SweepFinished(4, 0, 0));
        events.OfType<TrialFinished>().Select(happened => (happened.Trial.Id, happened.Done)).ShouldBe(sweep.Trials.Select((trial, i) => (trial.Id, i + 1)));
        foreach (var trial in sweep.Trials)
        {
            var result = sweep.ResultOf(trial).ShouldNotBeNull();
            (result.Id, result.Error, result.Data.Name).ShouldBe((trial.Id, null, "noise"));
            result.Steps.ShouldBe(trial.Recipe.BatchSize == 4 ? 6 : 4);
            result.Settings["batch-size"].ShouldBe(trial.ValueOf("batch-size"));
            result.GeneratorParameters.ShouldBePositive();
            result.Evaluation!.Figures["fid"].Value.ShouldBe(JudgementOf(Generator(trial)), "the last generator was judged");
            File.Exists(sweep.PictureOf(trial)).ShouldBeTrue();
            Directory.Exists(Path.Combine(sweep.RunOf(trial), "checkpoints")).ShouldBeFalse();
            File.Exists(Path.Combine(sweep.RunOf(trial), "metrics.jsonl")).ShouldBeTrue();
        }
        Directory.GetFiles(Path.Combine(Folder, "runs")).ShouldBeEmpty("no lock is left");
    }

    [Fact]
    public async Task What_is_done_is_not_done_again_even_without_its_run()
    {
        var sweep = Sweep.Open(Folder, Plan with { Keep = SweepKeep.Nothing });
        await RunAsync(sweep);
        Directory.GetDirectories(Path.Combine(Folder, "runs")).ShouldBeEmpty();
        Directory.Delete(Path.Combine(Folder, "runs"));

        var again = await RunAsync(Sweep.Open(Folder));

        again.ShouldBe([new SweepStarted(4, 4), new SweepFinished(4, 0, 0)]);
    }

    [Fact]
    public async Task Two_at_one_folder_share_the_trials()
    {
        var (one, other) = (Sweep.Open(Folder, Plan), Sweep.Open(Folder, Plan));
        await using var first = one.RunAsync(_ => Tiny.Images(), Judges).GetAsyncEnumerator();
        await using var second = other.RunAsync(_ => Tiny.Images(), Judges).GetAsyncEnumerator();
        var events = new List<SweepEvent>();
        for (var (a, b) = (true, true); a || b;)
        {
            if (a && (a = await first.MoveNextAsync()))
                events.Add(first.Current);
            if (b && (b = await second.MoveNextAsync()))
                events.Add(second.Current);
        }

        events.OfType<TrialStarted>().Select(happened => happened.Trial.Id).Order().ShouldBe(one.Trials.Select(trial => trial.Id).Order(), "each once");
        events.OfType<SweepFinished>().Select(end => end.Done + end.Elsewhere).ShouldBe([4, 4]);
    }

    [Fact]
    public async Task A_cancelled_sweep_goes_on_and_comes_to_the_same()
    {
        var whole = Sweep.Open(_folder["whole"], Plan);
        await RunAsync(whole);
        var sweep = Sweep.Open(Folder, Plan);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(sweep, stop, happened => happened is StepCompleted { Step: 2 }));

        var events = await RunAsync(Sweep.Open(Folder, Plan));

        events.OfType<TrialStarted>().First().Step.ShouldBe(2);
        ShouldBeAlike(sweep, whole);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(5, 3)]
    public async Task A_killed_sweep_loses_the_steps_since_the_last_checkpoint_and_comes_to_the_same(int step, int from)
    {
        var whole = Sweep.Open(_folder["whole"], Plan);
        await RunAsync(whole);
        var sweep = Sweep.Open(Folder, Plan);
        await foreach (var happened in sweep.RunAsync(_ => Tiny.Images(), Judges))
        {
            if (happened is TrialProgress { Event: StepCompleted done } && done.Step == step)
                break;
        }

        var events = await RunAsync(Sweep.Open(Folder));

        events.OfType<TrialStarted>().First().Step.ShouldBe(from);
        ShouldBeAlike(sweep, whole);
    }

    [Fact]
    public async Task A_begun_trial_of_other_data_is_refused_and_kept()
    {
        var sweep = await BegunAsync();
        var before = Contents(sweep.RunOf(sweep.Trials[0]));
        var pixels = Tiny.Images().Images;
        pixels[5] ^= 1;
        var other = new ImageDataset("noise", pixels, Tiny.Image, [.. Enumerable.Range(0, 12).Select(i => (byte)(i % 3))], ["zero", "one", "two"]);
        var error = await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var _ in Sweep.Open(Folder).RunAsync(_ => other, Judges))
            {
            }
        });
        error.Message.ShouldContain("was trained on other data: sha256: ");
        Contents(sweep.RunOf(sweep.Trials[0])).ShouldBe(before);
    }

    [Fact]
    public async Task A_begun_trial_of_another_version_is_refused_and_kept()
    {
        var sweep = await BegunAsync();
        foreach (var path in Directory.GetFiles(Path.Combine(sweep.RunOf(sweep.Trials[0]), "checkpoints")))
        {
            using var scope = new TensorScope();
            var file = SafeTensors.Load(path);
            SafeTensors.Save(path, file.Tensors, new Dictionary<string, string>(file.Metadata) { ["format"] = "gansharp checkpoint 2" });
        }
        var before = Contents(sweep.RunOf(sweep.Trials[0]));
        (await Should.ThrowAsync<GanSharpException>(() => RunAsync(Sweep.Open(Folder)))).Message.ShouldContain("not a checkpoint of this version of gansharp");
        Contents(sweep.RunOf(sweep.Trials[0])).ShouldBe(before);
    }

    [Fact]
    public async Task A_begun_trial_that_another_process_trains_is_refused_and_kept()
    {
        var sweep = await BegunAsync();
        var folder = sweep.RunOf(sweep.Trials[0]);
        var recipe = sweep.Trials[0].Recipe;
        using (var trainer = Trainer.Resume(Checkpoint.Newest(folder), Tiny.Images(), recipe))
        using (RunFolder.Continue(folder, recipe, Tiny.Images(), trainer))
            (await Should.ThrowAsync<GanSharpException>(() => RunAsync(Sweep.Open(Folder)))).Message.ShouldContain("is being trained by another process");
        (await RunAsync(Sweep.Open(Folder))).OfType<TrialStarted>().First().Step.ShouldBe(2);
    }

    [Fact]
    public async Task A_trial_without_its_recipe_is_put_aside_and_begins_anew()
    {
        var sweep = await BegunAsync();
        File.Delete(Path.Combine(sweep.RunOf(sweep.Trials[0]), "recipe.yaml"));
        var kept = Contents(sweep.RunOf(sweep.Trials[0]));
        (await RunAsync(sweep)).OfType<TrialStarted>().First().Step.ShouldBe(0);
        Contents($"{sweep.RunOf(sweep.Trials[0])}.aside-1").ShouldBe(kept);
    }

    [Fact]
    public async Task A_plan_that_means_the_same_stays_as_it_is_written()
    {
        var sweep = Sweep.Open(Folder, Plan with { Axes = [] });
        await RunAsync(sweep);
        var path = Path.Combine(Folder, "sweep.yaml");
        var mine = $"# my study\n{File.ReadAllText(path).Replace("seeds: [1]", "seeds: 1")}";
        File.WriteAllText(path, mine);
        await RunAsync(Sweep.Open(Folder, Sweep.Open(Folder).Plan));
        File.ReadAllText(path).ShouldBe(mine);
        Sweep.Open(Folder, Plan with { Axes = [], Seeds = [1, 2] });
        File.ReadAllText(path).ShouldNotContain("my study", customMessage: "another plan is written");
    }

    [Fact]
    public async Task Many_begin_one_sweep_in_the_same_moment()
    {
        for (var round = 0; round < 20; round++)
        {
            var folder = _folder[$"study{round}"];
            using var together = new Barrier(8);
            await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Factory.StartNew(
                () =>
                {
                    together.SignalAndWait();
                    Sweep.Open(folder, Plan).Trials.Count.ShouldBe(4);
                },
                TaskCreationOptions.LongRunning)));
            Directory.GetFileSystemEntries(folder).Select(Path.GetFileName).ShouldBe(["sweep.yaml"]);
        }
    }

    [Fact]
    public async Task Of_two_plans_that_begin_in_one_folder_the_second_must_continue_the_first()
    {
        await RunAsync(Sweep.Open(Folder, Plan with { Axes = [] }));
        Should.Throw<GanSharpException>(() => Sweep.Open(Folder, Plan)).Message.ShouldContain("which this plan leaves out");
        File.ReadAllText(Path.Combine(Folder, "sweep.yaml")).ShouldNotContain("batch-size: [4, 6]");
    }

    [Fact]
    public async Task A_damaged_run_begins_anew_and_is_kept()
    {
        var sweep = Sweep.Open(Folder, Plan);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(sweep, stop, happened => happened is StepCompleted { Step: 2 }));
        foreach (var file in Directory.GetFiles(Path.Combine(sweep.RunOf(sweep.Trials[0]), "checkpoints")))
            File.WriteAllText(file, "damaged");
        var kept = Contents(sweep.RunOf(sweep.Trials[0]));

        var events = await RunAsync(sweep);

        events.OfType<TrialStarted>().First().Step.ShouldBe(0);
        var aside = $"{sweep.RunOf(sweep.Trials[0])}.aside-1";
        events.OfType<TrialDamaged>().Last().Message.ShouldEndWith($"begins anew, since no checkpoint in it can be read; what was there is now {aside}");
        Contents(aside).ShouldBe(kept);
    }

    [Fact]
    public async Task A_trial_that_fails_is_written_down_and_the_others_go_on()
    {
        var sweep = Sweep.Open(Folder, Plan with { Axes = [new("lr", ["1e38", "1e-2"])] });
        var events = await RunAsync(sweep);

        events.Last().ShouldBe(new SweepFinished(2, 1, 0));
        var failed = sweep.ResultOf(sweep.Trials[0])!;
        failed.Error.ShouldNotBeNull().ShouldContain("learning rate");
        failed.Warnings.Select(warning => warning.Kind).ShouldContain("not-finite");
        failed.Evaluation.ShouldBeNull();
        (await RunAsync(Sweep.Open(Folder))).OfType<TrialStarted>().ShouldBeEmpty("it stays failed");

        var log = File.ReadAllText(Path.Combine(sweep.RunOf(sweep.Trials[0]), "warnings.jsonl"));
        var aside = sweep.ForgetFailures().ShouldHaveSingleItem();
        File.ReadAllText(Path.Combine(aside, "warnings.jsonl")).ShouldBe(log);
        File.ReadAllText(Path.Combine(aside, "result.json")).ShouldContain("learning rate");
        (await RunAsync(sweep)).OfType<TrialStarted>().ShouldHaveSingleItem().ShouldBe(new(sweep.Trials[0], 1, 0, 6));
    }

    [Fact]
    public async Task A_judge_that_fails_fails_its_trial()
    {
        var sweep = Sweep.Open(Folder, Plan with { Axes = [] });
        await foreach (var _ in sweep.RunAsync(_ => Tiny.Images(), (_, _) => (_, _) => throw new GanSharpException("no idea")))
        {
        }
        sweep.ResultOf(sweep.Trials[0])!.Error.ShouldBe("no idea");
        (await RunAsync(sweep)).Last().ShouldBe(new SweepFinished(1, 1, 0));
    }

    [Fact]
    public async Task A_sweep_can_grow()
    {
        await RunAsync(Sweep.Open(Folder, Plan));
        var larger = Sweep.Open(Folder, Plan with { Axes = [Plan.Axes[0], new("batch-size", ["4", "6", "12"])], Seeds = [1, 2] });
        (await RunAsync(larger)).First().ShouldBe(new SweepStarted(4, 12));
        Sweep.Open(Folder).Trials.Count.ShouldBe(12);
    }

    [Fact]
    public async Task What_is_done_cannot_change()
    {
        await RunAsync(Sweep.Open(Folder, Plan));
        var before = File.ReadAllText(Path.Combine(Folder, "sweep.yaml"));
        Complaint(Plan with { Settings = [("ema", "0.5")] }).ShouldContain("has a result of tiny-lr=1e-2-batch-size=4-seed=1 that was trained with ema 0.9, not 0.5;");
        Complaint(Plan with { Axes = [Plan.Axes[0]] }).ShouldContain("batch-size=4-seed=1, which this plan leaves out;");
        Complaint(Plan with { Samples = 200 }).ShouldContain("was judged by 100 samples, not 200;");
        Complaint(Plan with { Features = "other" }).ShouldContain("was judged by features as by default, not other;");
        File.ReadAllText(Path.Combine(Folder, "sweep.yaml")).ShouldBe(before);

        string Complaint(SweepPlan plan) => Should.Throw<GanSharpException>(() => Sweep.Open(Folder, plan)).Message;
    }

    [Fact]
    public async Task Other_data_is_refused()
    {
        await RunAsync(Sweep.Open(Folder, Plan));
        var error = await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var _ in Sweep.Open(Folder).RunAsync(_ => Tiny.Images(18), Judges))
            {
            }
        });
        error.Message.ShouldContain("was trained on 12 other images of noise");
    }

    [Fact]
    public async Task A_recipe_that_does_not_fit_is_found_before_anything_is_trained()
    {
        var sweep = Sweep.Open(Folder, Plan with { Axes = [new("discriminator", ["linear 1", "linear 2"])] });
        var error = await Should.ThrowAsync<GanSharpException>(() => RunAsync(sweep));
        error.Message.ShouldStartWith("tiny-discriminator=linear_2: ");
        Directory.Exists(Path.Combine(Folder, "runs")).ShouldBeFalse();
    }

    [Fact]
    public void A_folder_with_something_else_is_left_alone()
    {
        _folder.Write("mine.txt", "mine"u8);
        Should.Throw<GanSharpException>(() => Sweep.Open(_folder.Path, Plan)).Message.ShouldContain("holds other files");
        Should.Throw<GanSharpException>(() => Sweep.Open(_folder.Path)).Message.ShouldContain("holds no sweep");
        _folder.Names.ShouldBe(["mine.txt"]);
    }

    [Theory]
    [InlineData(null, "{}", "line 1 is not as it should be")]
    [InlineData("\"figures\": {", "\"figures\": null, \"x\": {", "line 1: figures is null")]
    [InlineData("\"fid\": {", "\"fid\": null, \"kid\": {", "line 1: fid is null")]
    [InlineData("\"fid\":", "\"kid\":", "something in it is missing")]
    [InlineData("\"warnings\": []", "\"warnings\": [null]", "line 1: warnings is null")]
    [InlineData("\"zero\"", "null", "line 1: classes is null")]
    [InlineData("\"steps\": 6", "\"steps\": \"six\"", "steps is not as it should be")]
    [InlineData("\"id\": \"tiny", "\"id\": \"other", "it is of other-seed=1")]
    public async Task A_damaged_result_is_named(string? text, string replacement, string reason)
    {
        var sweep = Sweep.Open(Folder, Plan with { Axes = [] });
        await RunAsync(sweep);
        var path = Path.Combine(Folder, "results", "tiny-seed=1.json");
        var whole = File.ReadAllText(path);
        File.WriteAllText(path, text is null ? replacement : whole.Replace(text, replacement, StringComparison.Ordinal));
        File.ReadAllText(path).ShouldNotBe(whole);
        var message = Should.Throw<GanSharpException>(() => sweep.ResultOf(sweep.Trials[0])).Message;
        message.ShouldStartWith($"{path}: is no result of a trial (");
        message.ShouldContain(reason.Replace("line 1", "", StringComparison.Ordinal));
        message.ShouldEndWith("); delete it to train it again");
    }

    /// <summary>A sweep whose first trial was stopped after two steps.</summary>
    private async Task<Sweep> BegunAsync()
    {
        var sweep = Sweep.Open(Folder, Plan);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(sweep, stop, happened => happened is StepCompleted { Step: 2 }));
        return sweep;
    }

    /// <summary>Every file of a folder with its contents.</summary>
    private static string[] Contents(string folder) =>
    [
        .. Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)
            .Where(file => !Path.GetFileName(file).StartsWith('.'))
            .Select(file => $"{Path.GetRelativePath(folder, file)} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(file)))}"),
    ];

    private static Task<List<SweepEvent>> RunAsync(Sweep sweep) => RunAsync(sweep, new CancellationTokenSource(), _ => false);

    /// <summary>Runs a sweep, and cancels it when a training does something.</summary>
    private static async Task<List<SweepEvent>> RunAsync(Sweep sweep, CancellationTokenSource stop, Func<TrainingEvent, bool> ends)
    {
        var events = new List<SweepEvent>();
        await foreach (var happened in sweep.RunAsync(_ => Tiny.Images(), Judges, cancellation: stop.Token))
        {
            events.Add(happened);
            if (happened is TrialProgress progress && ends(progress.Event))
                stop.Cancel();
        }
        return events;
    }

    /// <summary>Judges a generator by one of its pixels.</summary>
    private static GeneratorJudge Judges(Recipe recipe, ImageDataset training) => (sampler, _) =>
        new("pixels", 100, training.Count) { Figures = new Dictionary<string, Figure> { ["fid"] = new(JudgementOf(sampler)) { Low = 0, Floor = 1 } } };

    private static double JudgementOf(Sampler sampler) => sampler.Generate(Tensor.Zeros([1, 3]), [1]).ToArray<double>()[0];

    private Sampler Generator(Trial trial) => GeneratorFile.Load(Path.Combine(Folder, "runs", trial.Id, "generator.safetensors"));

    private static void ShouldBeAlike(Sweep sweep, Sweep whole)
    {
        foreach (var trial in whole.Trials)
        {
            sweep.ResultOf(trial)!.Evaluation!.Figures["fid"].ShouldBe(whole.ResultOf(trial)!.Evaluation!.Figures["fid"]);
            File.ReadAllBytes(sweep.PictureOf(trial)).ShouldBe(File.ReadAllBytes(whole.PictureOf(trial)));
            File.ReadAllBytes(Path.Combine(sweep.RunOf(trial), "generator.safetensors")).ShouldBe(File.ReadAllBytes(Path.Combine(whole.RunOf(trial), "generator.safetensors")));
        }
    }
}
