using System.Text.Json;
using GanSharp.Data;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Studio.Storage;
using GanSharp.Tests.Training;
using GanSharp.Training;
using Microsoft.Extensions.DependencyInjection;

namespace GanSharp.Studio.Tests.Play;

/// <summary>A studio with two small runs, for the tests of a class.</summary>
public sealed class PlayStudio : IAsyncLifetime
{
    /// <summary>The run: its pictures are unknown to the studio.</summary>
    public const string Run = "0001-tiny";

    private RunningStudio _studio = null!;

    /// <summary>A run that the studio started: it knows where the pictures are.</summary>
    public const string KnownRun = "0002-tiny";

    /// <summary>The folder of those pictures.</summary>
    public string Pictures { get; private set; } = "";

    internal RunningStudio Studio => _studio;

    public HttpClient Client => _studio.Client;

    public async ValueTask InitializeAsync()
    {
        _studio = await RunningStudio.StartAsync();
        var (recipe, data) = (Tiny.Recipe with { Epochs = 1, Dataset = "folder" }, Tiny.Images(60));
        await TrainAsync(Path.Combine(_studio.Options.Runs, Run), recipe, data);
        await TrainAsync(Path.Combine(_studio.Options.Runs, KnownRun), recipe, data);
        Pictures = WritePictures(Path.Combine(_studio.Options.Runs, ".studio", "pictures"), data);
        Service<StudioDatabase>().Execute(
            "INSERT INTO launches (run, data, arguments, process, started) VALUES ($run, $data, '[]', 0, '')",
            ("$run", KnownRun), ("$data", Pictures));
    }

    public T Service<T>() where T : notnull => _studio.Application.Services.GetRequiredService<T>();

    public Task<byte[]> BytesAsync(string address) =>
        Client.GetByteArrayAsync(address, TestContext.Current.CancellationToken);

    public async Task<JsonDocument> JsonAsync(string address) => JsonDocument.Parse(await BytesAsync(address));

    /// <summary>What is near to a picture, when the training pictures have been read.</summary>
    public async Task<JsonElement> NearestAsync(string address)
    {
        while (true)
        {
            var details = await JsonAsync(address);
            var nearest = details.RootElement.GetProperty("nearest");
            if (nearest.GetProperty("state").GetString() != "loading")
                return nearest;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    public async Task<JsonElement> PostAsync(string address, HttpContent? content = null)
    {
        using var answer = await Client.PostAsync(address, content, TestContext.Current.CancellationToken);
        answer.EnsureSuccessStatusCode();
        return JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
    }

    public async ValueTask DisposeAsync() => await _studio.DisposeAsync();

    private static async Task TrainAsync(string folder, Recipe recipe, ImageDataset data)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(folder)!);
        using var trainer = new Trainer(recipe, data, new() { Time = new StoppedClock() });
        using var run = RunFolder.Create(folder, trainer);
        await foreach (var happened in trainer.RunAsync(cancellation: TestContext.Current.CancellationToken))
            run.Write(happened);
    }

    /// <summary>Writes pictures into a folder for each class.</summary>
    private static string WritePictures(string folder, ImageDataset data)
    {
        for (var i = 0; i < data.Count; i++)
        {
            var own = Path.Combine(folder, data.ClassNames[data.Labels![i]]);
            Directory.CreateDirectory(own);
            PngWriter.Save(
                Path.Combine(own, $"{i:000}.png"), ImageGrid.Arrange(data.Image(i), data.ImageShape, 1, margin: 0));
        }
        return folder;
    }
}
