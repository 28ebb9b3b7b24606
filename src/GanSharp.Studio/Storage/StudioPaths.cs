namespace GanSharp.Studio.Storage;

/// <summary>The places of the studio's files: the runs, and a hidden folder beside them for its own.</summary>
internal sealed class StudioPaths(StudioOptions options)
{
    /// <summary>The folder that holds the runs.</summary>
    public string Runs { get; } = Path.GetFullPath(options.Runs);

    /// <summary>The folder that holds the studies.</summary>
    public string Studies => Path.GetFullPath(
        options.Studies ?? Path.Combine(Path.GetDirectoryName(Runs) ?? Runs, "sweeps"));

    /// <summary>The folder of the studio's own files.</summary>
    public string Own => Path.Combine(Runs, ".studio");

    /// <summary>What the processes of trainings printed.</summary>
    public string Logs => Path.Combine(Own, "logs");

    /// <summary>Pictures that were dropped onto the page, a folder each.</summary>
    public string Uploads => Path.Combine(Own, "uploads");

    /// <summary>The recipe that a training starts with: the folder of its run has a copy with every setting.</summary>
    /// <param name="run">The name of the run's folder.</param>
    public string RecipeOf(string run) => Path.Combine(Own, "recipes", $"{run}.yaml");

    /// <summary>Deleted runs.</summary>
    public string Bin => Path.Combine(Own, "bin");

    /// <summary>Removed uploads.</summary>
    public string UploadBin => Path.Combine(Own, "bin-uploads");
}
