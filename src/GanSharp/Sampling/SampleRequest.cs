using System.Globalization;
using GanSharp.Data;
using static GanSharp.GanSharpException;

namespace GanSharp.Sampling;

/// <summary>
/// What to draw from a generator. By default every image has different noise; see <see cref="Text"/>,
/// <see cref="Rows"/>, <see cref="Interpolate"/>, <see cref="Codes"/> and <see cref="Mix"/>. Noise comes from the
/// stream <c>latent</c> of <see cref="Seed"/>: the same request gives the same bytes.
/// </summary>
/// <example><code>
/// var sevens = new SampleRequest { Labels = ["7"], Count = 16 }.Draw(GeneratorFile.Load(path));
/// PngWriter.Save("sevens.png", sevens.Picture());
/// </code></example>
public sealed record SampleRequest
{
    /// <summary>The largest number of images of one request.</summary>
    public const int MostImages = 1_000_000;

    /// <summary>
    /// Number of images, 1 to 1,000,000; 16 by default, 10 with <see cref="Codes"/>. With <see cref="Labels"/>, images
    /// per label; with <see cref="Interpolate"/> or <see cref="Codes"/>, steps per walk, at least 2. Not with <see
    /// cref="Text"/> or <see cref="Rows"/>, which determine the number.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>
    /// Classes by name or, if no name is a number, by number; all classes if empty, the default.
    /// </summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>
    /// A text to write with one image per character; each character must be the name of a class. Null by default.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// Number of noise vectors in a table with one row per vector and one column per class or character; null by
    /// default.
    /// </summary>
    public int? Rows { get; init; }

    /// <summary>Whether to walk from one noise vector to another, one row per class; false by default.</summary>
    public bool Interpolate { get; init; }

    /// <summary>
    /// Whether to walk along the codes of the noise, one row per code (<see cref="CodeWalk"/>); false by default.
    /// </summary>
    public bool Codes { get; init; }

    /// <summary>
    /// Whether to mix the styles of <see cref="Count"/> noise vectors (6 by default): one row per vector, whose style
    /// the coarse layers take, and one column per vector, whose style the fine layers take; false by default.
    /// </summary>
    public bool Mix { get; init; }

    /// <summary>
    /// With <see cref="Mix"/>: layers on images of this side and larger are fine; a quarter of the images' height by
    /// default.
    /// </summary>
    public int? FineSide { get; init; }

    /// <summary>
    /// How far the noise is from its mean (<see cref="Sampler.Truncation"/>), above 0 and at most 1; 1 by default.
    /// </summary>
    public double Truncation { get; init; } = 1;

    /// <summary>The seed of the noise; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Checks what can be checked without a generator.</summary>
    /// <exception cref="GanSharpException">A number is out of range, or two settings exclude each other.</exception>
    public void Validate()
    {
        Require(Count is null or (>= 1 and <= MostImages), $"count is {Count}; it must be 1 to {MostImages}");
        Require(Rows is null or (>= 1 and <= MostImages), $"rows is {Rows}; it must be 1 to {MostImages}");
        Sampler.RequireTruncation(Truncation);
        Require(Text is not "", "text is empty; name one class per character, such as 2026");
        Require(
            Text is null || Labels.Count == 0,
            "text and labels exclude each other, since the text says which classes to draw");
        Require(
            Count is null || (Text is null && Rows is null),
            "count cannot be combined with text or rows, which determine the number of images");
        Require(!(Interpolate && Codes), "interpolate and codes are two different walks; choose one");
        Require(
            !Mix || (Text is null && Rows is null && !Interpolate && !Codes),
            "mix cannot be combined with text, rows, interpolate or codes, only with count and labels");
        Require(!Mix || Count is null or >= 2, $"count is {Count}; mixing needs at least 2 noise vectors");
        Require(FineSide is null || Mix, "the side of fine layers is only for mixing; add mix, or leave it out");
        var walk = Interpolate ? "interpolate" : "codes";
        Require(
            !(Interpolate || Codes) || (Text is null && Rows is null),
            $"{walk} cannot be combined with text or rows, only with count and labels");
        Require(!(Interpolate || Codes) || Count is not 1, "count is 1; a walk needs at least 2 steps");
    }

    /// <summary>Draws the images.</summary>
    /// <param name="sampler">The generator.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="GanSharpException">
    /// A setting is out of range, a label is not a class, the generator is unconditional, or there would be too many
    /// images.
    /// </exception>
    public SampleSet Draw(Sampler sampler, CancellationToken cancellation = default) =>
        Plan(sampler).Draw(cancellation: cancellation);

    /// <summary>Checks the request and plans the images. Nothing is generated yet.</summary>
    /// <inheritdoc cref="Draw" path="/exception"/>
    public SamplePlan Plan(Sampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        Validate();
        Require(sampler.IsConditional || (Labels.Count == 0 && Text is null && Rows is null),
            "this generator was trained without classes, so it has no labels, text or rows; leave them out");
        Require(
            !Codes || sampler.Latent.Codes.Any(),
            $"this generator's noise, {sampler.Latent}, has no codes to walk along; infogan's has");
        Require(
            !Mix || sampler.HasStyles, "this generator has no styles to mix; those of the recipe stylegan2 have");
        var fineSide = FineSide ?? Math.Max(1, sampler.Image.Height / 4);
        Require(
            fineSide >= 1 && fineSide <= sampler.Image.Height,
            $"the side of fine layers is {fineSide}; it must be 1 to {sampler.Image.Height}, the height of the images");
        var classes = Classes(sampler.ClassNames);
        var count = Count ?? (Codes ? 10 : Mix ? 6 : 16);
        var layout = Mix ? SampleLayout.Mix(count, classes.Length)
            : Codes ? SampleLayout.Codes(count, CodeWalk.Rows(sampler.Latent), classes.Length)
            : Interpolate ? SampleLayout.Walk(count, classes.Length)
            : Text is not null ? SampleLayout.Table(Rows ?? 1, classes.Length)
            : Rows is { } rows ? SampleLayout.Table(rows, classes.Length) with { HasClassColumns = true }
            : Labels.Count > 0 ? SampleLayout.RowPerClass(count, classes.Length)
            : SampleLayout.Square(count, classes.Length);
        return new(sampler.WithTruncation(Truncation), Seed, classes, layout, fineSide);
    }

    private int[] Classes(IReadOnlyList<string> names) =>
        Text is { } text ? [.. Characters(text).Select(character => ClassNames.Find(names, character))]
        : Labels.Count > 0 ? [.. ClassNames.FindAll(names, Labels)]
        : [.. Enumerable.Range(0, names.Count)];

    /// <summary>The characters of a text as a reader sees them: a letter with its accents is one.</summary>
    private static IEnumerable<string> Characters(string text)
    {
        for (var characters = StringInfo.GetTextElementEnumerator(text); characters.MoveNext();)
            yield return characters.GetTextElement();
    }
}
