using GanSharp.IO.Onnx;
using GanSharp.Nn;
using DataType = GanSharp.IO.Onnx.TensorProto.Types.DataType;

namespace GanSharp.Export;

/// <summary>Writes a traced network as a graph.</summary>
internal static class OnnxNetwork
{
    /// <summary>Returns the graph of a network.</summary>
    /// <param name="network">The module whose state has the names of the constants.</param>
    /// <param name="traced">What it computes.</param>
    /// <param name="name">The name of the graph.</param>
    /// <param name="input">The name of its input.</param>
    /// <param name="options">Precision and folding.</param>
    /// <exception cref="GanSharpException">An operation has no counterpart in ONNX.</exception>
    public static OnnxGraph Of(Module network, TracedNetwork traced, string name, string input, OnnxOptions options)
    {
        const string Labels = "labels";
        var graph = new OnnxGraph(name);
        var folding = new BatchNormFolding(traced, options.FoldBatchNorm);
        var emitter = new OnnxEmitter(
            graph, new LayerNames(network), folding, (traced.Input.First.DType, options.Float16), input);
        graph.Input(input, emitter.FullType, Extents(traced.Input));
        emitter.Define(traced.Input.First, input);
        if (traced.Labels is { } labels && traced.Steps.Any(step => step.Output.First == labels.First))
        {
            graph.Input(Labels, DataType.Int64, Extents(labels));
            emitter.Define(labels.First, Labels);
        }
        foreach (var (output, _) in traced.Outputs)
            graph.Reserve(output);
        foreach (var step in traced.Steps.Where(step => step.Name != TracedOperation.Input))
            Write(step, emitter, folding);
        foreach (var (output, value) in traced.Outputs)
            graph.Output(emitter.Result(value.First), output, emitter.FullType, Extents(value));
        return graph;
    }

    private static void Write(TracedStep step, OnnxEmitter emitter, BatchNormFolding folding)
    {
        var output = step.Output.First;
        if (step.Name is "alias" or "detach" || folding.IsFolded(step))
        {
            emitter.DefineAs(output, step.Inputs[0].First);
            return;
        }
        var found = OnnxOperators.Find(step.Name);
        emitter.Begin(step, found?.Precision ?? Precision.OfInputs);
        emitter.Define(output, found?.Write(emitter, step) ?? throw emitter.Refusal());
    }

    private static IEnumerable<long?> Extents(TracedValue value) => value.Extents() is { } extents
        && extents.All(extent => extent is { PerSample: false } or { Count: 1 })
            ? extents.Select(extent => extent.PerSample ? (long?)null : extent.Count)
            : throw new GanSharpException(
                $"the network makes {value.First.Shape} of {TracedNetwork.FirstBatch} samples and "
                + $"{value.Second.Shape} of {TracedNetwork.SecondBatch}; "
                + "an exported one needs a result for each sample");
}
