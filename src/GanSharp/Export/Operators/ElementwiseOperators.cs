using GanSharp.IO.Onnx;

namespace GanSharp.Export.Operators;

/// <summary>Operations on each element by itself.</summary>
internal static class ElementwiseOperators
{
    public static IEnumerable<(string Name, OnnxOperator Operator)> All =>
    [
        // The sums of residual blocks gather the rounding errors of all blocks.
        ("add", Binary("Add", Precision.Full)),
        ("sub", Binary("Sub", Precision.Full)),
        ("mul", Binary("Mul")),
        ("div", Binary("Div")),
        ("neg", Unary("Neg")),
        ("abs", Unary("Abs")),
        ("exp", Unary("Exp", Precision.Full)),
        ("log", Unary("Log", Precision.Full)),
        ("sqrt", Unary("Sqrt", Precision.Full)),
        ("erf", Unary("Erf")),
        ("tanh", Unary("Tanh")),
        ("sigmoid", Unary("Sigmoid")),
        ("softplus", Unary("Softplus", Precision.Full)),
        ("square", new(Precision.Full, (to, _) => to.Add("Mul", [to[0], to[0]]))),
        ("pow", new(Precision.Full, Pow)),
        ("elu", new(Precision.OfInputs, (to, step) => step.Has(out double alpha)
            ? to.Add("Elu", [to[0]], OnnxAttribute.Of("alpha", alpha))
            : null)),
        ("leaky-relu", new(Precision.OfInputs, (to, step) => !step.Has(out double slope) ? null
            : slope == 0 ? to.Add("Relu", [to[0]])
            : to.Add("LeakyRelu", [to[0]], OnnxAttribute.Of("alpha", slope)))),
        ("glu", new(Precision.OfInputs, Glu)),
    ];

    private static OnnxOperator Unary(string op, Precision precision = Precision.OfInputs) =>
        new(precision, (to, step) => step is { Inputs.Count: 1, Attributes: (null, null) }
            ? to.Add(op, [to[0]])
            : null);

    /// <summary>An operation of two tensors, or of a tensor and a number.</summary>
    private static OnnxOperator Binary(string op, Precision precision = Precision.OfInputs) =>
        new(precision, (to, step) =>
            step is { Inputs.Count: 2, Attributes: (null, null) } ? to.Add(op, [to[0], to[1]])
            : step.Has(out double number) ? to.Add(op, [to[0], to.Number(number)])
            : null);

    private static string? Pow(OnnxEmitter to, TracedStep step) => !step.Has(out double exponent) ? null
        : exponent switch
        {
            -1 => to.Add("Reciprocal", [to[0]]),
            0.5 => to.Add("Sqrt", [to[0]]),
            -0.5 => to.Add("Reciprocal", [to.Add("Sqrt", [to[0]])]),
            _ => to.Add("Pow", [to[0], to.Number(exponent)]),
        };

    private static string Glu(OnnxEmitter to, TracedStep step)
    {
        var halves = to.AddMany("Split", [to[0]], 2, OnnxAttribute.Of("axis", 1L));
        return to.Add("Mul", [halves[0], to.Add("Sigmoid", [halves[1]])]);
    }
}
