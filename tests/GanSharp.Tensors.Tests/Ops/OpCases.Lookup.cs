namespace GanSharp.Tensors.Tests.Ops;

public static partial class OpCases
{
    private static Dictionary<string, Func<Tensor[], Tensor>> Lookup => new()
    {
        ["Embedding/repeated"] = x => x[0].Embedding([2, 0, 2, 3, 2]),
        ["Embedding/one"] = x => x[0].Embedding([1]),
    };
}
