using GanSharp.Text;

namespace GanSharp.Studio.Exports;

/// <summary>The title of a run as the name of a file to download.</summary>
internal static class FileTitle
{
    private const string Forbidden = "<>:\"/\\|?*"; // on Windows

    /// <summary>Returns a title without the characters that a file name must not have.</summary>
    /// <param name="title">The title.</param>
    /// <param name="otherwise">What to return if nothing is left of it.</param>
    public static string Of(string title, string otherwise)
    {
        var letters = title.Where(letter => !Visible.IsHidden(letter))
            .Select(letter => Forbidden.Contains(letter) ? '-' : letter);
        var name = string.Concat(letters).Trim(' ', '.');
        return name.Length > 0 ? name : otherwise;
    }
}
