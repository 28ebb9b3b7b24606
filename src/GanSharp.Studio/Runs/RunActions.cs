using GanSharp.Data;
using GanSharp.Studio.Processes;
using GanSharp.Text;
using GanSharp.Training;

namespace GanSharp.Studio.Runs;

/// <summary>What a person can do to a run.</summary>
internal sealed class RunActions(RunShelf shelf, TrainingProcesses processes)
{
    /// <summary>The most generator steps that a run can be extended by at a time.</summary>
    public const int MostSteps = 10_000_000;

    /// <summary>Lets a training wait after its present step; it keeps its memory.</summary>
    public void Pause(string name) => RunControl.Request(Held(name), RunRequest.Pause);

    /// <summary>Lets a paused training go on.</summary>
    public void Continue(string name) => RunControl.Request(Held(name), RunRequest.Continue);

    /// <summary>Lets a training save and end, so that it can be resumed.</summary>
    public void Stop(string name) => RunControl.Request(Held(name), RunRequest.Stop);

    /// <summary>Starts a process that trains the rest of a run.</summary>
    public void Resume(string name) => Start(name);

    /// <summary>Trains a run for more steps.</summary>
    /// <exception cref="GanSharpException">The number of steps is out of range.</exception>
    public void Extend(string name, int steps)
    {
        GanSharpException.Require(
            steps is > 0 and <= MostSteps, $"more steps are {steps}; they must be 1 to {MostSteps}");
        Start(name, "--steps", $"{steps}");
    }

    /// <summary>Writes the title and the tags of a run.</summary>
    public void Note(string name, string title, IReadOnlyList<string> tags) =>
        (RunNotes.Of(shelf.FolderOf(name)) with { Title = title, Tags = tags }).Save(shelf.FolderOf(name));

    /// <summary>Starts a process that resumes a run.</summary>
    private void Start(string name, params IReadOnlyList<string> options)
    {
        var folder = shelf.FolderOf(name);
        if (shelf.CardOf(name).IsAlive)
            throw new GanSharpException($"{name} is being trained; stop it first");
        var data = processes.Of(name)?.Data;
        if (data is null && NeedsFolder(RunFolder.RecipeOf(folder).Dataset))
            throw new GanSharpException(
                $"the studio does not know where the pictures of {name} are; "
                + $"resume it once with: gansharp resume {ShellWord.Path(folder)} --data FOLDER");
        processes.Start(name, data, ["resume", folder, .. data is null ? [] : (string[])["--data", data], .. options]);
    }

    private static bool NeedsFolder(string dataset) =>
        Datasets.Find(dataset) is { IsBuiltIn: false, DownloadBytes: null, Folders: [] };

    private string Held(string name)
    {
        var folder = shelf.FolderOf(name);
        return RunShelf.IsHeld(folder) ? folder : throw new GanSharpException($"{name} is not being trained now");
    }
}
