namespace GanSharp.Tensors.Tests.Ops;

public static partial class OpCases
{
    private static Dictionary<string, Func<Tensor[], Tensor>> Convolution => new()
    {
        ["Conv2d/k1"] = x => x[0].Conv2d(x[1], x[2]),
        ["Conv2d/k3"] = x => x[0].Conv2d(x[1], x[2]),
        ["Conv2d/k3p1"] = x => x[0].Conv2d(x[1], x[2], padding: 1),
        ["Conv2d/k3p1-no-bias"] = x => x[0].Conv2d(x[1], padding: 1),
        ["Conv2d/k4s2p1"] = x => x[0].Conv2d(x[1], x[2], stride: 2, padding: 1),
        ["Conv2d/k3s2-leftover"] = x => x[0].Conv2d(x[1], x[2], stride: 2),
        ["Conv2d/k5s2p2"] = x => x[0].Conv2d(x[1], x[2], stride: 2, padding: 2),
        ["Conv2d/k2s3-leftover"] = x => x[0].Conv2d(x[1], x[2], stride: 3),
        ["Conv2d/k3p3"] = x => x[0].Conv2d(x[1], x[2], padding: 3),
        ["Conv2d/k1x3"] = x => x[0].Conv2d(x[1], x[2]),
        ["Conv2d/k3x2s2p1"] = x => x[0].Conv2d(x[1], x[2], stride: 2, padding: 1),
        ["Conv2d/whole-image"] = x => x[0].Conv2d(x[1], x[2]),
        ["Conv2d/past-a-tile"] = x => x[0].Conv2d(x[1], padding: 1),
        ["ConvTranspose2d/k1"] = x => x[0].ConvTranspose2d(x[1], x[2]),
        ["ConvTranspose2d/k3p1"] = x => x[0].ConvTranspose2d(x[1], x[2], padding: 1),
        ["ConvTranspose2d/k4s2p1"] = x => x[0].ConvTranspose2d(x[1], x[2], stride: 2, padding: 1),
        ["ConvTranspose2d/k4s2p1-no-bias"] = x => x[0].ConvTranspose2d(x[1], stride: 2, padding: 1),
        ["ConvTranspose2d/k3s2p1o1"] = x => x[0].ConvTranspose2d(x[1], x[2], stride: 2, padding: 1, outputPadding: 1),
        ["ConvTranspose2d/k5s2p2o1"] = x => x[0].ConvTranspose2d(x[1], x[2], stride: 2, padding: 2, outputPadding: 1),
        ["ConvTranspose2d/k2s3-gaps"] = x => x[0].ConvTranspose2d(x[1], x[2], stride: 3),
        ["ConvTranspose2d/k2s3o2"] = x => x[0].ConvTranspose2d(x[1], x[2], stride: 3, outputPadding: 2),
        ["ConvTranspose2d/from-a-point"] = x => x[0].ConvTranspose2d(x[1], x[2]),
        ["ConvTranspose2d/k2x3s2"] = x => x[0].ConvTranspose2d(x[1], x[2], stride: 2),
        ["UpsampleConv2d/x2k3p1"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 2, padding: 1),
        ["UpsampleConv2d/x2k3p1-no-bias"] = x => x[0].UpsampleConv2d(x[1], null, scale: 2, padding: 1),
        ["UpsampleConv2d/x2k3"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 2),
        ["UpsampleConv2d/x2k4p2"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 2, padding: 2),
        ["UpsampleConv2d/x3k2p1"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 3, padding: 1),
        ["UpsampleConv2d/x4k3p2"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 4, padding: 2),
        ["UpsampleConv2d/x2k5p4"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 2, padding: 4),
        ["UpsampleConv2d/x2k1"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 2),
        ["UpsampleConv2d/x1k3p1"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 1, padding: 1),
        ["UpsampleConv2d/x2k3p3"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 2, padding: 3),
        ["UpsampleConv2d/x2k2x3p1"] = x => x[0].UpsampleConv2d(x[1], x[2], scale: 2, padding: 1),
    };
}
