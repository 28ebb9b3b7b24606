using System.Net;
using GanSharp.Recipes;
using GanSharp.Studio.Processes;
using GanSharp.Studio.Tests.Processes;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.NewTraining;

public sealed class TrainingStartTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTool _tool;

    public TrainingStartTests() => _tool = new(_folder.Path);

    public void Dispose()
    {
        _tool.Open();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_training_of_dropped_pictures_starts_and_the_next_waits()
    {
        await using var studio = await RunningStudio.StartAsync(_tool.Command);
        studio.WriteRun("0001-tiny");
        var (id, _) = await studio.UploadAsync(
            [.. Enumerable.Range(0, 20).Select(i => ($"f/{i}.png", Uploads.Picture((byte)(i * 10))))]);
        var plan = await studio.JsonAsync($"/api/recipe?upload={id}");
        plan.GetProperty("reasons").GetProperty("name").GetString().ShouldBe("fastgan");
        var yaml = plan.GetProperty("checked").GetProperty("yaml").GetString();
        (await RunAsync(studio, new { yaml, upload = id })).ShouldBe("0002-fastgan");
        (await RunAsync(studio, new { yaml, upload = id, initFrom = "0001-tiny" })).ShouldBe("0003-fastgan");

        var place = Path.Combine(studio.FolderOf(id), "f");
        var recipes = Path.Combine(studio.Options.Runs, ".studio", "recipes");
        await _tool.WhenStartedAsync(1);
        _tool.Starts.ShouldBe(
        [
            $"train {recipes}/0002-fastgan.yaml --data {place} --out {studio.Options.Runs}/0002-fastgan",
        ]);
        RecipeCatalogue.Load(Path.Combine(recipes, "0002-fastgan.yaml")).Dataset.ShouldBe("folder");
        studio.Application.Services.GetRequiredService<TrainingProcesses>().Of("0002-fastgan")!.Data.ShouldBe(place);
        (await studio.GetAsync("/runs/0002-fastgan")).ShouldContain("starting");
        (await studio.GetAsync("/runs/0003-fastgan")).ShouldContain("waiting");
        foreach (var address in (string[])["curves", "grids"])
        {
            var answer = await studio.Client.GetAsync(
                $"/api/runs/0003-fastgan/{address}", TestContext.Current.CancellationToken);
            ((int)answer.StatusCode).ShouldBeLessThan(500, address);
        }
        (await studio.JsonAsync("/api/queue")).GetProperty("waiting")[0].GetString().ShouldBe("0003-fastgan");
        (await studio.GetAsync("/")).ShouldContain("0003-fastgan");
        studio.Application.Services.GetRequiredService<TrainingQueue>().Waiting[0].Arguments.ShouldBe(
        [
            "train", $"{recipes}/0003-fastgan.yaml", "--data", place, "--out", $"{studio.Options.Runs}/0003-fastgan",
            "--init-from", $"{studio.Options.Runs}/0001-tiny",
        ]);
        (await studio.PostAsync($"/api/uploads/{id}/abandon")).EnsureSuccessStatusCode();
        Directory.Exists(place).ShouldBeTrue(); // the runs need it
        (await studio.PostAsync("/api/queue/0003-fastgan/remove")).EnsureSuccessStatusCode();
        Directory.Exists(Path.Combine(studio.Options.Runs, "0003-fastgan")).ShouldBeFalse();
    }

    [Fact]
    public async Task A_training_that_cannot_work_does_not_start()
    {
        await using var studio = await RunningStudio.StartAsync(_tool.Command);
        var yaml = RecipeYaml.Format(RecipeCatalogue.Load("default"));
        await RefusedAsync(new { yaml = "batch-size: 0", dataset = "digits" }, HttpStatusCode.BadRequest, "batch-size");
        await RefusedAsync(new { yaml = "", dataset = "digits" }, HttpStatusCode.BadRequest, "not a recipe");
        await RefusedAsync(new { yaml, dataset = "fishes" }, HttpStatusCode.BadRequest, "no data set");
        await RefusedAsync(new { yaml }, HttpStatusCode.BadRequest, "data set");
        foreach (var initFrom in (string[])["../../etc", "0001-gone"])
            await RefusedAsync(new { yaml, dataset = "digits", initFrom }, HttpStatusCode.NotFound, "there is no run");
        (await studio.GetAsync("/api/runs")).ShouldBe("[]");

        async Task RefusedAsync(object json, HttpStatusCode status, string reason)
        {
            var answer = await studio.PostAsync("/api/runs", json);
            answer.StatusCode.ShouldBe(status, reason);
            (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldContain(reason);
        }
    }

    private static async Task<string?> RunAsync(RunningStudio studio, object json) =>
        (await studio.AskAsync("/api/runs", json)).GetProperty("run").GetString();
}
