using GanSharp.IO;
using GanSharp.Studies;

namespace GanSharp.Studio.Studies;

/// <summary>A study in the list.</summary>
/// <param name="Name">The name of its folder.</param>
/// <param name="Done">Trials that are done.</param>
/// <param name="Trials">All trials.</param>
/// <param name="Problem">Why it cannot be read; null if it can.</param>
public sealed record StudyCard(string Name, int Done, int Trials, string? Problem)
{
    /// <summary>Reads the folder of a study.</summary>
    internal static StudyCard Of(string folder)
    {
        var name = Path.GetFileName(folder);
        try
        {
            FolderLinks.RequireInside(folder, "sweep");
            var sweep = Sweep.Open(folder);
            return new(name, sweep.Trials.Count(sweep.IsDone), sweep.Trials.Count, null);
        }
        catch (Exception error) when (ErrorResponses.IsExpected(error))
        {
            return new(name, 0, 0, error.Message);
        }
    }
}
