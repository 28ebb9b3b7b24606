using System.Text;

namespace GanSharp.Text;

/// <summary>Names of files and folders that are made of other names.</summary>
internal static class FileName
{
    /// <summary>File systems allow 255 bytes, of which others add a number and an ending.</summary>
    private const int MostBytes = 160;

    /// <summary>
    /// Returns a name in which every character other than letters, digits, dots, dashes and underscores is a dash. It
    /// is cut off after 160 bytes of UTF-8.
    /// </summary>
    public static string Of(string name)
    {
        var text = string.Concat(
            name.Take(MostBytes).Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
        var length = text.Length;
        while (Encoding.UTF8.GetByteCount(text.AsSpan(0, length)) > MostBytes)
            length--;
        return text[..length];
    }
}
