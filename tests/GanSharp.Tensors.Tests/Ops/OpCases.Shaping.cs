namespace GanSharp.Tensors.Tests.Ops;

public static partial class OpCases
{
    private static Dictionary<string, Func<Tensor[], Tensor>> Shaping => new()
    {
        ["Reshape/split"] = x => x[0].Reshape([2, 3, 4]),
        ["Reshape/vector"] = x => x[0].Reshape([12]),
        ["Flatten/images"] = x => x[0].Flatten(),
        ["Flatten/matrix"] = x => x[0].Flatten(),
        ["Transpose/matrix"] = x => x[0].Transpose(1, 0),
        ["Transpose/rotate"] = x => x[0].Transpose(2, 0, 1),
        ["Transpose/channels-last"] = x => x[0].Transpose(0, 2, 3, 1),
        ["Concat/rows"] = x => TensorOps.Concat(x, 0),
        ["Concat/channels"] = x => TensorOps.Concat(x, 1),
        ["Concat/last"] = x => TensorOps.Concat(x, -1),
        ["Concat/self"] = x => TensorOps.Concat([x[0], x[0]], 0),
        ["Concat/one"] = x => TensorOps.Concat(x, 0),
        ["Slice/rows"] = x => x[0].Slice(0, 1, 2),
        ["Slice/middle"] = x => x[0].Slice(1, 0, 2),
        ["Slice/last"] = x => x[0].Slice(-1, 2, 1),
        ["Slice/whole"] = x => x[0].Slice(0, 0, 2),
        ["Pad/rows"] = x => x[0].Pad(0, 1, 2),
        ["Pad/middle"] = x => x[0].Pad(1, 2, 0),
        ["Pad/last"] = x => x[0].Pad(-1, 0, 1),
        ["BroadcastTo/rows"] = x => x[0].BroadcastTo([4, 3]),
        ["BroadcastTo/images"] = x => x[0].BroadcastTo([2, 3, 2, 4]),
        ["BroadcastTo/scalar"] = x => x[0].BroadcastTo([2, 3]),
        ["BroadcastTo/same"] = x => x[0].BroadcastTo([2, 3]),
    };
}
