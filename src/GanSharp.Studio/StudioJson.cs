using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;

namespace GanSharp.Studio;

/// <summary>The JSON between pages and studio.</summary>
internal static class StudioJson
{
    public static JsonSerializerOptions Options { get; } = new(JsonSerializerDefaults.Web)
    {
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Answers with an object.</summary>
    public static IResult Answer(object value) => Results.Json(value, Options);

    /// <summary>Does something, and answers without content.</summary>
    public static IResult Done(Action action)
    {
        action();
        return Results.NoContent();
    }

    /// <summary>Waits for the end of something, and answers without content.</summary>
    public static async Task<IResult> DoneAsync(Task task)
    {
        await task;
        return Results.NoContent();
    }
}
