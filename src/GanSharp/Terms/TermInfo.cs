namespace GanSharp.Terms;

/// <summary>A term that recipes can name.</summary>
/// <param name="Usage">How it is written, such as <c>gradient-penalty [WEIGHT]</c>: its name, then its numbers.</param>
/// <param name="About">What it does, in one line.</param>
/// <param name="Create">Creates a term from its numbers.</param>
/// <param name="Defaults">The numbers that apply if a recipe gives none.</param>
public sealed record TermInfo(
    string Usage, string About, Func<IReadOnlyList<double>, GanTerm> Create, params IReadOnlyList<double> Defaults)
{
    /// <summary>Its word in a recipe.</summary>
    public string Name => Usage.Split(' ')[0];
}
