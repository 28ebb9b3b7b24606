using System.Globalization;
using System.Text;

namespace GanSharp.Text;

/// <summary>
/// Words of commands that are printed to be pasted. Whatever a name holds, the shell takes it for one word that does
/// nothing: a POSIX shell, or PowerShell on Windows.
/// </summary>
public static class ShellWord
{
    private const string PlainInBoth = "_./:-",
        PlainInPosix = PlainInBoth + "%+@=", PlainInPowerShell = PlainInBoth + "\\";

    /// <summary>A word. One that a shell could read in another way is quoted.</summary>
    public static string Quote(string word) => Quote(word, OperatingSystem.IsWindows());

    /// <summary>
    /// The path of a file or folder. One that begins with a dash, and so looks like an option, begins with <c>./</c>
    /// instead.
    /// </summary>
    public static string Path(string path) => Path(path, OperatingSystem.IsWindows());

    /// <summary>
    /// An option with a value: <c>--labels 7</c>, or <c>--labels=-7</c> where the value looks like an option.
    /// </summary>
    public static string Option(string name, string value) => Option(name, value, OperatingSystem.IsWindows());

    internal static string Quote(string word, bool isPowerShell)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (IsPlain(word, isPowerShell ? PlainInPowerShell : PlainInPosix))
            return word;
        var isHidden = word.Any(Visible.IsHidden);
        return isPowerShell
                ? (
                    isHidden
                        ? PowerShellEscapes(word)
                        : Joined("'", word, letter => IsPowerShellQuote(letter) ? $"{letter}{letter}" : null, "'"))
            : isHidden ? PosixEscapes(word)
            : Joined("'", word, letter => letter == '\'' ? "'\\''" : null, "'");
    }

    internal static string Path(string path, bool isPowerShell)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Quote(path.StartsWith('-') ? $"./{path}" : path, isPowerShell);
    }

    internal static string Option(string name, string value, bool isPowerShell)
    {
        ArgumentNullException.ThrowIfNull(value);
        return value.StartsWith('-') ? Quote($"{name}={value}", isPowerShell) : $"{name} {Quote(value, isPowerShell)}";
    }

    /// <summary>
    /// Whether every shell reads the word as it stands: <c>=ls</c> is the path of a program in zsh, <c>@x</c> an array
    /// in PowerShell.
    /// </summary>
    private static bool IsPlain(string word, string plain) =>
        word.Length > 0
        && word[0] is not ('=' or '%' or '@')
        && word.All(letter => char.IsLetterOrDigit(letter) || plain.Contains(letter));

    /// <summary>
    /// <c>$'a\033b'</c>: each byte of what is not seen by its number, so that it does not reach the terminal.
    /// </summary>
    private static string PosixEscapes(string word) =>
        Joined(
            "$'", word,
            letter =>
                letter is '\'' or '\\' ? $"\\{letter}"
        : !Visible.IsHidden(letter) ? null
        : string.Concat(
            Encoding.UTF8.GetBytes([letter]).Select(part => $"\\{Convert.ToString(part, 8).PadLeft(3, '0')}")),
    "'");

    /// <summary><c>"a$([char]0x001B)b"</c></summary>
    private static string PowerShellEscapes(string word) =>
        Joined(
            "\"", word,
            letter =>
                letter is '"' or '“' or '”' or '„' or '$' or '`' ? $"`{letter}"
        : Visible.IsHidden(letter) ? string.Create(CultureInfo.InvariantCulture, $"$([char]0x{(int)letter:X4})")
        : null, "\"");

    /// <summary>PowerShell takes typographic quotes for plain ones.</summary>
    private static bool IsPowerShellQuote(char letter) => letter is '\'' or '‘' or '’' or '‚' or '‛';

    private static string Joined(string begin, string word, Func<char, string?> escape, string end) =>
        $"{begin}{string.Concat(word.Select(letter => escape(letter) ?? $"{letter}"))}{end}";
}
