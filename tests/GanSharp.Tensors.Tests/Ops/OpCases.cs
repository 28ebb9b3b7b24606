namespace GanSharp.Tensors.Tests.Ops;

/// <summary>
/// Every operation, in every variant that matters, as a function of its tensors. The part of a name before the slash is
/// the public method. Shapes and numbers are in Fixtures/ops.json; Fixtures/make_ops.py computes the same in PyTorch.
/// </summary>
public static partial class OpCases
{
    private static readonly Dictionary<string, Func<Tensor[], Tensor>> Functions = new(
        [
            .. Arithmetic,
            .. Activations,
            .. Reductions,
            .. Linear,
            .. Shaping,
            .. Lookup,
            .. Softmax,
            .. Convolution,
            .. Pooling,
            .. Normalization,
        ]);

    public static IEnumerable<string> Names => Functions.Keys;

    public static TheoryData<string> All => [.. Names];

    public static Func<Tensor[], Tensor> Function(string name) => Functions[name];
}
