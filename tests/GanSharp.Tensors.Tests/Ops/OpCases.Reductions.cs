namespace GanSharp.Tensors.Tests.Ops;

public static partial class OpCases
{
    private static Dictionary<string, Func<Tensor[], Tensor>> Reductions => new()
    {
        ["Sum/all"] = x => x[0].Sum(),
        ["Sum/all-keep"] = x => x[0].Sum(keepDims: true),
        ["Sum/first"] = x => x[0].Sum([0]),
        ["Sum/middle"] = x => x[0].Sum([1]),
        ["Sum/last"] = x => x[0].Sum([-1]),
        ["Sum/two-apart"] = x => x[0].Sum([0, 2]),
        ["Sum/unordered"] = x => x[0].Sum([-1, 0]),
        ["Sum/channels-keep"] = x => x[0].Sum([0, 2, 3], keepDims: true),
        ["Mean/all"] = x => x[0].Mean(),
        ["Mean/all-keep"] = x => x[0].Mean(keepDims: true),
        ["Mean/first"] = x => x[0].Mean([0]),
        ["Mean/middle"] = x => x[0].Mean([1]),
        ["Mean/last"] = x => x[0].Mean([-1]),
        ["Mean/two-apart"] = x => x[0].Mean([0, 2]),
        ["Mean/unordered"] = x => x[0].Mean([-1, 0]),
        ["Mean/channels-keep"] = x => x[0].Mean([0, 2, 3], keepDims: true),
        ["Max/first"] = x => x[0].Max(0),
        ["Max/middle"] = x => x[0].Max(1),
        ["Max/last"] = x => x[0].Max(-1),
        ["Max/keep"] = x => x[0].Max(1, keepDims: true),
    };
}
