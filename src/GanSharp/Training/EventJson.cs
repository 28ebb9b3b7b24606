using System.Text.Json.Serialization;

namespace GanSharp.Training;

/// <summary>
/// The JSON of events in the logs of a run: <c>{"epoch":1,"discriminatorLoss":1.38,...,"step":1}</c>.
/// </summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals)]
[JsonSerializable(typeof(StepCompleted))]
[JsonSerializable(typeof(SamplesMeasured))]
[JsonSerializable(typeof(SamplesEvaluated))]
[JsonSerializable(typeof(TrainingWarning))]
internal sealed partial class EventJson : JsonSerializerContext;
