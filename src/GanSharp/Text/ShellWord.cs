using System.Globalization;
using System.Text;

namespace GanSharp.Text;

/// <summary>
/// Quoting for commands that users copy into a shell: a POSIX shell, or PowerShell on Windows. Whatever a name
/// contains, the shell reads it as one plain word.
/// </summary>
public static class ShellWord
{
    private const string PlainInBoth = "_./:-",
        PlainInPosix = PlainInBoth + "%+@=", PlainInPowerShell = PlainInBoth + "\\";

    /// <summary>Quotes a word that a shell could interpret. Other words stay as they are.</summary>
    public static string Quote(string word) => Quote(word, OperatingSystem.IsWindows());

    /// <summary>
    /// Quotes the path of a file or folder. A path that begins with a dash would look like an option, so it gets the
    /// prefix <c>./</c>.
    /// </summary>
    public static string Path(string path) => Path(path, OperatingSystem.IsWindows());

    /// <summary>
    /// Formats an option with a value: <c>--labels 7</c>, or <c>--labels=-7</c> when the value looks like an option.
    /// </summary>
    public static string Option(string name, string value) => Option(name, value, OperatingSystem.IsWindows());

    internal static string Quote(string word, bool isPowerShell)
    {
        ArgumentNullException.ThrowIfNull(word);
        if (IsPlain(word, isPowerShell ? PlainInPowerShell : PlainInPosix))
            return word;
        var isHidden = word.Any(Visible.IsHidden);
        return (isPowerShell, isHidden) switch
        {
            (true, true) => PowerShellEscapes(word),
            (true, false) => Joined("'", word, letter => IsPowerShellQuote(letter) ? $"{letter}{letter}" : null, "'"),
            (false, true) => PosixEscapes(word),
            (false, false) => Joined("'", word, letter => letter == '\'' ? "'\\''" : null, "'"),
        };
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
    /// Whether every shell reads the word literally. In zsh <c>=ls</c> is the path of a program; in PowerShell
    /// <c>@x</c> is an array.
    /// </summary>
    private static bool IsPlain(string word, string plain) =>
        word.Length > 0
        && word[0] is not ('=' or '%' or '@')
        && word.All(letter => char.IsLetterOrDigit(letter) || plain.Contains(letter));

    /// <summary>
    /// Quotes as <c>$'a\033b'</c>: hidden characters become octal bytes, so none of them reaches the terminal.
    /// </summary>
    private static string PosixEscapes(string word)
    {
        return Joined("$'", word, Escape, "'");

        static string? Escape(char letter) =>
            letter is '\'' or '\\' ? $"\\{letter}"
            : Visible.IsHidden(letter) ? string.Concat(Encoding.UTF8.GetBytes([letter]).Select(Octal))
            : null;

        static string Octal(byte part) => $"\\{Convert.ToString(part, 8).PadLeft(3, '0')}";
    }

    /// <summary>Quotes as <c>"a$([char]0x001B)b"</c>.</summary>
    private static string PowerShellEscapes(string word)
    {
        return Joined("\"", word, Escape, "\"");

        static string? Escape(char letter) =>
            letter is '"' or '“' or '”' or '„' or '$' or '`' ? $"`{letter}"
            : Visible.IsHidden(letter) ? string.Create(CultureInfo.InvariantCulture, $"$([char]0x{(int)letter:X4})")
            : null;
    }

    /// <summary>Whether PowerShell treats a character as a single quote, as it does with typographic ones.</summary>
    private static bool IsPowerShellQuote(char letter) => letter is '\'' or '‘' or '’' or '‚' or '‛';

    private static string Joined(string begin, string word, Func<char, string?> escape, string end) =>
        $"{begin}{string.Concat(word.Select(letter => escape(letter) ?? $"{letter}"))}{end}";
}
