using GanSharp.Models;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Terms;

/// <summary>
/// The check that the discriminator has every output that the terms need, and that a term trains each head.
/// </summary>
internal static class TermNeeds
{
    private static readonly (DiscriminatorHeads Part, string Name, string HowToGet, string Teacher)[] Parts =
    [
        (DiscriminatorHeads.Score, "score", "leave out the decoder", ""),
        (DiscriminatorHeads.Classes, "class head", "set conditioning to 'concat auxiliary'", "auxiliary-classifier"),
        (DiscriminatorHeads.Codes, "code head", "add code-head", "mutual-information"),
        (DiscriminatorHeads.Reconstruction, "decoder", "add decoder", ""),
        (DiscriminatorHeads.DecodableFeatures, "decode layer", "add 'decode (LAYERS)' to it", "reconstruction"),
    ];

    /// <summary>
    /// Both players and the method that computes the loss of each; a term that does not override it has none.
    /// </summary>
    private static readonly (string Name, Func<GanTerm, Func<StepContext, Tensor?>> LossOf)[] Players =
        [("discriminator", term => term.ForDiscriminator), ("generator", term => term.ForGenerator)];

    /// <summary>
    /// Requires that each player has a loss: without one it could not take a step, and from penalties alone it would
    /// learn nothing.
    /// </summary>
    /// <param name="recipe">The recipe to train.</param>
    /// <param name="terms">All terms, including those written in C#.</param>
    public static void RequireLosses(Recipe recipe, IReadOnlyCollection<GanTerm> terms)
    {
        foreach (var (name, lossOf) in Players)
        {
            if (!terms.Any(term => Gives(lossOf(term))))
                throw Lacking(name);
        }
        if (!terms.Any(term => term is not Penalty && Gives(term.ForDiscriminator)))
            throw Lacking("discriminator");

        GanSharpException Lacking(string player) =>
            recipe.Error(
                RecipeKeys.Terms,
                $"none gives the {player} a loss, so it cannot learn; add one, such as non-saturating");

        static bool Gives(Func<StepContext, Tensor?> loss) => loss.Method.DeclaringType != typeof(GanTerm);
    }

    /// <summary>Requires that the terms and the discriminator's heads fit each other.</summary>
    /// <param name="recipe">The recipe whose terms are checked.</param>
    /// <param name="all">The recipe's terms, then those written in C#.</param>
    /// <param name="given">The outputs that the discriminator has.</param>
    /// <param name="hasStyle">Whether the generator has a style mapping.</param>
    public static void Check(Recipe recipe, IReadOnlyList<GanTerm> all, DiscriminatorHeads given, bool hasStyle)
    {
        (string Name, GanTerm Term)[] terms =
            [.. all.Select((term, i) => (recipe.Terms.ElementAtOrDefault(i) ?? term.GetType().Name, term))];
        if (terms.Length == 0)
            throw recipe.Error(RecipeKeys.Terms, "there are none, so nothing would be learned; name at least one loss");
        if (!hasStyle && Array.FindIndex(terms, term => term.Term.NeedsStyle) is >= 0 and var styled)
            throw recipe.Error(
                RecipeKeys.Terms,
                $"{terms[styled].Name} needs styles, and the generator has none; add 'mapping (LAYERS)' to it", styled);
        foreach (var (part, name, howToGet, teacher) in Parts)
        {
            var asking = Array.FindIndex(terms, term => term.Term.Needs.HasFlag(part));
            if (asking >= 0 && !given.HasFlag(part))
                throw recipe.Error(
                    RecipeKeys.Terms,
                    $"{terms[asking].Name} needs a {name}, and the discriminator has none; {howToGet}", asking);
            if (asking < 0 && given.HasFlag(part) && teacher.Length > 0)
                throw recipe.Error(
                    RecipeKeys.Terms, $"the discriminator has a {name}, but no term trains it; add {teacher}");
            if (asking >= 0 && part == DiscriminatorHeads.Codes && !recipe.Latent.Codes.Any())
                throw recipe.Error(
                    RecipeKeys.Terms,
                    $"{terms[asking].Name} needs codes in the noise; write latent: {recipe.Latent} + 10 categorical",
                    asking);
        }
    }
}
