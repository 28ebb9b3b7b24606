namespace GanSharp.Tensors.Tests.Ops;

public static partial class OpCases
{
    private static Dictionary<string, Func<Tensor[], Tensor>> Normalization => new()
    {
        ["BatchNorm/features"] = x => x[0].BatchNorm(x[1], x[2]),
        ["BatchNorm/features-plain"] = x => x[0].BatchNorm(null, null),
        ["BatchNorm/images"] = x => x[0].BatchNorm(x[1], x[2]),
        ["BatchNorm/images-plain"] = x => x[0].BatchNorm(null, null),
        ["BatchNorm/gamma-only"] = x => x[0].BatchNorm(x[1], null),
        ["BatchNorm/beta-only"] = x => x[0].BatchNorm(null, x[1]),
        ["BatchNorm/epsilon"] = x => x[0].BatchNorm(x[1], x[2], 0.5),
        ["BatchNorm/features-parts"] = x => x[0].BatchNorm(x[1], x[2], 1e-5, out _, parts: 2),
        ["BatchNorm/images-parts"] = x => x[0].BatchNorm(x[1], x[2], 1e-5, out _, parts: 3),
        ["BatchNorm/images-parts-plain"] = x => x[0].BatchNorm(null, null, 1e-5, out _, parts: 2),
        ["BatchNorm/parts-gamma-only"] = x => x[0].BatchNorm(x[1], null, 1e-5, out _, parts: 2),
        ["BatchNorm/parts-beta-only"] = x => x[0].BatchNorm(null, x[1], 1e-5, out _, parts: 2),
        ["LayerNorm/features"] = x => x[0].LayerNorm(x[1], x[2]),
        ["LayerNorm/features-plain"] = x => x[0].LayerNorm(null, null),
        ["LayerNorm/images"] = x => x[0].LayerNorm(x[1], x[2]),
        ["LayerNorm/images-plain"] = x => x[0].LayerNorm(null, null),
        ["LayerNorm/gamma-only"] = x => x[0].LayerNorm(x[1], null),
        ["LayerNorm/beta-only"] = x => x[0].LayerNorm(null, x[1]),
        ["LayerNorm/epsilon"] = x => x[0].LayerNorm(x[1], x[2], 0.5),
        ["InstanceNorm/images"] = x => x[0].InstanceNorm(x[1], x[2]),
        ["InstanceNorm/images-plain"] = x => x[0].InstanceNorm(null, null),
        ["InstanceNorm/gamma-only"] = x => x[0].InstanceNorm(x[1], null),
        ["InstanceNorm/beta-only"] = x => x[0].InstanceNorm(null, x[1]),
        ["InstanceNorm/epsilon"] = x => x[0].InstanceNorm(x[1], x[2], 0.5),
        ["NormalizeWith/features"] = x => x[0].NormalizeWith(x[1], x[2], x[3], x[4]),
        ["NormalizeWith/images"] = x => x[0].NormalizeWith(x[1], x[2], x[3], x[4]),
        ["NormalizeWith/images-plain"] = x => x[0].NormalizeWith(x[1], x[2], null, null),
        ["NormalizeWith/epsilon"] = x => x[0].NormalizeWith(x[1], x[2], x[3], x[4], 0.5),
    };
}
