using System.Text;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Studio.Processes;
using GanSharp.Studio.Runs;
using GanSharp.Studio.Storage;
using GanSharp.Training;

namespace GanSharp.Studio.NewTraining;

/// <summary>Starts trainings from the page.</summary>
internal sealed class TrainingStart(
    StudioPaths paths, RecipeCheck check, DataSurveys surveys, RunCatalogue runs, UploadStore uploads,
    TrainingQueue queue)
{
    /// <summary>Makes the folder of a run and puts its training into the queue.</summary>
    /// <param name="yaml">The recipe.</param>
    /// <param name="source">The data.</param>
    /// <param name="initFrom">The name of the run whose networks it starts with; null or empty for none.</param>
    /// <param name="cancellation">Stops the checks.</param>
    /// <returns>The name of the run.</returns>
    /// <exception cref="GanSharpException">The recipe is not valid, or the queue is full.</exception>
    /// <exception cref="NotFoundException">There is no such run or upload.</exception>
    public async Task<string> BeginAsync(
        string yaml, DataSource source, string? initFrom, CancellationToken cancellation)
    {
        var data = await surveys.OfAsync(source, cancellation);
        var result = await check.OfAsync(yaml, [], data, cancellation);
        if (result.Faults is [var fault, ..])
            throw new GanSharpException(fault.Key is null ? fault.Message : $"{fault.Key}: {fault.Message}");
        string[] from = string.IsNullOrEmpty(initFrom) ? [] : ["--init-from", runs.FolderOf(initFrom)];
        queue.RequirePlace();
        var recipe = result.Recipe!;
        var folder = RunFolders.Claim(paths.Runs, recipe.Name);
        var run = Path.GetFileName(folder);
        try
        {
            AtomicFile.Write(
                paths.RecipeOf(run), stream => stream.Write(Encoding.UTF8.GetBytes(RecipeYaml.Format(recipe))));
            if (source.Upload is { } id)
                uploads.Use(id, run);
            queue.Add(
                run, data.Place,
                [
                    "train", paths.RecipeOf(run), .. data.Place is { } place ? (string[])["--data", place] : [],
                    "--out", folder, .. from,
                ]);
            return run;
        }
        catch
        {
            queue.Discard(run);
            throw;
        }
    }
}
