using System.Text.Json;
using System.Text.Json.Serialization;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Text;

namespace GanSharp.Models;

/// <summary>
/// The types of the parts of a GAN that are written in C#, of which its recipe says nothing: <c>MyApp.SoftHinge</c>.
/// </summary>
public sealed record CustomPartNames
{
    /// <summary>The generator; null where the recipe describes it.</summary>
    public string? Generator { get; init; }

    /// <summary>The discriminator; null where the recipe describes it.</summary>
    public string? Discriminator { get; init; }

    /// <summary>Losses and penalties besides those of the recipe, in order.</summary>
    public IReadOnlyList<string> Terms { get => field ?? []; init; }

    /// <summary>Whether the recipe describes everything.</summary>
    [JsonIgnore]
    public bool IsEmpty => All.Length == 0;

    private string[] All => [.. ((string?[])[Generator, Discriminator, .. Terms]).OfType<string>()];

    /// <summary>All of them, with commas between.</summary>
    public override string ToString() => string.Join(", ", All);

    /// <summary>Whether both name the same parts.</summary>
    public bool Equals(CustomPartNames? other) => other is not null
        && (Generator, Discriminator) == (other.Generator, other.Discriminator) && Terms.SequenceEqual(other.Terms);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Generator, Discriminator, Terms.Count);

    /// <summary>The names of parts, whose networks are made for that.</summary>
    internal static CustomPartNames Of(CustomParts? custom, NetworkContext context) =>
        Of(custom, custom?.Generator?.Invoke(context), custom?.Discriminator?.Invoke(context));

    /// <summary>The names of parts whose networks are made; null for those of the recipe.</summary>
    internal static CustomPartNames Of(CustomParts? custom, Module? generator, Discriminator? discriminator) => new()
    {
        Generator = NameOf(generator),
        Discriminator = NameOf(discriminator),
        Terms = [.. (custom?.Terms ?? []).Select(term => NameOf(term)!)],
    };

    /// <summary>The names in the metadata of a file; null in files of earlier versions.</summary>
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

    /// <summary>The names for the metadata of a file.</summary>
    internal string Format() => JsonSerializer.Serialize(this, TextJson.Default.CustomPartNames);

    /// <summary>
    /// Requires that a training with the parts of a program continues one that was trained with these.
    /// </summary>
    /// <param name="what">What was trained, for errors: a run or a file.</param>
    /// <param name="given">What the program gives.</param>
    /// <exception cref="GanSharpException">They are others; the message names them.</exception>
    internal void RequireSame(string what, CustomPartNames given)
    {
        if (given == this)
            return;
        var (others, where) = (given.IsEmpty ? "" : $", not with {given}", IsEmpty ? "without" : "from that program");
        throw new GanSharpException($"{what}: {Trained}{others}; resume it {where}");
    }

    /// <summary>Requires that a program that draws from a generator has the type of network that was trained.</summary>
    /// <param name="path">The generator's file, for errors.</param>
    /// <param name="custom">What the program gives.</param>
    /// <param name="context">What its network is made for.</param>
    /// <exception cref="GanSharpException">It gives no parts, or another generator; the message names them.</exception>
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
                $"{path}: its generator is {Generator ?? "as its recipe says"}, not {given ?? "as its recipe says"}; "
                + "draw from it in the program that trained it");
        }
    }

    private string Trained =>
        IsEmpty ? "was trained without parts written in C#" : $"was trained with parts written in C# ({this})";

    private static string? NameOf(object? part) => part?.GetType().ToString();
}
