using System.Text.Json.Serialization;
using GanSharp.Models;

namespace GanSharp.Text;

/// <summary>The JSON of lists and names in metadata: <c>["zero","one"]</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(CustomPartNames))]
internal sealed partial class TextJson : JsonSerializerContext;
