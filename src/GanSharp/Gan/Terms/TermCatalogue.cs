using GanSharp.Text;

namespace GanSharp.Terms;

/// <summary>A term that recipes can name.</summary>
/// <param name="Name">The word in a recipe.</param>
/// <param name="About">What it does, in a line.</param>
/// <param name="Create">A fresh term.</param>
public sealed record TermInfo(string Name, string About, Func<GanTerm> Create);

/// <summary>Every term that recipes can name.</summary>
public static class TermCatalogue
{
    /// <summary>The terms, by name.</summary>
    public static IReadOnlyList<TermInfo> All { get; } =
    [
        new("non-saturating", "cross entropy; G minimises -ln D(G(z))", () => new NonSaturating()),
        new("minimax", "cross entropy; G minimises ln(1 - D(G(z)))", () => new Minimax()),
    ];

    /// <summary>A fresh term from its text in a recipe.</summary>
    /// <exception cref="GanSharpException">There is no such term; the nearest names are offered.</exception>
    public static GanTerm Create(string text)
    {
        var known = All.FirstOrDefault(term => term.Name == text)
            ?? throw new GanSharpException($"there is no term '{text}' among {string.Join(", ", All.Select(term => term.Name))}"
                + Nearest.Hint(text, All.Select(term => term.Name)));
        return known.Create();
    }
}
