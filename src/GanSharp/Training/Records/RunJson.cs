using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace GanSharp.Training.Records;

/// <summary>How <c>run.json</c> is written.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    Converters = [typeof(ShapeJson)])]
[JsonSerializable(typeof(RunDescription))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>With letters of all languages as they are.</summary>
    public static RunJson Readable =>
        field ??= new(new(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
