using System.Text.Json.Serialization;

namespace GanSharp.Text;

/// <summary>How lists of texts are written in metadata: <c>["zero","one"]</c>.</summary>
[JsonSerializable(typeof(IReadOnlyList<string>))]
[JsonSerializable(typeof(string[]))]
internal sealed partial class TextJson : JsonSerializerContext;
