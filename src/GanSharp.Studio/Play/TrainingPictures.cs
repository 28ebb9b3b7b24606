using GanSharp.Data;
using GanSharp.Recipes;
using GanSharp.Studio.Processes;
using GanSharp.Studio.Runs;
using GanSharp.Training;

namespace GanSharp.Studio.Play;

/// <summary>
/// The pictures that generators were trained on, where the studio knows them: data sets that are built in or
/// downloaded, and the pictures of trainings that the studio started. Those used last are kept.
/// </summary>
internal sealed class TrainingPictures(RunCatalogue catalogue, TrainingProcesses processes) : IDisposable
{
    private const int MostKept = 2;

    private readonly Lock _lock = new();
    private readonly LinkedList<(string Key, PictureLoad Load)> _kept = []; // the ones used last come first

    /// <summary>The pictures of a generator. The first call starts to read them.</summary>
    /// <param name="source">The address of the generator.</param>
    /// <param name="again">Whether to try again if that has failed or was stopped.</param>
    /// <exception cref="NotFoundException">There is no such generator.</exception>
    public PictureLoad Of(string source, bool again = false)
    {
        var (recipe, folder) = Generators.BuiltInOf(source) is { } builtIn
            ? (builtIn.Recipe, null)
            : (RunFolder.RecipeOf(catalogue.FolderOf(source)), processes.Of(source)?.Data);
        if (!IsAtHand(recipe, folder))
            return PictureLoad.Absent("the training pictures are not available");
        var key = KeyOf(recipe, folder);
        lock (_lock)
        {
            var known = _kept.FirstOrDefault(each => each.Key == key);
            if (known.Load is not null)
                _kept.Remove(known);
            var load = known.Load is { } before && !(again && before.State == LoadState.Absent)
                ? before
                : PictureLoad.Start((progress, stop) => recipe.LoadData(folder, progress, stop));
            _kept.AddFirst((key, load));
            while (_kept.Count > MostKept)
            {
                _kept.Last!.Value.Load.Dispose();
                _kept.RemoveLast();
            }
            return load;
        }
    }

    /// <summary>Stops to read the pictures of a generator.</summary>
    public void Stop(string source)
    {
        var load = Of(source);
        if (load.State == LoadState.Loading)
            load.Dispose();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_lock)
        {
            foreach (var (_, load) in _kept)
                load.Dispose();
        }
    }

    private static bool IsAtHand(Recipe recipe, string? folder)
    {
        if (folder is not null)
            return Path.Exists(folder);
        return Datasets.All.FirstOrDefault(info => info.Name == recipe.Dataset) is { } info && Datasets.IsAtHand(info);
    }

    private static string KeyOf(Recipe recipe, string? folder)
    {
        var chosen = recipe.Selection;
        return string.Join(
            '\n',
            [
                recipe.Dataset, folder ?? "", $"{chosen.Limit} {chosen.ImageSize} {chosen.Crop} {chosen.Background}",
                .. chosen.Classes,
            ]);
    }
}
