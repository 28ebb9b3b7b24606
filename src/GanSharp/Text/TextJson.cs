using System.Text.Json.Serialization;
using GanSharp.Models;

namespace GanSharp.Text;

/// <summary>How lists and names are written in metadata: <c>["zero","one"]</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(string[]))]
[JsonSerializable(typeof(CustomPartNames))]
internal sealed partial class TextJson : JsonSerializerContext;
