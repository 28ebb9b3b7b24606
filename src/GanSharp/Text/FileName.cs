namespace GanSharp.Text;

/// <summary>Names of files and folders that are made of other names.</summary>
internal static class FileName
{
    /// <summary>
    /// Returns a name in which every character other than letters, digits, dots, dashes and underscores is a dash.
    /// </summary>
    public static string Of(string name) =>
        string.Concat(name.Select(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_' ? c : '-'));
}
