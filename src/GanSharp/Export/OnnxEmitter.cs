using GanSharp.IO.Onnx;
using GanSharp.Tensors;
using DataType = GanSharp.IO.Onnx.TensorProto.Types.DataType;

namespace GanSharp.Export;

/// <summary>
/// Writes the steps of a traced network as nodes. With half precision a value exists in single precision, in half
/// precision, or in both. A step computes in one of them; casts are added where it reads a value that exists only in
/// the other.
/// </summary>
/// <param name="graph">The graph that receives the nodes.</param>
/// <param name="names">The names of the network's tensors.</param>
/// <param name="folding">The batch norms that are folded.</param>
/// <param name="types">The type of the network's numbers, and whether they become half precision.</param>
/// <param name="input">The name of the input whose first extent is the size of the batch.</param>
internal sealed class OnnxEmitter(
    OnnxGraph graph, LayerNames names, BatchNormFolding folding, (DType DType, bool IsHalf) types, string input)
{
    private readonly Dictionary<Tensor, string> _full = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Tensor, string> _half = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<(double, DataType), string> _numbers = [];

    private TracedStep? _step;
    private string _layer = "";
    private bool _computesHalf;
    private string? _batch;

    /// <summary>The type of values in full precision, such as inputs and outputs.</summary>
    public DataType FullType => types.DType == DType.F64 ? DataType.Double : DataType.Float;

    /// <summary>The type of the values that the current step computes.</summary>
    public DataType Type => _computesHalf ? DataType.Float16 : FullType;

    /// <summary>Starts a step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="precision">Which precision it computes in, where the network has half precision.</param>
    public void Begin(TracedStep step, Precision precision)
    {
        (_step, _layer) = (step, names.LayerOf(step));
        _computesHalf = types.IsHalf && precision switch
        {
            Precision.Full => false,
            Precision.Half => true,
            _ => !Array.Exists(
                [.. step.Inputs.Where(value => value.DependsOnInput && value.First.DType != DType.I32)],
                value => IsFullOnly(value.First)),
        };
    }

    /// <summary>Defines the result of a step, or an input of the network in full precision.</summary>
    public void Define(Tensor tensor, string name) => (_computesHalf ? _half : _full)[tensor] = name;

    /// <summary>Defines a result as another value.</summary>
    public void DefineAs(Tensor tensor, Tensor other)
    {
        foreach (var names in (Dictionary<Tensor, string>[])[_full, _half])
        {
            if (names.TryGetValue(other, out var name))
                names[tensor] = name;
        }
    }

    /// <summary>Returns the name of an input of the current step.</summary>
    public string this[int input] => this[_step!.Inputs[input]];

    /// <summary>Returns the name of a value, in the precision of the current step.</summary>
    public string this[TracedValue value]
    {
        get
        {
            var half = _computesHalf && value.First.DType != DType.I32;
            var found = value.DependsOnInput
                ? Find(value.First, half)
                : (half ? _half : _full).GetValueOrDefault(value.First);
            return found ?? Constant(value);
        }
    }

    /// <summary>Returns the name of a result of the network, in full precision.</summary>
    public string Result(Tensor tensor) =>
        Find(tensor, half: false) ?? graph.Constant(names.NameOf(tensor), tensor, FullType);

    /// <summary>Adds a node and returns its result.</summary>
    public string Add(string op, string[] inputs, params AttributeProto[] attributes) =>
        graph.Node(_layer, op, inputs, 1, attributes)[0];

    /// <summary>Adds a node with several results.</summary>
    public string[] AddMany(string op, string[] inputs, int outputs, params AttributeProto[] attributes) =>
        graph.Node(_layer, op, inputs, outputs, attributes);

    /// <summary>Returns a vector of integers.</summary>
    public string Integers(params long[] values) => graph.Integers(values);

    /// <summary>Returns a vector of numbers in single precision.</summary>
    public string Floats(params double[] values) =>
        graph.Constant("scales", Tensor.From(values, [values.Length], DType.F64), DataType.Float);

    /// <summary>
    /// Returns the inputs of a product: the value, the weight, and the bias if there is one. A batch norm that follows
    /// may be folded into the last two.
    /// </summary>
    public string[] Product()
    {
        if (folding.Into(_step!) is not { } folded)
            return [.. _step!.Inputs.Select(value => this[value])];
        return [this[0], Constant("weight.folded", folded.Weight), Constant("bias.folded", folded.Bias)];
    }

    /// <summary>Returns a number in the type of the current step.</summary>
    public string Number(double value)
    {
        if (!_numbers.TryGetValue((value, Type), out var name))
        {
            var tensor = Tensor.Full(Shape.Scalar, value, DType.F64);
            _numbers[(value, Type)] = name = graph.Constant(Text.Numbers.Format(value), tensor, Type);
        }
        return name;
    }

    /// <summary>Adds a constant that belongs to the layer of the current step.</summary>
    public string Constant(string name, Tensor tensor) =>
        graph.Constant(_layer.Length == 0 ? name : $"{_layer}.{name}", tensor, Type);

    /// <summary>Returns the size of the batch, a vector of one integer.</summary>
    public string Batch() => _batch ??= graph.Node(
        "", "Shape", [input], 1, OnnxAttribute.Of("start", 0L), OnnxAttribute.Of("end", 1L))[0];

    /// <summary>Returns a shape as a vector of integers.</summary>
    /// <param name="extents">Its extents.</param>
    /// <param name="isExact">Whether no extent may be left to the reader to compute.</param>
    public string ShapeOf(Extent[] extents, bool isExact = false)
    {
        if (extents.Count(extent => extent.PerSample) is var count && (count == 0 || (count == 1 && !isExact)))
            return Integers([.. extents.Select(extent => extent.PerSample ? -1 : extent.Count)]);
        return Add(
            "Concat",
            [
                .. extents.Select(extent => !extent.PerSample ? Integers(extent.Count)
                    : extent.Count == 1 ? Batch()
                    : Add("Mul", [Batch(), Integers(extent.Count)])),
            ],
            OnnxAttribute.Of("axis", 0L));
    }

    /// <summary>Returns the extents of a value.</summary>
    public Extent[] Extents(TracedValue value) => value.Extents() ?? throw Refusal(
        $"makes {value.First.Shape} of {TracedNetwork.FirstBatch} samples and {value.Second.Shape} of "
        + $"{TracedNetwork.SecondBatch}, and");

    /// <summary>An error about the current step.</summary>
    /// <param name="why">Why, ending in <c>and</c>; nothing if ONNX has no such operation.</param>
    public GanSharpException Refusal(string why = "") => new(
        $"the operation {_step!.Name} ({names.Place(_step)}) {why}{(why.Length > 0 ? " " : "")}"
        + "has no counterpart in ONNX");

    private bool IsFullOnly(Tensor tensor) => _full.ContainsKey(tensor) && !_half.ContainsKey(tensor);

    /// <summary>Returns a value that exists, after a cast if necessary; null if it does not exist.</summary>
    private string? Find(Tensor tensor, bool half)
    {
        var (wanted, other, type) = half ? (_half, _full, DataType.Float16) : (_full, _half, FullType);
        if (wanted.TryGetValue(tensor, out var name))
            return name;
        if (!other.TryGetValue(tensor, out var there))
            return null;
        return wanted[tensor] = graph.Node(_layer, "Cast", [there], 1, OnnxAttribute.Of("to", (long)type))[0];
    }

    /// <summary>Adds a constant of the network in the precision of the current step.</summary>
    private string Constant(TracedValue value)
    {
        if (names.StateOf(value.First) is null && !AreEqual(value.First, value.Second))
            throw Refusal(
                "reads numbers that are computed neither from the input nor from the labels, but change with them, "
                + "and");
        var type = value.First.DType == DType.I32 ? DataType.Int64 : Type;
        var name = graph.Constant(names.NameOf(value.First), value.First, type);
        return (type == DataType.Float16 ? _half : _full)[value.First] = name;
    }

    private static bool AreEqual(Tensor first, Tensor second) => first.Shape == second.Shape
        && first.ToArray<double>().AsSpan().SequenceEqual(second.ToArray<double>());
}

/// <summary>Which precision a step computes in, where weights have half precision.</summary>
internal enum Precision
{
    /// <summary>Half precision: products and everything of which there is much.</summary>
    Half,

    /// <summary>Single precision: sums and powers, for which half precision is too coarse or too small.</summary>
    Full,

    /// <summary>That of the inputs; single precision if they differ.</summary>
    OfInputs,
}
