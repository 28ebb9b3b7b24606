using System.Security.Cryptography;
using System.Text;
using GanSharp.IO;

namespace GanSharp.Studio.Security;

/// <summary>The secret of the studio's link.</summary>
internal static class AccessToken
{
    private const int Length = 32;
    private const string Letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /// <summary>Returns a random token of 32 letters and digits.</summary>
    public static string New() => RandomNumberGenerator.GetString(Letters, Length);

    /// <summary>Returns the token in a folder, which gets a random one if it has none.</summary>
    /// <exception cref="GanSharpException">The folder cannot be written.</exception>
    public static string In(string folder)
    {
        const UnixFileMode Owner = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        var path = Path.Combine(folder, "token");
        if (File.Exists(path) && Read(path) is { } known)
            return known;
        DiskFolder.Make(folder);
        var token = New();
        AtomicFile.Write(path, stream =>
        {
            if (!OperatingSystem.IsWindows() && stream is FileStream file)
                File.SetUnixFileMode(file.SafeFileHandle, Owner);
            stream.Write(Encoding.UTF8.GetBytes(token));
        });
        return token;
    }

    /// <summary>The token in a file; null if it holds something else, or others may read it.</summary>
    private static string? Read(string path)
    {
        const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.OtherRead;
        var text = InputFile.ReadText(path, 1024, "token");
        return text.Length == Length && text.All(char.IsAsciiLetterOrDigit)
            && (OperatingSystem.IsWindows() || (File.GetUnixFileMode(path) & Others) == 0)
            ? text : null;
    }

    /// <summary>Whether two tokens are the same, in a time that does not depend on where they differ.</summary>
    public static bool AreSame(string one, string? other) =>
        other is not null
        && CryptographicOperations.FixedTimeEquals(Encoding.UTF8.GetBytes(one), Encoding.UTF8.GetBytes(other));
}
