using GanSharp.Text;

namespace GanSharp.Augmentation;

/// <summary>An entry of a recipe's <c>augment</c>.</summary>
/// <param name="Usage">How it is written: its name, then its numbers.</param>
/// <param name="About">What it does, in one line.</param>
public sealed record AugmentationInfo(string Usage, string About)
{
    /// <summary>Its word in a recipe.</summary>
    public string Name => Usage.Split(' ')[0];

    /// <summary>The numbers that apply if a recipe gives none.</summary>
    internal IReadOnlyList<double> Defaults { get; init; } = [];

    /// <summary>Creates the transform from its numbers; null for the controller of the probability.</summary>
    internal Func<IReadOnlyList<double>, ImageTransform>? Create { get; init; }
}

/// <summary>Every entry that a recipe's <c>augment</c> can name.</summary>
public static class AugmentationCatalogue
{
    /// <summary>The controller, then the transforms.</summary>
    public static IReadOnlyList<AugmentationInfo> All { get; } =
    [
        new("adaptive [TARGET] [IMAGES]",
            "the transforms become more probable while the share of real images with a positive score, times 2, minus "
                + "1, is above TARGET (0.6); IMAGES (500000) take the probability from 0 to 1")
        {
            Defaults = [0.6, 500_000],
        },
        new("flip", "left and right exchanged with probability 1/2") { Create = _ => ImageTransforms.Flip() },
        new("quarter-turns", "turned by 0, 1, 2 or 3 quarters") { Create = _ => ImageTransforms.QuarterTurns() },
        new("translation [SHARE]", "moved by up to SHARE (0.125) of each side")
        {
            Defaults = [0.125],
            Create = n => ImageTransforms.Translation(n[0]),
        },
        new("scale [DEVIATION]", "enlarged by 2^k, where k has the standard deviation DEVIATION (0.2)")
        {
            Defaults = [0.2],
            Create = n => ImageTransforms.Scale(n[0]),
        },
        new("rotation [DEGREES]", "turned by up to DEGREES (180) to either side")
        {
            Defaults = [180],
            Create = n => ImageTransforms.Rotation(n[0]),
        },
        new("colour", "brightness, saturation and contrast changed")
        {
            Create = _ => ImageTransforms.Colour(),
        },
        new("cutout [SHARE]", "a rectangle of SHARE (0.5) of each side made grey")
        {
            Defaults = [0.5],
            Create = n => ImageTransforms.Cutout(n[0]),
        },
    ];

    /// <summary>Finds the entry of a text and reads its numbers.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such entry (the message suggests the nearest), or it does not take such a number.
    /// </exception>
    internal static (AugmentationInfo Info, IReadOnlyList<double> Numbers) Parse(string text)
    {
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var name = words.ElementAtOrDefault(0) ?? "";
        var info = All.FirstOrDefault(info => info.Name == name)
            ?? throw new GanSharpException(
                $"there is no augmentation '{name}' among {string.Join(", ", All.Select(info => info.Name))}"
                + Nearest.Hint(name, All.Select(info => info.Name)));
        return (info, NumberedEntry.NumbersOf(text, words[1..], info.Usage, info.Defaults));
    }
}
