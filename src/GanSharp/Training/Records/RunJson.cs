using System.Text.Encodings.Web;
using System.Text.Json.Serialization;

namespace GanSharp.Training.Records;

/// <summary>The JSON of <c>run.json</c> and <c>notes.json</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    WriteIndented = true,
    Converters = [typeof(ShapeJson)])]
[JsonSerializable(typeof(RunDescription))]
[JsonSerializable(typeof(RunNotes))]
[JsonSerializable(typeof(int[]))]
internal sealed partial class RunJson : JsonSerializerContext
{
    /// <summary>Writes letters of all languages unescaped.</summary>
    public static RunJson Readable =>
        field ??= new(new(Default.Options!) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
