using GanSharp.Nn;
using GanSharp.Text;

namespace GanSharp.Conditioning;

/// <summary>How both networks learn of the class of a sample.</summary>
/// <param name="Name">The word in a recipe.</param>
/// <param name="About">What it does, in a line.</param>
/// <param name="NeedsLabels">Whether the data must have labels.</param>
/// <param name="Input">The module that comes before the first layer of each network, for that many classes; null for none.</param>
public sealed record LabelConditioning(string Name, string About, bool NeedsLabels, Func<int, Module>? Input = null)
{
    /// <summary>Every way that a recipe can name.</summary>
    public static IReadOnlyList<LabelConditioning> All { get; } =
    [
        new("none", "the networks do not see labels", false),
        new("concat", "the one-hot label is joined to the input of both networks; to images as one plane per class", true,
            classes => new ConcatLabels(classes)),
    ];

    /// <summary>The conditioning of that name.</summary>
    /// <exception cref="GanSharpException">There is none; the nearest names are offered.</exception>
    public static LabelConditioning Find(string name) => All.FirstOrDefault(conditioning => conditioning.Name == name)
        ?? throw new GanSharpException($"there is no conditioning '{name}' among {string.Join(", ", All.Select(known => known.Name))}"
            + Nearest.Hint(name, All.Select(known => known.Name)));
}
