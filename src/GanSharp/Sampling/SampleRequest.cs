using System.Globalization;
using GanSharp.Data;
using static GanSharp.GanSharpException;

namespace GanSharp.Sampling;

/// <summary>
/// What to draw from a generator. Without <see cref="Text"/>, <see cref="Rows"/>, <see cref="Interpolate"/> and
/// <see cref="Codes"/>, every image has noise of its own. Noise comes from the stream <c>latent</c> of
/// <see cref="Seed"/>: the same request gives the same bytes.
/// </summary>
/// <example><code>
/// var sevens = new SampleRequest { Labels = ["7"], Count = 16 }.Draw(GeneratorFile.Load(path));
/// PngWriter.Save("sevens.png", sevens.Picture());
/// </code></example>
public sealed record SampleRequest
{
    /// <summary>Most images of one request.</summary>
    public const int MostImages = 1_000_000;

    /// <summary>
    /// Images, 1 to 1,000,000; 16 by default, 10 with <see cref="Codes"/>. With <see cref="Labels"/>, images of each
    /// label; with <see cref="Interpolate"/> and <see cref="Codes"/>, steps of a walk, at least 2. Not with
    /// <see cref="Text"/> or <see cref="Rows"/>, which say how many there are.
    /// </summary>
    public int? Count { get; init; }

    /// <summary>
    /// Classes, by name or, where no name is a number, by number. None, the default, stands for all of them.
    /// </summary>
    public IReadOnlyList<string> Labels { get; init; } = [];

    /// <summary>
    /// A text to write with one image for each character, which must be the name of a class; null by default.
    /// </summary>
    public string? Text { get; init; }

    /// <summary>
    /// Noise vectors of a table with a row for each and a column for each class or character; null by default.
    /// </summary>
    public int? Rows { get; init; }

    /// <summary>Whether to walk from one noise vector to another, in a row for each class; false by default.</summary>
    public bool Interpolate { get; init; }

    /// <summary>
    /// Whether to walk along the codes of the noise, in a row for each (<see cref="CodeWalk"/>); false by default.
    /// </summary>
    public bool Codes { get; init; }

    /// <summary>What the noise is derived from; 1 by default.</summary>
    public long Seed { get; init; } = 1;

    /// <summary>Checks what can be checked without a generator.</summary>
    /// <exception cref="GanSharpException">A number is out of range, or two settings exclude each other.</exception>
    public void Validate()
    {
        Require(Count is null or (>= 1 and <= MostImages), $"count is {Count}; it must be 1 to {MostImages}");
        Require(Rows is null or (>= 1 and <= MostImages), $"rows is {Rows}; it must be 1 to {MostImages}");
        Require(Text is not "", "text is empty; name one class per character, such as 2026");
        Require(
            Text is null || Labels.Count == 0,
            "text and labels exclude each other, since the text says which classes to draw");
        Require(
            Count is null || (Text is null && Rows is null),
            "count does not go with text or rows, which say how many there are");
        Require(!(Interpolate && Codes), "interpolate and codes are two different walks; choose one");
        var walk = Interpolate ? "interpolate" : "codes";
        Require(
            !(Interpolate || Codes) || (Text is null && Rows is null),
            $"{walk} does not go with text or rows; it goes with count and labels");
        Require(!(Interpolate || Codes) || Count is not 1, "count is 1; a walk needs at least 2 steps");
    }

    /// <summary>Draws what is asked for.</summary>
    /// <param name="sampler">The generator.</param>
    /// <param name="cancellation">Ends the work between two batches.</param>
    /// <exception cref="GanSharpException">
    /// A setting is out of range, a label is no class, the generator knows no classes, or there would be too many
    /// images.
    /// </exception>
    public SampleSet Draw(Sampler sampler, CancellationToken cancellation = default) =>
        Plan(sampler).Draw(cancellation);

    /// <summary>Which images there will be; nothing is generated yet.</summary>
    /// <inheritdoc cref="Draw" path="/exception"/>
    public SamplePlan Plan(Sampler sampler)
    {
        ArgumentNullException.ThrowIfNull(sampler);
        Validate();
        Require(sampler.IsConditional || (Labels.Count == 0 && Text is null && Rows is null),
            "this generator was trained without classes, so labels, text and rows cannot be asked for; leave them out");
        Require(
            !Codes || sampler.Latent.Codes.Any(),
            $"this generator's noise, {sampler.Latent}, has no codes to walk along; infogan's has");
        var classes = Classes(sampler.ClassNames);
        var count = Count ?? (Codes ? 10 : 16);
        var layout = Codes ? SampleLayout.Codes(count, CodeWalk.Rows(sampler.Latent), classes.Length)
            : Interpolate ? SampleLayout.Walk(count, classes.Length)
            : Rows is not null || Text is not null ? SampleLayout.Table(Rows ?? 1, classes.Length)
            : Labels.Count > 0 ? SampleLayout.RowPerClass(count, classes.Length)
            : SampleLayout.Square(count, classes.Length);
        return new(sampler, Seed, classes, layout);
    }

    private int[] Classes(IReadOnlyList<string> names) =>
        Text is { } text ? [.. Characters(text).Select(character => ClassNames.Find(names, character))]
        : Labels.Count > 0 ? [.. ClassNames.FindAll(names, Labels)]
        : [.. Enumerable.Range(0, names.Count)];

    /// <summary>The characters of a text as a reader sees them: a letter and its accents are one.</summary>
    private static IEnumerable<string> Characters(string text)
    {
        for (var characters = StringInfo.GetTextElementEnumerator(text); characters.MoveNext();)
            yield return characters.GetTextElement();
    }
}
