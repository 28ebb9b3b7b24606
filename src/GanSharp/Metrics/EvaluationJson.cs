using System.Text.Json.Serialization;

namespace GanSharp.Metrics;

/// <summary>
/// The JSON of evaluations:
/// <c>{"features":"mnist","samples":10000,...,"figures":{"fid":{"value":4.2,"low":4,"high":4.5,"floor":1.6},...}}</c>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Evaluation))]
internal sealed partial class EvaluationJson : JsonSerializerContext;
