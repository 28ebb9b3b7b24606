using System.Text.Json;
using System.Text.Json.Serialization;
using static System.FormattableString;

namespace GanSharp.Training.Checkpoints;

/// <summary>What the networks of a training took from those of another before the first step.</summary>
/// <param name="Source">The path of the file.</param>
/// <param name="Sha256">The SHA-256 of the file.</param>
/// <param name="Networks">What each network took: the generator, the discriminator, the moving average.</param>
public sealed record Transfer(string Source, string Sha256, IReadOnlyList<TransferredNetwork> Networks)
{
    /// <summary>Generator steps of the other training; null if the file does not say.</summary>
    public long? Step { get; init; }

    /// <summary>Formats the source: <c>runs/0003/generator.safetensors</c>, with its step where it is known.</summary>
    public override string ToString() => Source + (Step is { } step ? Invariant($", step {step}") : "");

    internal string Format() => JsonSerializer.Serialize(this, TransferJson.Default.Transfer);

    /// <summary>Reads the text that <see cref="Format"/> wrote; null for null.</summary>
    /// <exception cref="GanSharpException">The text is damaged.</exception>
    internal static Transfer? Parse(string? text, string path)
    {
        try
        {
            return text is null ? null
                : JsonSerializer.Deserialize(text, TransferJson.Default.Transfer) is { IsWhole: true } transfer
                    ? transfer
                    : throw new JsonException();
        }
        catch (JsonException error)
        {
            throw new GanSharpException(
                $"{path}: the list of what it took from another training is damaged; use an older one", error);
        }
    }

    /// <summary>Whether no list has a null entry.</summary>
    internal bool IsWhole =>
        Networks.All(network => network is not null && network.Differing.All(tensor => tensor is not null));
}

/// <summary>What one network took.</summary>
/// <param name="Name">The name of the network: <c>generator</c>.</param>
/// <param name="Taken">The tensors that it took.</param>
/// <param name="Total">The tensors of the network in the file.</param>
/// <param name="Differing">The tensors in only one of the two, or with another shape or type in each.</param>
public sealed record TransferredNetwork(string Name, int Taken, int Total, IReadOnlyList<DifferingTensor> Differing)
{
    private const int MostNamed = 4;

    /// <summary>
    /// Formats it as a sentence: <c>took 18 of 20 tensors of the generator; left: 9.conv.weight 3x32x4x4 (here
    /// 1x32x4x4)</c>. Names at most four tensors of a kind.
    /// </summary>
    public override string ToString() =>
        Invariant($"took {(Taken == Total ? "all" : $"{Taken} of")} {Total} tensors of the {Name}")
        + Named("left", Differing.Where(tensor => tensor.There is not null))
        + Named("new", Differing.Where(tensor => tensor.There is null));

    private static string Named(string title, IEnumerable<DifferingTensor> tensors)
    {
        DifferingTensor[] all = [.. tensors];
        var rest = all.Length - MostNamed;
        return all.Length == 0 ? ""
            : $"; {title}: {string.Join(", ", all.Take(MostNamed))}"
            + (rest > 0 ? Invariant($" and {rest} more") : "");
    }
}

/// <summary>A tensor that was not taken.</summary>
/// <param name="Name">Its path in the network.</param>
/// <param name="There">Its shape in the file, such as <c>3x32x4x4</c>; null if the file has no such tensor.</param>
/// <param name="Here">Its shape in the network; null if the network has no such tensor.</param>
public sealed record DifferingTensor(string Name, string? There = null, string? Here = null)
{
    /// <summary>Formats the name and both shapes.</summary>
    public override string ToString() =>
        There is null ? $"{Name} {Here}"
        : Here is null ? $"{Name} {There} (not here)"
        : $"{Name} {There} (here {Here})";
}

/// <summary>The JSON of a transfer in the metadata of a checkpoint.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(Transfer))]
internal sealed partial class TransferJson : JsonSerializerContext;
