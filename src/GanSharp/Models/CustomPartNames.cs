using System.Text.Json;
using System.Text.Json.Serialization;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Text;

namespace GanSharp.Models;

/// <summary>
/// The type names of the parts of a GAN that are written in C# instead of in its recipe, such as
/// <c>MyApp.SoftHinge</c>.
/// </summary>
public sealed record CustomPartNames
{
    /// <summary>The generator; null if the recipe describes it.</summary>
    public string? Generator { get; init; }

    /// <summary>The discriminator; null if the recipe describes it.</summary>
    public string? Discriminator { get; init; }

    /// <summary>The losses and penalties in addition to the recipe's, in order.</summary>
    public IReadOnlyList<string> Terms { get => field ?? []; init; }

    /// <summary>Whether the recipe describes everything.</summary>
    [JsonIgnore]
    public bool IsEmpty => All.Length == 0;

    private string[] All => [.. ((string?[])[Generator, Discriminator, .. Terms]).OfType<string>()];

    /// <summary>Returns all names, separated by commas.</summary>
    public override string ToString() => string.Join(", ", All);

    /// <summary>Whether both name the same parts.</summary>
    public bool Equals(CustomPartNames? other) => other is not null
        && (Generator, Discriminator) == (other.Generator, other.Discriminator) && Terms.SequenceEqual(other.Terms);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Generator, Discriminator, Terms.Count);

    /// <summary>Returns the names of parts; makes the networks to learn their types.</summary>
    internal static CustomPartNames Of(CustomParts? custom, NetworkContext context) =>
        Of(custom, custom?.Generator?.Invoke(context), custom?.Discriminator?.Invoke(context));

    /// <summary>Returns the names of parts whose networks exist; null stands for a network of the recipe.</summary>
    internal static CustomPartNames Of(CustomParts? custom, Module? generator, Discriminator? discriminator) => new()
    {
        Generator = NameOf(generator),
        Discriminator = NameOf(discriminator),
        Terms = [.. (custom?.Terms ?? []).Select(term => NameOf(term)!)],
    };

    /// <summary>Reads the names from the metadata of a file; null for files of earlier versions.</summary>
    internal static CustomPartNames? Parse(string? text, string path)
    {
        try
        {
            return text is null ? null
                : JsonSerializer.Deserialize(text, TextJson.Default.CustomPartNames) is { } names
                    && names.Terms.All(term => term is not null) ? names
                : throw new JsonException();
        }
        catch (JsonException error)
        {
            throw new GanSharpException($"{path}: the names of parts written in C# in its metadata are damaged", error);
        }
    }

    /// <summary>Returns the names as text for the metadata of a file.</summary>
    internal string Format() => JsonSerializer.Serialize(this, TextJson.Default.CustomPartNames);

    /// <summary>Requires that a program resumes a training with the parts that it was trained with.</summary>
    /// <param name="what">What was trained, for errors: a run or a file.</param>
    /// <param name="given">The parts that the program provides.</param>
    /// <exception cref="GanSharpException">They differ; the message names them.</exception>
    internal void RequireSame(string what, CustomPartNames given)
    {
        if (given == this)
            return;
        var others = given.IsEmpty ? "" : $", not with {given}";
        throw new GanSharpException(
            $"{what}: {Trained}{others}; resume it {(IsEmpty ? "without" : "from that program")}");
    }

    /// <summary>
    /// Requires that a program that draws from a generator provides the type of network that was trained.
    /// </summary>
    /// <param name="path">The generator's file, for errors.</param>
    /// <param name="custom">The parts that the program provides.</param>
    /// <param name="context">The data that its network is made for.</param>
    /// <exception cref="GanSharpException">
    /// It provides no parts, or a different generator; the message names them.
    /// </exception>
    internal void RequireGenerator(string path, CustomParts? custom, NetworkContext context)
    {
        if (IsEmpty)
            return;
        if (custom is null)
            throw new GanSharpException($"{path}: {Trained}; draw from it in that program");
        var given = NameOf(custom.Generator?.Invoke(context));
        if (given != Generator)
        {
            throw new GanSharpException(
                $"{path}: its generator is {Generator ?? "the recipe's"}, not {given ?? "the recipe's"}; "
                + "draw from it in the program that trained it");
        }
    }

    private string Trained =>
        IsEmpty ? "was trained without parts written in C#" : $"was trained with parts written in C# ({this})";

    private static string? NameOf(object? part) => part?.GetType().ToString();
}
