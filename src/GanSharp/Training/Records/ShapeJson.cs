using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GanSharp.Tensors;

namespace GanSharp.Training.Records;

/// <summary>Shapes as JSON arrays of their extents.</summary>
internal sealed class ShapeJson : JsonConverter<Shape>
{
    public override Shape Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return Shape.Create(
                JsonSerializer.Deserialize(ref reader, (JsonTypeInfo<int[]>)options.GetTypeInfo(typeof(int[]))));
        }
        catch (TensorException error)
        {
            throw new JsonException(error.Message, error);
        }
    }

    public override void Write(Utf8JsonWriter writer, Shape value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var extent in value.Extents)
            writer.WriteNumberValue(extent);
        writer.WriteEndArray();
    }
}
