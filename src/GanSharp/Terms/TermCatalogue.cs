using GanSharp.Text;

namespace GanSharp.Terms;

/// <summary>Every term that recipes can name.</summary>
/// <remarks>Safe for use by several threads at once; the terms that it creates are not.</remarks>
public static class TermCatalogue
{
    /// <summary>All terms: losses, then constraints on the discriminator.</summary>
    public static IReadOnlyList<TermInfo> All { get; } =
    [
        new("non-saturating", "cross entropy; G minimises -ln D(G(z))", _ => new NonSaturating()),
        new("minimax", "cross entropy; G minimises ln(1 - D(G(z)))", _ => new Minimax()),
        new("least-squares", "squared distance of scores to 1 for real, 0 for fake", _ => new LeastSquares()),
        new("wasserstein", "difference of mean scores; needs weight-clip or gradient-penalty", _ => new Wasserstein()),
        new("hinge", "scores pushed above 1 for real, below -1 for fake", _ => new Hinge()),
        new("relativistic", "cross entropy of the difference between a real and a fake score", _ => new Relativistic()),
        new("energy-margin [MARGIN] [RATIO]",
            "reconstruction error of an auto-encoder, pushed to MARGIN (0.3) for fake images, "
                + "or to RATIO (without bound) times that of real ones where this is less; needs a decoder",
            n => new EnergyMargin(n[0], n[1]), 0.3, double.PositiveInfinity),
        new(
            "pull-away [WEIGHT]",
            "squared cosines between the codes of generated images, times WEIGHT (0.1); needs a decoder",
            n => new PullAway(n[0]), 0.1),
        new("boundary-equilibrium [GAMMA] [LAMBDA] [PATIENCE]",
            "reconstruction errors held at a ratio of GAMMA (0.75) by steps of LAMBDA (1e-3); "
                + "learning rates halved after PATIENCE (3000) steps without progress",
            n => new BoundaryEquilibrium(n[0], n[1], n[2]), 0.75, 1e-3, 3000),
        new(
            "auxiliary-classifier", "cross entropy of the class head; needs conditioning auxiliary",
            _ => new AuxiliaryClassifier()),
        new(
            "mutual-information [WEIGHT] [CONTINUOUS]",
            "codes read back from images, times WEIGHT (1), continuous ones also times CONTINUOUS (0.1)",
            n => new MutualInformation(n[0], n[1]), 1, 0.1),
        new(
            "reconstruction [WEIGHT]",
            "mean absolute error of real images decoded from D's features, times WEIGHT (1); needs decode layers",
            n => new Reconstruction(n[0]), 1),
        new(
            "weight-clip [LIMIT]", "D's weights clipped to ±LIMIT (0.01) after each of its steps",
            n => new WeightClip(n[0]),
            0.01),
        new(
            "gradient-penalty [WEIGHT]",
            "squared distance of D's gradient norm to 1 between real and fake images, times WEIGHT (10)",
            n => new GradientPenalty(n[0]),
            10),
        new(
            "dragan-penalty [WEIGHT]",
            "squared distance of D's gradient norm to 1 around real images, times WEIGHT (10)",
            n => new DraganPenalty(n[0]),
            10),
        new(
            "r1 [WEIGHT] [EVERY]",
            "D's squared gradient norm at real images, times WEIGHT (10) / 2, computed in every EVERY-th (1) step of D",
            n => new R1(n[0], n[1]), 10, 1),
        new(
            "r2 [WEIGHT] [EVERY]",
            "D's squared gradient norm at fake images, times WEIGHT (10) / 2, computed in every EVERY-th (1) step of D",
            n => new R2(n[0], n[1]), 10, 1),
        new(
            "path-length [WEIGHT] [EVERY]",
            "squared distance of an image's change per step of style to the running mean, times WEIGHT (2), "
                + "computed in every EVERY-th (4) step of G; needs a mapping",
            n => new PathLength(n[0], n[1]), 2, 4),
    ];

    /// <summary>
    /// Creates a term from its text in a recipe: a name, then numbers above 0, such as <c>gradient-penalty 10</c>. A
    /// number before the name is the term's weight; two numbers are its weights for D and for G: <c>0.5 hinge</c>,
    /// <c>0.25 0.5 hinge</c>.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// There is no such term (the message suggests the nearest), or it does not take such a number.
    /// </exception>
    public static GanTerm Create(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains(", ", StringComparison.Ordinal))
            throw new GanSharpException($"'{text}' is more than one term; write ; between them");
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        string[] weights = [.. words.Take(2).TakeWhile(word => Numbers.Parse(word) is not null)];
        var name = words.ElementAtOrDefault(weights.Length) ?? "";
        var term = All.FirstOrDefault(term => term.Name == name)
            ?? throw new GanSharpException(
                $"there is no term '{name}' among {string.Join(", ", All.Select(term => term.Name))}"
                + Nearest.Hint(name, All.Select(term => term.Name)));
        var created = term.Create(
            NumberedEntry.NumbersOf(text, words[(weights.Length + 1)..], term.Usage, term.Defaults));
        if (weights.Length > 0)
            (created.DiscriminatorWeight, created.GeneratorWeight) = (Number(weights[0]), Number(weights[^1]));
        return created;

        double Number(string word) => NumberedEntry.NumberOf(text, word, term.Usage);
    }
}
