using System.Text;
using GanSharp.IO;

namespace GanSharp.Studio.NewTraining;

/// <summary>
/// The path of a dropped file inside its upload. Only plain names pass, so that no file leads to another place or means
/// something to the system.
/// </summary>
internal static class UploadPath
{
    /// <summary>The most characters of a path.</summary>
    public const int MostCharacters = 1000;

    /// <summary>The most folders of a path, with the file.</summary>
    public const int MostParts = 8;

    private const int MostBytes = 255;

    private static readonly string[] Devices =
    [
        "CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$", "CLOCK$",
        .. Enumerable.Range(0, 10).SelectMany(number => (string[])[$"COM{number}", $"LPT{number}"]),
        "COM¹", "COM²", "COM³", "LPT¹", "LPT²", "LPT³",
    ];

    private static readonly string[] OtherExtensions = [".zip", ".csv", ".gz"];

    /// <summary>Splits a path at its slashes.</summary>
    /// <exception cref="GanSharpException">A part of it is not a plain name, or the path is too long.</exception>
    public static string[] Parse(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        GanSharpException.Require(path.Length > 0, "the name of the file is missing");
        if (path.Length > MostCharacters)
            throw new GanSharpException($"the path has {path.Length} characters, more than {MostCharacters}");
        var parts = path.Split('/');
        GanSharpException.Require(
            parts.Length <= MostParts, $"{path}: is in more than {MostParts - 1} folders; move it further up");
        foreach (var part in parts)
        {
            if (FaultOf(part) is { } fault)
                throw new GanSharpException($"{path}: {fault}");
        }
        return parts;
    }

    /// <summary>Whether a file of that name can be a part of a data set.</summary>
    public static bool IsUseful(string name) =>
        PictureFormats.IsPicture(name)
        || PictureFormats.TableReaderOf(name) is not null
        || OtherExtensions.Contains(Path.GetExtension(name).ToLowerInvariant())
        || name.Contains("-ubyte", StringComparison.OrdinalIgnoreCase);

    /// <summary>The extensions of useful files, in lower case.</summary>
    public static IReadOnlyList<string> Extensions =>
    [
        .. PictureFormats.Extensions, .. OtherExtensions,
        .. PictureFormats.TableReaderOf("table.parquet") is null ? (string[])[] : [".parquet"],
    ];

    private static string? FaultOf(string name) =>
        name.Length == 0 ? "has an empty part, or begins or ends with a slash"
        : name.StartsWith('.') ? "has a name that begins with a dot"
        : name.Any(char.IsControl) || name.Contains('\uFFFD') ? "has a name with a character that is not text"
        : name.Contains('\\') ? "has a name with a backslash"
        : Encoding.UTF8.GetByteCount(name) > MostBytes ? $"has a name of more than {MostBytes} bytes"
        : Devices.Contains(name.Split('.')[0].TrimEnd(' '), StringComparer.OrdinalIgnoreCase)
            ? "has the name of a device"
        : OperatingSystem.IsWindows() && (name.Any(":*?\"<>|".Contains) || name[^1] is '.' or ' ')
            ? "has a name that Windows does not allow"
        : null;
}
