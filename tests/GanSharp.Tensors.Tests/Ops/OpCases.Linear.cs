namespace GanSharp.Tensors.Tests.Ops;

public static partial class OpCases
{
    private static Dictionary<string, Func<Tensor[], Tensor>> Linear => new()
    {
        ["MatMul/plain"] = x => x[0].MatMul(x[1]),
        ["MatMul/transpose-a"] = x => x[0].MatMul(x[1], transposeA: true),
        ["MatMul/transpose-b"] = x => x[0].MatMul(x[1], transposeB: true),
        ["MatMul/transpose-both"] = x => x[0].MatMul(x[1], transposeA: true, transposeB: true),
        ["MatMul/row-by-column"] = x => x[0].MatMul(x[1]),
        ["MatMul/outer"] = x => x[0].MatMul(x[1]),
        ["MatMul/past-a-tile"] = x => x[0].MatMul(x[1]),
        ["MatMul/self"] = x => x[0].MatMul(x[0], transposeB: true),
        ["Linear/bias"] = x => x[0].Linear(x[1], x[2]),
        ["Linear/no-bias"] = x => x[0].Linear(x[1]),
        ["Linear/one-output"] = x => x[0].Linear(x[1], x[2]),
    };
}
