using System.Globalization;
using GanSharp.Data;
using GanSharp.Text;

namespace GanSharp.Recipes;

/// <summary>A recipe chosen for pictures from what they look like.</summary>
/// <param name="Recipe">The recipe, with the settings of the user.</param>
/// <param name="Reasons">What was found, what was chosen, and why; one line each.</param>
public sealed record RecipeChoice(Recipe Recipe, IReadOnlyList<string> Reasons)
{
    // Where the Fréchet distance on emoji of 64×64 was least; about 36 minutes on two cores.
    private const int ImagesShown = 192_000;

    private const int LargestSide = 64, SmallSide = 32, FewPictures = 50_000;
    private const int StepsBetweenGrids = 200, LeastGrids = 10;
    private const string Saved = "save-epochs";

    /// <summary>
    /// The recipe for pictures: the best that was measured on colour pictures in an hour of training.
    /// </summary>
    public const string ForPictures = "fastgan";

    /// <summary>Chooses recipe, size, batch, length and augmentation.</summary>
    /// <param name="pictures">What the pictures look like.</param>
    /// <param name="settings">Settings of the user, which replace those chosen.</param>
    /// <exception cref="GanSharpException">A setting is unknown, malformed or out of range.</exception>
    public static RecipeChoice For(
        PictureSurvey pictures, params IReadOnlyCollection<(string Key, string Value)> settings)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        ArgumentNullException.ThrowIfNull(settings);
        var side = SideFor(pictures);
        var isSmall = pictures.Channels == 1 && side <= SmallSide;
        var chosen = RecipeCatalogue.Load(isSmall ? RecipeCatalogue.Default : ForPictures)
            .With([("dataset", Datasets.Pictures), ("image-size", Text(side))]);
        var recipe = (isSmall ? chosen : ForFew(chosen, pictures.Count)).With([.. settings]);
        if (!isSmall && settings.All(setting => setting.Key != Saved))
            recipe = WithGrids(recipe, pictures.Count);
        return new(recipe, [Found(pictures), Kind(recipe, isSmall), Length(recipe, pictures)]);
    }

    /// <summary>
    /// Returns the side to scale pictures to: 64 or 32 pixels, which two processor cores train in an hour, or less for
    /// smaller pictures.
    /// </summary>
    public static int SideFor(PictureSurvey pictures)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        return pictures.ShorterSide >= LargestSide ? LargestSide
            : pictures.Channels == 1 && pictures.ShorterSide < SmallSide
                ? Math.Max(ImageSelection.SmallestSize, pictures.ShorterSide / 4 * 4)
            : SmallSide;
    }

    /// <summary>Adapts the recipe to the number of pictures.</summary>
    private static Recipe ForFew(Recipe recipe, int count)
    {
        var batch = recipe.BatchSize;
        while (batch > count)
            batch /= 2;
        return recipe.With([
            ("batch-size", Text(batch)), ("steps", Text(ImagesShown / batch)),
            (RecipeKeys.Augment, count < FewPictures ? string.Join("; ", recipe.Augment) : ""),
        ]);
    }

    /// <summary>Lets a training show a grid every few minutes, or ten times if it is shorter.</summary>
    private static Recipe WithGrids(Recipe recipe, int count)
    {
        var stepsPerEpoch = Math.Max(1, count / recipe.BatchSize);
        var steps = Math.Clamp(recipe.TotalSteps(stepsPerEpoch) / LeastGrids, 1, StepsBetweenGrids);
        return recipe.With([(Saved, Text((int)((steps + stepsPerEpoch - 1) / stepsPerEpoch)))]);
    }

    private static string Found(PictureSurvey pictures) => string.Create(
        CultureInfo.InvariantCulture,
        $"{pictures.Place}: {pictures.Count:N0} {(pictures.Channels == 1 ? "grey" : "coloured")} pictures "
        + $"{(pictures.IsOneSize ? "of" : "of different sizes; the shorter side of the median is")} "
        + $"{pictures.ShorterSide} pixels; "
        + $"{(pictures.Classes == 0 ? "no classes" : Plural.Of(pictures.Classes, "class", "classes"))}");

    private static string Kind(Recipe recipe, bool isSmall) => string.Create(
        CultureInfo.InvariantCulture,
        $"recipe {recipe.Name}, {(isSmall ? "made for small grey images" : "the best measured on colour pictures")}; "
        + $"images of {recipe.Selection.ImageSize}×{recipe.Selection.ImageSize}, batches of {recipe.BatchSize}");

    private static string Length(Recipe recipe, PictureSurvey pictures)
    {
        var images = recipe.Steps == 0 ? recipe.Epochs : (double)recipe.Steps * recipe.BatchSize / pictures.Count;
        var transforms = recipe.Augment.Where(entry => !entry.StartsWith("adaptive", StringComparison.Ordinal));
        return string.Create(CultureInfo.InvariantCulture, $"each picture is seen about {images:N0} times; ")
            + (recipe.Augment.Count == 0 ? "no augmentation"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"augmentation ({string.Join(", ", transforms)}), as {pictures.Count:N0} pictures are few"));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
