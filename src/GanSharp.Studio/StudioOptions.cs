using GanSharp.Studio.Security;

namespace GanSharp.Studio;

/// <summary>The settings of a studio.</summary>
public sealed record StudioOptions
{
    /// <summary>The folder that holds the numbered runs; it is created when needed. <c>runs</c> by default.</summary>
    public string Runs { get; init; } = "runs";

    /// <summary>The folder that holds the studies; <c>sweeps</c> beside the folder of the runs by default.</summary>
    public string? Studies { get; init; }

    /// <summary>The port on the loopback interface, 0 to 65535; 0, the default, takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// The program and first arguments that start the tool, such as <c>["gansharp"]</c>. Trainings are started with it,
    /// each in a process of its own.
    /// </summary>
    public required IReadOnlyList<string> Tool { get; init; }

    /// <summary>
    /// The secret of the printed link, at least 16 letters or digits. By default a random one, new each time.
    /// </summary>
    public string Token { get; init; } = AccessToken.New();

    /// <summary>The most bytes of pictures that can be dropped onto the page at a time; 4 GiB by default.</summary>
    public long MostUploadBytes { get; init; } = 4L << 30;

    /// <summary>
    /// Where faults of the studio are written, one line each: method, path and message; standard error by default.
    /// </summary>
    public TextWriter Errors { get; init; } = Console.Error;

    /// <summary>Whether a stack trace follows each of these lines; false by default.</summary>
    public bool ShowsStackTraces { get; init; }

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>
    /// The token of a folder of runs: a random one at first, then the same again, so that open pages and kept links
    /// work after a restart. It is in <c>.studio/token</c>, which only its owner can read.
    /// </summary>
    /// <exception cref="GanSharpException">The file cannot be written.</exception>
    public static string TokenOf(string runs) => AccessToken.In(Path.Combine(Path.GetFullPath(runs), ".studio"));

    /// <summary>Checks the settings.</summary>
    /// <exception cref="GanSharpException">A setting is out of range.</exception>
    public void Validate()
    {
        GanSharpException.Require(Port is >= 0 and <= 65535, $"port is {Port}; it must be 0 to 65535");
        GanSharpException.Require(Runs.Length > 0, "the folder of the runs is empty; name one, such as runs");
        GanSharpException.Require(Tool.Count > 0, "the command that starts trainings is empty; name the tool");
        GanSharpException.Require(
            Token.Length >= 16 && Token.All(char.IsAsciiLetterOrDigit),
            "the token is not made of 16 or more letters and digits; leave it out for a random one");
        GanSharpException.Require(
            MostUploadBytes > 0, $"the most bytes of an upload are {MostUploadBytes}; they must be above 0");
    }
}
