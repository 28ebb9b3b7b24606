using System.Text.Json.Serialization;

namespace GanSharp.Training;

/// <summary>How a step is written in <c>metrics.jsonl</c>: <c>{"epoch":1,"discriminatorLoss":1.38,...,"step":1}</c>.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StepCompleted))]
internal sealed partial class MetricsJson : JsonSerializerContext;
