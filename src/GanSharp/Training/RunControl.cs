using System.Text.Json;
using System.Text.Json.Serialization;
using GanSharp.IO;

namespace GanSharp.Training;

/// <summary>
/// Lets one process pause or stop a training in another: requests are in the file <c>control.json</c> of the run's
/// folder. <see cref="RunFolder.TrainAsync"/> looks for it between two steps, every 200 ms at most.
/// </summary>
/// <remarks>A request that was made before a training starts, or is left after it ends, is deleted.</remarks>
public static class RunControl
{
    /// <summary>The file of a run that holds the request.</summary>
    public const string FileName = "control.json";

    private const long MostBytes = 4096;

    /// <summary>
    /// Asks the training in a folder for something. The request stays until it is replaced or the training ends;
    /// <see cref="RunRequest.Continue"/> withdraws it.
    /// </summary>
    /// <param name="folder">The folder of a run, in training or not.</param>
    /// <param name="request">The request.</param>
    /// <exception cref="GanSharpException">The folder is missing, is not a run, or cannot be written.</exception>
    public static void Request(string folder, RunRequest request)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        if (!Enum.IsDefined(request))
            throw new ArgumentOutOfRangeException(nameof(request), request, "there is no such request");
        RunFolders.RequireRun(folder);
        var path = PathIn(folder);
        if (request == RunRequest.Continue)
            OutputFile.Write(path, () => File.Delete(path));
        else
            AtomicFile.Write(path, stream => JsonSerializer.Serialize(
                stream, new ControlFile(request.ToString().ToLowerInvariant()), ControlJson.Default.ControlFile));
    }

    /// <summary>
    /// What is asked of the training in a folder; <see cref="RunRequest.Continue"/> if there is no request, or none
    /// that can be read.
    /// </summary>
    public static RunRequest Requested(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        var path = PathIn(folder);
        if (!File.Exists(path))
            return RunRequest.Continue;
        try
        {
            var text = InputFile.ReadText(path, MostBytes, "request");
            return JsonSerializer.Deserialize(text, ControlJson.Default.ControlFile)?.Request switch
            {
                "pause" => RunRequest.Pause,
                "stop" => RunRequest.Stop,
                _ => RunRequest.Continue,
            };
        }
        catch (Exception error) when (error is GanSharpException or JsonException)
        {
            return RunRequest.Continue; // another process may have withdrawn it just now
        }
    }

    /// <summary>Whether a process has the run open to train it now.</summary>
    /// <param name="folder">The folder of a run.</param>
    /// <exception cref="GanSharpException">The folder is missing or is not a run.</exception>
    public static bool IsTraining(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        RunFolders.RequireRun(folder);
        return IsHeld(folder);
    }

    /// <summary>Whether a process holds a folder, which may not have become a run yet.</summary>
    internal static bool IsHeld(string folder) => FileLock.IsTaken(Path.Combine(folder, RunFolder.LockName));

    /// <summary>Deletes the request in a folder, for a training that starts or has ended.</summary>
    internal static void Clear(string folder) => DiskFile.Delete(PathIn(folder));

    private static string PathIn(string folder) => Path.Combine(folder, FileName);
}

/// <summary>The content of <c>control.json</c>.</summary>
/// <param name="Request">A request in lower case.</param>
internal sealed record ControlFile(string? Request);

/// <summary>The JSON of <c>control.json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(ControlFile))]
internal sealed partial class ControlJson : JsonSerializerContext;
