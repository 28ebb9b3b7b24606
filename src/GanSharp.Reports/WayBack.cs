namespace GanSharp.Reports;

/// <summary>A link at the top of a page that a program serves, to the place where it was opened.</summary>
/// <param name="Address">Where it leads; empty for a page that stands alone.</param>
/// <param name="Text">Its text.</param>
internal sealed record WayBack(string Address, string Text)
{
    /// <summary>No link: the page is a file that stands alone.</summary>
    public static WayBack None { get; } = new("", "");
}
