namespace GanSharp.Tensors.Tests.Ops;

public static partial class OpCases
{
    private static Dictionary<string, Func<Tensor[], Tensor>> Pooling => new()
    {
        ["UpsampleNearest/x1"] = x => x[0].UpsampleNearest(1),
        ["UpsampleNearest/x2"] = x => x[0].UpsampleNearest(2),
        ["UpsampleNearest/x2-wide"] = x => x[0].UpsampleNearest(2),
        ["UpsampleNearest/x3"] = x => x[0].UpsampleNearest(3),
        ["Blur2d/plain"] = x => x[0].Blur2d(),
        ["Blur2d/wide"] = x => x[0].Blur2d(),
        ["Blur2d/two"] = x => x[0].Blur2d(),
        ["Blur2d/one"] = x => x[0].Blur2d(),
        ["AvgPool2d/k2s2"] = x => x[0].AvgPool2d(2, 2),
        ["AvgPool2d/k2s2-wide"] = x => x[0].AvgPool2d(2, 2),
        ["AvgPool2d/k3s3"] = x => x[0].AvgPool2d(3, 3),
        ["AvgPool2d/k2s2-leftover"] = x => x[0].AvgPool2d(2, 2),
        ["AvgPool2d/k3s2-overlapping"] = x => x[0].AvgPool2d(3, 2),
        ["AvgPool2d/k3s1"] = x => x[0].AvgPool2d(3, 1),
        ["AvgPool2d/k2s3-gaps"] = x => x[0].AvgPool2d(2, 3),
        ["AvgPool2d/k1s2"] = x => x[0].AvgPool2d(1, 2),
        ["MaxPool2d/k2s2"] = x => x[0].MaxPool2d(2, 2),
        ["MaxPool2d/k2s2-leftover"] = x => x[0].MaxPool2d(2, 2),
        ["MaxPool2d/k3s2-overlapping"] = x => x[0].MaxPool2d(3, 2),
        ["MaxPool2d/k3s1"] = x => x[0].MaxPool2d(3, 1),
        ["MaxPool2d/k2s3-gaps"] = x => x[0].MaxPool2d(2, 3),
        ["MaxPool2d/k1s2"] = x => x[0].MaxPool2d(1, 2),
    };
}
