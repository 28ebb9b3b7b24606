using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio;

/// <summary>Writes faults of the studio to its error output, one line each.</summary>
internal sealed class FaultLog(StudioOptions options)
{
    private readonly Lock _lock = new();

    /// <summary>Writes what a request met. Its query is left out: it can hold the token.</summary>
    public void Add(HttpRequest request, Exception error) =>
        Add($"{request.Method} {request.Path.ToUriComponent()}", error); // escaped, so that it stays on the line

    /// <summary>Writes what work without a request met.</summary>
    /// <param name="work">The work, such as <c>queue</c>.</param>
    /// <param name="error">The error.</param>
    public void Add(string work, Exception error)
    {
        var line = $"{work}: {error.GetType().Name}: {error.Message}".ReplaceLineEndings(" ");
        lock (_lock)
        {
            options.Errors.WriteLine(line);
            if (options.ShowsStackTraces)
                options.Errors.WriteLine(error);
        }
    }
}
