using GanSharp.Studies;

namespace GanSharp.Tests.Studies;

[Trait("Duration", "long")]
public sealed class SweepTests : SweepCase
{
    [Fact]
    public async Task Every_trial_has_a_result_a_picture_and_a_generator()
    {
        var sweep = Sweep.Open(Folder, Plan);
        var events = await RunAsync(sweep);

        events.First().ShouldBe(new SweepStarted(0, 4));
        events.Last().ShouldBe(new SweepFinished(4, 0, 0));
        events
            .OfType<TrialFinished>()
            .Select(happened => (happened.Trial.Id, happened.Done))
            .ShouldBe(sweep.Trials.Select((trial, i) => (trial.Id, i + 1)));
        foreach (var trial in sweep.Trials)
        {
            var result = sweep.ResultOf(trial).ShouldNotBeNull();
            (result.Id, result.Error, result.Data.Name).ShouldBe((trial.Id, null, "noise"));
            result.Steps.ShouldBe(trial.Recipe.BatchSize == 4 ? 6 : 4);
            result.Settings["batch-size"].ShouldBe(trial.ValueOf("batch-size"));
            result.GeneratorParameters.ShouldBePositive();
            result
                .Evaluation!.Figures["fid"]
                .Value.ShouldBe(EvaluationOf(Generator(trial)), "the last generator was evaluated");
            result.Evaluation.ClassFrechetDistances.ShouldBe([1, null, 2]);
            File.Exists(sweep.PictureOf(trial)).ShouldBeTrue();
            Directory.Exists(Path.Combine(sweep.RunOf(trial), "checkpoints")).ShouldBeFalse();
            File.Exists(Path.Combine(sweep.RunOf(trial), "metrics.jsonl")).ShouldBeTrue();
        }
        Directory.GetFiles(Path.Combine(Folder, "runs")).ShouldBeEmpty("no lock is left");
    }

    [Fact]
    public async Task A_finished_trial_is_not_trained_again_even_without_its_run()
    {
        var sweep = Sweep.Open(Folder, Plan with { Keep = SweepKeep.Nothing });
        await RunAsync(sweep);
        Directory.GetDirectories(Path.Combine(Folder, "runs")).ShouldBeEmpty();
        Directory.Delete(Path.Combine(Folder, "runs"));

        var again = await RunAsync(Sweep.Open(Folder));

        again.ShouldBe([new SweepStarted(4, 4), new SweepFinished(4, 0, 0)]);
    }

    [Fact]
    public async Task Two_sweeps_on_one_folder_share_the_trials()
    {
        var (one, other) = (Sweep.Open(Folder, Plan), Sweep.Open(Folder, Plan));
        await using var first = one.RunAsync(_ => Tiny.Images(), Evaluates).GetAsyncEnumerator();
        await using var second = other.RunAsync(_ => Tiny.Images(), Evaluates).GetAsyncEnumerator();
        var events = new List<SweepEvent>();
        for (var (a, b) = (true, true); a || b;)
        {
            if (a && (a = await first.MoveNextAsync()))
                events.Add(first.Current);
            if (b && (b = await second.MoveNextAsync()))
                events.Add(second.Current);
        }

        events
            .OfType<TrialStarted>()
            .Select(happened => happened.Trial.Id)
            .Order()
            .ShouldBe(one.Trials.Select(trial => trial.Id).Order(), "each once");
        events.OfType<SweepFinished>().Select(end => end.Done + end.Elsewhere).ShouldBe([4, 4]);
    }

    [Fact]
    public async Task An_equal_plan_leaves_the_file_unchanged()
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
    public async Task Many_threads_can_create_one_sweep_concurrently()
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
    public async Task A_second_plan_must_have_the_trials_of_the_first()
    {
        await RunAsync(Sweep.Open(Folder, Plan with { Axes = [] }));
        Should
            .Throw<GanSharpException>(() => Sweep.Open(Folder, Plan))
            .Message.ShouldContain("which this plan leaves out");
        File.ReadAllText(Path.Combine(Folder, "sweep.yaml")).ShouldNotContain("batch-size: [4, 6]");
    }

    [Fact]
    public async Task A_failed_trial_is_recorded_and_the_others_are_trained()
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
    public async Task A_failed_evaluation_fails_its_trial()
    {
        var sweep = Sweep.Open(Folder, Plan with { Axes = [] });
        await foreach (
            var _ in sweep.RunAsync(_ => Tiny.Images(), (_, _) => (_, _) => throw new GanSharpException("no idea"))) { }
        sweep.ResultOf(sweep.Trials[0])!.Error.ShouldBe("no idea");
        (await RunAsync(sweep)).Last().ShouldBe(new SweepFinished(1, 1, 0));
    }

    [Fact]
    public async Task A_sweep_can_grow()
    {
        await RunAsync(Sweep.Open(Folder, Plan));
        var larger = Sweep.Open(
            Folder, Plan with { Axes = [Plan.Axes[0], new("batch-size", ["4", "6", "12"])], Seeds = [1, 2] });
        (await RunAsync(larger)).First().ShouldBe(new SweepStarted(4, 12));
        Sweep.Open(Folder).Trials.Count.ShouldBe(12);
    }

    [Fact]
    public async Task Finished_trials_cannot_change()
    {
        await RunAsync(Sweep.Open(Folder, Plan));
        var before = File.ReadAllText(Path.Combine(Folder, "sweep.yaml"));
        Complaint(Plan with { Settings = [("ema", "0.5")] })
            .ShouldContain("has a result of tiny-lr=1e-2-batch-size=4-seed=1 that was trained with ema 0.9, not 0.5;");
        Complaint(Plan with { Axes = [Plan.Axes[0]] })
            .ShouldContain("batch-size=4-seed=1, which this plan leaves out;");
        Complaint(Plan with { Samples = 200 }).ShouldContain("was evaluated with 100 samples, not 200;");
        Complaint(Plan with { Features = "other" })
            .ShouldContain("was evaluated with features (default), not other;");
        File.ReadAllText(Path.Combine(Folder, "sweep.yaml")).ShouldBe(before);

        string Complaint(SweepPlan plan) => Should.Throw<GanSharpException>(() => Sweep.Open(Folder, plan)).Message;
    }

    [Fact]
    public async Task A_recipe_that_does_not_fit_is_an_error_before_any_training()
    {
        var sweep = Sweep.Open(Folder, Plan with { Axes = [new("discriminator", ["linear 1", "linear 2"])] });
        var error = await Should.ThrowAsync<GanSharpException>(() => RunAsync(sweep));
        error.Message.ShouldStartWith("tiny-discriminator=linear_2: ");
        Directory.Exists(Path.Combine(Folder, "runs")).ShouldBeFalse();
    }

    [Fact]
    public void A_folder_with_other_files_is_left_unchanged()
    {
        _folder.Write("mine.txt", "mine"u8);
        Should
            .Throw<GanSharpException>(() => Sweep.Open(_folder.Path, Plan))
            .Message.ShouldContain("holds other files");
        Should.Throw<GanSharpException>(() => Sweep.Open(_folder.Path)).Message.ShouldContain("is not a sweep");
        _folder.Names.ShouldBe(["mine.txt"]);
    }
}
