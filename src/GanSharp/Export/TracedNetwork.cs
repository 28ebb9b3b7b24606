using GanSharp.Tensors;

namespace GanSharp.Export;

/// <summary>
/// What a network computes in evaluation, found by tracing it on two batches of different sizes. What differs between
/// them shows which extents are the size of the batch.
/// </summary>
internal sealed class TracedNetwork
{
    /// <summary>The sizes of the two batches.</summary>
    public const int FirstBatch = 2, SecondBatch = 3;

    private TracedNetwork(
        TracedValue input, TracedValue? labels, (string Name, TracedValue Value)[] outputs, TracedStep[] steps) =>
        (Input, Labels, Outputs, Steps) = (input, labels, outputs, steps);

    /// <summary>The noise or the images.</summary>
    public TracedValue Input { get; }

    /// <summary>The labels; null if there are none.</summary>
    public TracedValue? Labels { get; }

    /// <summary>The results, with their names.</summary>
    public IReadOnlyList<(string Name, TracedValue Value)> Outputs { get; }

    /// <summary>The operations that depend on an input, each after those that it reads.</summary>
    public IReadOnlyList<TracedStep> Steps { get; }

    /// <summary>Traces a network.</summary>
    /// <param name="draw">Returns an input for a number of samples; never the same twice.</param>
    /// <param name="classes">The number of classes that labels have; 0 for no labels.</param>
    /// <param name="forward">Computes the results.</param>
    /// <exception cref="GanSharpException">The network is another one for each size of the batch.</exception>
    public static TracedNetwork Of(
        Func<int, Tensor> draw, int classes, Func<Tensor, int[]?, (string Name, Tensor Tensor)[]> forward)
    {
        var (first, second) = (Once(FirstBatch), Once(SecondBatch));
        (string Name, TracedValue Value)[] outputs =
            [.. first.Outputs.Zip(second.Outputs, (a, b) => (a.Name, new TracedValue(a.Tensor, b.Tensor)))];
        return new(
            new(first.Input, second.Input), first.Labels is null ? null : new(first.Labels, second.Labels!), outputs,
            TracedStep.All(outputs.Select(output => output.Value)) ?? throw new GanSharpException(
                $"the network computes batches of {FirstBatch} and of {SecondBatch} samples by different operations, "
                + "so it has no counterpart in ONNX"));

        (Tensor Input, Tensor? Labels, (string Name, Tensor Tensor)[] Outputs) Once(int count)
        {
            var labels = classes == 0 ? null
                : Enumerable.Range(0, count).Select(i => (i + count) % 2 * (classes - 1)).ToArray();
            var input = draw(count);
            using var trace = Trace.Of([input], labels);
            return (input, trace.Labels, forward(input, labels));
        }
    }
}
