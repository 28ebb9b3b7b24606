using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Studies;
using GanSharp.Tensors;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Tests.Studies;

/// <summary>A sweep that was stopped, killed or damaged, and is resumed.</summary>
[Trait("Duration", "long")]
public sealed class ResumedSweepTests : SweepCase
{
    [Fact]
    public async Task A_cancelled_sweep_resumes_and_gives_the_same_results()
    {
        var whole = Sweep.Open(_folder["whole"], Plan);
        await RunAsync(whole);
        var sweep = Sweep.Open(Folder, Plan);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            RunAsync(sweep, stop, happened => happened is StepCompleted { Step: 2 }));

        var events = await RunAsync(Sweep.Open(Folder, Plan));

        events.OfType<TrialStarted>().First().Step.ShouldBe(2);
        ShouldBeAlike(sweep, whole);
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(5, 3)]
    public async Task A_killed_sweep_resumes_from_the_last_checkpoint_and_gives_the_same_results(int step, int from)
    {
        var whole = Sweep.Open(_folder["whole"], Plan);
        await RunAsync(whole);
        var sweep = Sweep.Open(Folder, Plan);
        await foreach (var happened in sweep.RunAsync(_ => Tiny.Images(), Evaluates))
        {
            if (happened is TrialProgress { Event: StepCompleted done } && done.Step == step)
                break;
        }

        var events = await RunAsync(Sweep.Open(Folder));

        events.OfType<TrialStarted>().First().Step.ShouldBe(from);
        ShouldBeAlike(sweep, whole);
    }

    [Fact]
    public void A_new_sweep_needs_recipes_with_names_but_a_resumed_one_does_not()
    {
        var nameless = Plan with { Recipes = [Tiny.Recipe with { Name = "" }] };
        Should.Throw<GanSharpException>(() => Sweep.Open(Folder, nameless)).Message
            .ShouldBe("tiny.yaml:1: name: is empty; write a name, or leave it out for that of the file");
        Directory.Exists(Folder).ShouldBeFalse();

        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, Sweep.PlanName), SweepYaml.Format(nameless));
        Sweep.Open(Folder, nameless).Trials.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData(true, "concat")]
    [InlineData(false, "none")]
    public async Task A_sweep_whose_data_decided_about_conditioning_continues(bool hasClasses, string decided)
    {
        var plan = Plan with { Recipes = [Tiny.Recipe.With("conditioning", "optional concat")] };
        var images = hasClasses ? Tiny.Images() : new("noise", Tiny.Images().Images, Tiny.Image);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync(
            Sweep.Open(Folder, plan), stop, happened => happened is StepCompleted { Step: 2 }, images));

        var events = await RunAsync(Sweep.Open(Folder, plan), new(), _ => false, images);

        events.OfType<TrialStarted>().First().Step.ShouldBe(2);
        TrialResult.Load(Directory.GetFiles(Sweep.Open(Folder).Results, "*.json")[0])
            .Recipe["conditioning"].ShouldBe(decided);
        (await RunAsync(Sweep.Open(Folder, plan), new(), _ => false, images)).OfType<TrialStarted>().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_started_trial_of_other_data_is_refused_and_kept()
    {
        var sweep = await BegunAsync();
        var before = Contents(sweep.RunOf(sweep.Trials[0]));
        var pixels = Tiny.Images().Images;
        pixels[5] ^= 1;
        var other = new ImageDataset(
            "noise", pixels, Tiny.Image,
            [.. Enumerable.Range(0, 12).Select(i => (byte)(i % 3))],
            ["zero", "one", "two"]);
        var error = await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var _ in Sweep.Open(Folder).RunAsync(_ => other, Evaluates))
            {
            }
        });
        error.Message.ShouldContain("was trained on other data: sha256: ");
        Contents(sweep.RunOf(sweep.Trials[0])).ShouldBe(before);
    }

    [Fact]
    public async Task A_started_trial_of_another_version_is_refused_and_kept()
    {
        var sweep = await BegunAsync();
        foreach (var path in Directory.GetFiles(Path.Combine(sweep.RunOf(sweep.Trials[0]), "checkpoints")))
        {
            using var scope = new TensorScope();
            var file = SafeTensors.Load(path);
            SafeTensors.Save(
                path, file.Tensors,
                new Dictionary<string, string>(file.Metadata) { ["format"] = "gansharp checkpoint 2" });
        }
        var before = Contents(sweep.RunOf(sweep.Trials[0]));
        (await Should.ThrowAsync<GanSharpException>(() => RunAsync(Sweep.Open(Folder)))).Message.ShouldContain(
            "not a checkpoint of this version of gansharp");
        Contents(sweep.RunOf(sweep.Trials[0])).ShouldBe(before);
    }

    [Fact]
    public async Task A_started_trial_that_another_process_trains_is_refused_and_kept()
    {
        var sweep = await BegunAsync();
        var folder = sweep.RunOf(sweep.Trials[0]);
        var recipe = sweep.Trials[0].Recipe;
        using (var trainer = Trainer.Resume(Checkpoint.Newest(folder), Tiny.Images(), recipe))
        using (RunFolder.Continue(folder, trainer))
            (await Should.ThrowAsync<GanSharpException>(() => RunAsync(Sweep.Open(Folder)))).Message.ShouldContain(
                "is being trained by another process");
        (await RunAsync(Sweep.Open(Folder))).OfType<TrialStarted>().First().Step.ShouldBe(2);
    }

    [Fact]
    public async Task A_trial_without_its_recipe_is_moved_aside_and_starts_again()
    {
        var sweep = await BegunAsync();
        File.Delete(Path.Combine(sweep.RunOf(sweep.Trials[0]), "recipe.yaml"));
        var kept = Contents(sweep.RunOf(sweep.Trials[0]));
        (await RunAsync(sweep)).OfType<TrialStarted>().First().Step.ShouldBe(0);
        Contents($"{sweep.RunOf(sweep.Trials[0])}.aside-1").ShouldBe(kept);
    }

    [Fact]
    public async Task A_damaged_run_is_moved_aside_and_starts_again()
    {
        var sweep = Sweep.Open(Folder, Plan);
        using var stop = new CancellationTokenSource();
        await Should.ThrowAsync<OperationCanceledException>(() =>
            RunAsync(sweep, stop, happened => happened is StepCompleted { Step: 2 }));
        foreach (var file in Directory.GetFiles(Path.Combine(sweep.RunOf(sweep.Trials[0]), "checkpoints")))
            File.WriteAllText(file, "damaged");
        var kept = Contents(sweep.RunOf(sweep.Trials[0]));

        var events = await RunAsync(sweep);

        events.OfType<TrialStarted>().First().Step.ShouldBe(0);
        var aside = $"{sweep.RunOf(sweep.Trials[0])}.aside-1";
        events
            .OfType<TrialDamaged>()
            .Last()
            .Message.ShouldEndWith(
                $"starts again, since no checkpoint in it can be read; the old files are in {aside}");
        Contents(aside).ShouldBe(kept);
    }

    [Fact]
    public async Task Other_data_is_refused()
    {
        await RunAsync(Sweep.Open(Folder, Plan));
        var error = await Should.ThrowAsync<GanSharpException>(async () =>
        {
            await foreach (var _ in Sweep.Open(Folder).RunAsync(_ => Tiny.Images(18), Evaluates))
            {
            }
        });
        error.Message.ShouldContain("was trained on 12 other images of noise");
    }

    [Theory]
    [InlineData(null, "{}", "line 1 is invalid")]
    [InlineData("\"figures\": {", "\"figures\": null, \"x\": {", "line 1: figures is null")]
    [InlineData("\"fid\": {", "\"fid\": null, \"kid\": {", "line 1: fid is null")]
    [InlineData("\"fid\":", "\"kid\":", "a required value is missing")]
    [InlineData("\"warnings\": []", "\"warnings\": [null]", "line 1: warnings is null")]
    [InlineData("\"zero\"", "null", "line 1: classes is null")]
    [InlineData("\"steps\": 6", "\"steps\": \"six\"", "steps is invalid")]
    [InlineData("\"id\": \"tiny", "\"id\": \"other", "it belongs to other-seed=1")]
    public async Task A_damaged_result_is_an_error_with_its_path(string? text, string replacement, string reason)
    {
        var sweep = Sweep.Open(Folder, Plan with { Axes = [] });
        await RunAsync(sweep);
        var path = Path.Combine(Folder, "results", "tiny-seed=1.json");
        var whole = File.ReadAllText(path);
        File.WriteAllText(
            path, text is null ? replacement : whole.Replace(text, replacement, StringComparison.Ordinal));
        File.ReadAllText(path).ShouldNotBe(whole);
        var message = Should.Throw<GanSharpException>(() => sweep.ResultOf(sweep.Trials[0])).Message;
        message.ShouldStartWith($"{path}: is not a result of a trial (");
        message.ShouldContain(reason.Replace("line 1", "", StringComparison.Ordinal));
        message.ShouldEndWith("); delete it to train it again");
    }

    [Fact]
    public async Task A_folder_instead_of_a_result_is_refused_and_its_trial_is_not_trained_again()
    {
        var sweep = Sweep.Open(Folder, Plan with { Axes = [] });
        await RunAsync(sweep);
        var path = Path.Combine(Folder, "results", "tiny-seed=1.json");
        File.Delete(path);
        Directory.CreateDirectory(path);
        var run = Contents(sweep.RunOf(sweep.Trials[0]));
        (await Should.ThrowAsync<GanSharpException>(() => RunAsync(Sweep.Open(Folder)))).Message.ShouldStartWith(
            $"{path}: is a folder");
        Contents(sweep.RunOf(sweep.Trials[0])).ShouldBe(run);
    }
}
