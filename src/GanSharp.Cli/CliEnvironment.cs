using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace GanSharp.Cli;

/// <summary>What a command sees of the world.</summary>
/// <param name="Folder">The folder that relative paths begin at; empty for the process's own.</param>
/// <param name="Out">Where results go.</param>
/// <param name="Error">Where complaints go.</param>
/// <param name="Terminal">The terminal to draw in; null when the output is redirected, or shall be plain.</param>
/// <param name="Time">The clock.</param>
internal sealed record CliEnvironment(string Folder, TextWriter Out, TextWriter Error, IAnsiConsole? Terminal, TimeProvider Time)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>The environment of this process. Drawing is left out for <c>NO_COLOR</c> and terminals without ANSI sequences.</summary>
    public static CliEnvironment OfProcess() => new("", Console.Out, Console.Error, FindTerminal(), TimeProvider.System);

    /// <summary>A path as the commands use it.</summary>
    public string At(string path) => Path.Combine(Folder, path);

    /// <summary>Writes a value as a line of JSON.</summary>
    public void WriteJson(object value) => Out.WriteLine(JsonSerializer.Serialize(value, Json));

    private static IAnsiConsole? FindTerminal()
    {
        if (Console.IsOutputRedirected || Environment.GetEnvironmentVariable("NO_COLOR") is { Length: > 0 })
            return null;
        var terminal = AnsiConsole.Create(new() { Out = new AnsiConsoleOutput(Console.Out) });
        return terminal.Profile.Capabilities.Ansi ? terminal : null;
    }
}
