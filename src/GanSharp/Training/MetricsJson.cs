using System.Text.Json.Serialization;

namespace GanSharp.Training;

/// <summary>
/// How events are written in the files of a run, such as a step in <c>metrics.jsonl</c>: <c>{"epoch":1,"discriminatorLoss":1.38,...,"step":1}</c>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StepCompleted))]
[JsonSerializable(typeof(SamplesJudged))]
[JsonSerializable(typeof(TrainingWarning))]
internal sealed partial class MetricsJson : JsonSerializerContext;
