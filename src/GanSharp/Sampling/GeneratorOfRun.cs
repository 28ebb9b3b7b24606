namespace GanSharp.Sampling;

/// <summary>The file of the generator in the folder of a run.</summary>
internal static class GeneratorOfRun
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "generator.safetensors";

    /// <summary>The name of the recipe next to it, which makes the folder that of a run.</summary>
    public const string RecipeName = "recipe.yaml";

    /// <summary>The run that a generator file belongs to; null if it belongs to none.</summary>
    public static string? Find(string path) =>
        Path.GetFileName(path) == FileName
        && Path.GetDirectoryName(path) is { Length: > 0 } folder
        && File.Exists(Path.Combine(folder, RecipeName))
            ? folder
            : null;
}
