using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Text;

namespace GanSharp.Models.Conditioning;

/// <summary>
/// How the networks use the class of a sample: the generator's method, then the discriminator's, such as <c>batch-norm
/// projection</c>. One word stands for both networks if both support it. <c>optional</c> before them allows data
/// without classes; the networks then use none.
/// </summary>
/// <param name="Generator">The generator's method, one of <see cref="GeneratorMethods"/>.</param>
/// <param name="Discriminator">The discriminator's method, one of <see cref="DiscriminatorMethods"/>.</param>
public sealed record LabelConditioning(ConditioningMethod Generator, ConditioningMethod Discriminator)
{
    private const string Optional = "optional";
    private const string Usage = "write the generator's way, then the discriminator's, such as 'batch-norm projection'";

    /// <summary>Every method by which a generator can use the class.</summary>
    public static IReadOnlyList<ConditioningMethod> GeneratorMethods { get; } =
    [
        new("none", "the generator does not use the class"),
        new("concat", "the one-hot label is joined to the noise, or where the recipe has concat-labels")
        {
            Input = JoinLabels, IsPlaced = true,
        },
        new("embedding", "the noise is multiplied by a learned vector of the class")
        {
            Input = (size, context) =>
                ("embedding-product", new EmbeddingProduct(context.Classes, size, context.DType)),
        },
        new("batch-norm", "batch norms have a scale and a shift for each class") { NormsByClass = true },
    ];

    /// <summary>Every method by which a discriminator can use the class.</summary>
    public static IReadOnlyList<ConditioningMethod> DiscriminatorMethods { get; } =
    [
        new("none", "the discriminator does not use the class"),
        new("concat", "the one-hot label is joined to the image as planes, or where the recipe has concat-labels")
        {
            Input = JoinLabels, IsPlaced = true,
        },
        new("projection", "the score includes the inner product of the features and a learned vector of the class")
        {
            Projects = true,
        },
        new("auxiliary", "a class head predicts the class; the term auxiliary-classifier trains it")
        {
            Classifies = true,
        },
    ];

    /// <summary>No conditioning.</summary>
    public static LabelConditioning None { get; } = new(GeneratorMethods[0], DiscriminatorMethods[0]);

    /// <summary>
    /// Whether the networks use no classes if the data has none; by default such data is refused.
    /// </summary>
    public bool IsOptional { get; init; }

    /// <summary>Whether the networks use labels, as far as the data has them.</summary>
    public bool NeedsLabels => Generator.Name != "none";

    /// <summary>Returns what is used on data with that many classes: optional conditioning is decided.</summary>
    public LabelConditioning For(int classes) =>
        !IsOptional ? this : classes == 0 ? None : this with { IsOptional = false };

    /// <summary>Reads the text form: <c>none</c>, <c>concat</c>, or two methods; <c>optional</c> may precede.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such method (the message suggests the nearest), or only one network would use the class.
    /// </exception>
    public static LabelConditioning Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is [Optional, _, ..])
            return Parse(string.Join(' ', words[1..])) with { IsOptional = true };
        if (words.Length is not (1 or 2))
            throw new GanSharpException($"'{text}' is not a conditioning; {Usage}");
        var conditioning = new LabelConditioning(
            Find("generator", GeneratorMethods, words[0]), Find("discriminator", DiscriminatorMethods, words[^1]));
        if (conditioning.Generator.Name == "none" != (conditioning.Discriminator.Name == "none"))
            throw new GanSharpException(
                $"'{text}' gives the class to only one network, but both need it; {Usage}");
        return conditioning;
    }

    /// <summary>Returns the text form, which <see cref="Parse"/> reads.</summary>
    public override string ToString() =>
        (IsOptional ? $"{Optional} " : "")
        + (Generator.Name == Discriminator.Name ? Generator.Name : $"{Generator.Name} {Discriminator.Name}");

    private static (string Kind, Module Module) JoinLabels(int size, NetworkContext context) =>
        ("concat-labels", new ConcatLabels(context.Classes));

    private static ConditioningMethod Find(string network, IReadOnlyList<ConditioningMethod> methods, string name) =>
        methods.FirstOrDefault(method => method.Name == name) ?? throw new GanSharpException(
            $"the {network} has no conditioning '{name}'; choose from {string.Join(", ", methods.Select(m => m.Name))}"
            + $"; {Usage}{Nearest.Hint(name, methods.Select(m => m.Name))}");
}

/// <summary>A method by which one network uses the class.</summary>
/// <param name="Name">Its word in a recipe.</param>
/// <param name="About">What it does, in one line.</param>
public sealed record ConditioningMethod(string Name, string About)
{
    /// <summary>
    /// Makes the module before the first layer for inputs of that many numbers (or channels); null for none.
    /// </summary>
    internal Func<int, NetworkContext, (string Kind, Module Module)>? Input { get; init; }

    /// <summary>Whether a recipe may place that module elsewhere, with the layer <c>concat-labels</c>.</summary>
    internal bool IsPlaced { get; init; }

    /// <summary>Whether batch norms have a scale and a shift for each class.</summary>
    internal bool NormsByClass { get; init; }

    /// <summary>Whether a projection onto the class is added to the score.</summary>
    internal bool Projects { get; init; }

    /// <summary>Whether there is a class head.</summary>
    internal bool Classifies { get; init; }
}
