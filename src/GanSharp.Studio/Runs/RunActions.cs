using System.Globalization;
using GanSharp.Data;
using GanSharp.Optim;
using GanSharp.Studio.Processes;
using GanSharp.Text;
using GanSharp.Training;
using GanSharp.Training.Records;

namespace GanSharp.Studio.Runs;

/// <summary>What a person can do to a run.</summary>
internal sealed class RunActions(RunCatalogue catalogue, TrainingProcesses processes, TimeProvider time)
{
    /// <summary>The most generator steps that a run can be extended by at a time.</summary>
    public const int MostSteps = 10_000_000;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly Lock _starts = new(); // so that two clicks do not start two processes

    /// <summary>Lets a training wait after its present step; it keeps its memory.</summary>
    public void Pause(string name) => RunControl.Request(Held(name), RunRequest.Pause);

    /// <summary>Lets a paused training go on.</summary>
    public void Continue(string name) => RunControl.Request(Held(name), RunRequest.Continue);

    /// <summary>Lets a training save and end, so that it can be resumed.</summary>
    public void Stop(string name) => RunControl.Request(Held(name), RunRequest.Stop);

    /// <summary>Starts a process that trains the rest of a run.</summary>
    public void Resume(string name) => Start(name);

    /// <summary>Trains a run for more steps. A training is stopped first, and goes on.</summary>
    /// <exception cref="GanSharpException">The number of steps is out of range.</exception>
    public async Task ExtendAsync(string name, int steps, CancellationToken cancellation)
    {
        GanSharpException.Require(
            steps is > 0 and <= MostSteps, $"more steps are {steps}; they must be 1 to {MostSteps}");
        await FreeAsync(name, cancellation);
        var card = catalogue.CardOf(name);
        var left = Math.Max(0, card.TotalSteps - card.Step);
        Start(name, "--steps", (left + steps).ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Changes the learning rates of a run. A training is stopped first, and goes on.</summary>
    /// <param name="name">The run.</param>
    /// <param name="rates">The rates, and why they change.</param>
    /// <param name="cancellation">Ends waiting; the training stays stopped.</param>
    /// <exception cref="GanSharpException">A rate is out of range, or the note is too long.</exception>
    public async Task ChangeRatesAsync(string name, NewRates rates, CancellationToken cancellation)
    {
        var recipe = RunFolder.RecipeOf(catalogue.FolderOf(name));
        var (generator, discriminator) = (
            recipe.GeneratorOptimizer with { LearningRate = rates.Generator },
            recipe.DiscriminatorOptimizer with { LearningRate = rates.Discriminator });
        generator.Validate();
        discriminator.Validate();
        GanSharpException.Require(
            (rates.Note?.Length ?? 0) <= RunNotes.MostCharacters,
            $"the note is longer than {RunNotes.MostCharacters} characters; shorten it");
        await FreeAsync(name, cancellation);
        Start(
            name,
            [
                "--set", $"generator-optimizer={OptimizerText.Format(generator)}",
                "--set", $"discriminator-optimizer={OptimizerText.Format(discriminator)}",
                .. rates.Note is { Length: > 0 } note ? (string[])["--note", note] : [],
            ]);
    }

    /// <summary>Writes the title and the tags of a run.</summary>
    public void Note(string name, string title, IReadOnlyList<string> tags) =>
        (RunNotes.Of(catalogue.FolderOf(name)) with { Title = title, Tags = tags }).Save(catalogue.FolderOf(name));

    /// <summary>Starts a process that resumes a run.</summary>
    private void Start(string name, params IReadOnlyList<string> options)
    {
        lock (_starts)
            StartAlone(name, options);
    }

    private void StartAlone(string name, IReadOnlyList<string> options)
    {
        var folder = catalogue.FolderOf(name);
        if (catalogue.CardOf(name).IsAlive)
            throw new GanSharpException($"{name} is being trained; stop it first");
        var last = processes.Of(name);
        if (last is not null && !File.Exists(Path.Combine(folder, RunFolder.RecipeName)))
        {
            processes.Start(name, last.Data, last.Arguments); // it ended before it began
            return;
        }
        var data = last?.Data;
        if (data is null && NeedsFolder(RunFolder.RecipeOf(folder).Dataset))
            throw new GanSharpException(
                $"the studio does not know where the pictures of {name} are; "
                + $"resume it once with: gansharp resume {ShellWord.Path(folder)} --data FOLDER");
        processes.Start(name, data, ["resume", folder, .. data is null ? [] : (string[])["--data", data], .. options]);
    }

    /// <summary>Stops a training, and waits until its process has saved the run and ended.</summary>
    private async Task FreeAsync(string name, CancellationToken cancellation)
    {
        if (!catalogue.CardOf(name).IsAlive)
            return;
        Stop(name);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(200), time);
        for (var waited = TimeSpan.Zero; catalogue.CardOf(name).IsAlive; waited += timer.Period)
        {
            if (waited > Patience)
                throw new GanSharpException($"{name} has not stopped yet; try again when it has");
            await timer.WaitForNextTickAsync(cancellation);
        }
    }

    private static bool NeedsFolder(string dataset) =>
        Datasets.Find(dataset) is { IsBuiltIn: false, DownloadBytes: null, Folders: [] };

    private string Held(string name)
    {
        var folder = catalogue.FolderOf(name);
        return RunControl.IsHeld(folder) ? folder : throw new GanSharpException($"{name} is not being trained now");
    }
}

/// <summary>New learning rates of a run.</summary>
/// <param name="Generator">That of the generator, above 0.</param>
/// <param name="Discriminator">That of the discriminator, above 0.</param>
/// <param name="Note">Why they change; kept with the run.</param>
internal sealed record NewRates(double Generator, double Discriminator, string? Note);
