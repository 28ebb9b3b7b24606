using GanSharp.Data;
using GanSharp.Recipes;

namespace GanSharp.Studio.NewTraining;

/// <summary>A class of a data set.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Count">The number of its images.</param>
internal sealed record ClassFacts(string Name, int Count);

/// <summary>What was found in the data of a new training.</summary>
internal sealed record DataFacts
{
    /// <summary>The name of the data set; <c>folder</c> for pictures.</summary>
    public required string Dataset { get; init; }

    /// <summary>The folder or file with its files; null for a known data set.</summary>
    public string? Place { get; init; }

    /// <summary>The number of images, without damaged ones.</summary>
    public required int Count { get; init; }

    /// <summary>Its classes; none without labels.</summary>
    public required IReadOnlyList<ClassFacts> Classes { get; init; }

    /// <summary>1 for grey images, 3 for coloured ones.</summary>
    public required int Channels { get; init; }

    /// <summary>The size of the images; of the median picture if they differ.</summary>
    public required ImageShape Size { get; init; }

    /// <summary>Whether all images have that size.</summary>
    public required bool IsOneSize { get; init; }

    /// <summary>The shortest and the longest side of all images that were decoded.</summary>
    public required (int Shortest, int Longest) Sides { get; init; }

    /// <summary>The number of images that were decoded to find this.</summary>
    public required int Checked { get; init; }

    /// <summary>What was left out and why, one sentence each.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];

    /// <summary>The damaged pictures among those that were decoded: name and damage, one line each.</summary>
    public IReadOnlyList<string> Damaged { get; init; } = [];

    /// <summary>Sixteen of the images in one PNG.</summary>
    public required byte[] Pictures { get; init; }

    /// <summary>Whether these are pictures of the user.</summary>
    public bool IsPictures => Dataset == Datasets.Pictures;

    /// <summary>What the choice of a recipe needs.</summary>
    public PictureSurvey Survey =>
        new("pictures", Count, Classes.Count, Channels, Math.Min(Size.Height, Size.Width), IsOneSize);

    /// <summary>Returns the size, the classes and the number of the images that a recipe selects.</summary>
    /// <exception cref="GanSharpException">The recipe does not fit the data.</exception>
    public (ImageShape Shape, int Classes, int Count) Of(Recipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        if (recipe.Dataset != Dataset)
            throw new GanSharpException(
                $"dataset: the data above are the data set '{Dataset}'; choose other data there, or write {Dataset}");
        var selection = recipe.Selection;
        if (selection.Classes.Count > 0 && Classes.Count == 0)
            throw new GanSharpException("classes: these pictures have no classes; leave it empty");
        var chosen = Chosen(selection.Classes);
        var count = chosen.Sum(each => each.Count);
        if (selection.Limit > 0)
            count = Math.Min(count, selection.Limit);
        if (selection.ImageSize == 0 && !IsOneSize)
            throw new GanSharpException("image-size: the pictures have different sizes; write one, such as 64");
        if (recipe.BatchSize > count)
            throw new GanSharpException(
                $"batch-size: {recipe.BatchSize} is more than the {count} images; choose 1 to {count}");
        return (
            selection.ImageSize > 0 ? new(Channels, selection.ImageSize, selection.ImageSize) : Size,
            Classes.Count == 0 ? 0 : chosen.Count(each => each.Count > 0), count);
    }

    private IReadOnlyList<ClassFacts> Chosen(IReadOnlyList<string> names)
    {
        if (Classes.Count == 0)
            return [new("", Count)];
        try
        {
            string[] all = [.. Classes.Select(each => each.Name)];
            return [.. ClassNames.Choose(all, names).Select(index => Classes[index])];
        }
        catch (GanSharpException error)
        {
            throw new GanSharpException($"classes: {error.Message}", error);
        }
    }
}
