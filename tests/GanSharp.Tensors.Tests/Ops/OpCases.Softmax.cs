namespace GanSharp.Tensors.Tests.Ops;

public static partial class OpCases
{
    private static Dictionary<string, Func<Tensor[], Tensor>> Softmax => new()
    {
        ["Softmax/last"] = x => x[0].Softmax(),
        ["Softmax/first"] = x => x[0].Softmax(0),
        ["Softmax/middle"] = x => x[0].Softmax(1),
        ["Softmax/large"] = x => x[0].Softmax(-1),
        ["LogSoftmax/last"] = x => x[0].LogSoftmax(),
        ["LogSoftmax/first"] = x => x[0].LogSoftmax(0),
        ["LogSoftmax/middle"] = x => x[0].LogSoftmax(1),
        ["LogSoftmax/large"] = x => x[0].LogSoftmax(-1),
    };
}
