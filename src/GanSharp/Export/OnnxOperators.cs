using GanSharp.Export.Operators;

namespace GanSharp.Export;

/// <summary>The operations that have a counterpart in ONNX, by name.</summary>
internal static class OnnxOperators
{
    private static readonly Dictionary<string, OnnxOperator> ByName = ElementwiseOperators.All
        .Concat(ProductOperators.All).Concat(ShapeOperators.All).Concat(NormOperators.All)
        .ToDictionary(entry => entry.Name, entry => entry.Operator);

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => ByName.Keys;

    /// <summary>Returns how an operation is written; null if it has no counterpart.</summary>
    public static OnnxOperator? Find(string name) => ByName.GetValueOrDefault(name);
}
