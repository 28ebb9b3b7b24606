namespace GanSharp.Tensors.Tests.Ops;

public static partial class OpCases
{
    private static Dictionary<string, Func<Tensor[], Tensor>> Activations => new()
    {
        ["Relu/vector"] = x => x[0].Relu(),
        ["Relu/matrix"] = x => x[0].Relu(),
        ["LeakyRelu/vector"] = x => x[0].LeakyRelu(),
        ["LeakyRelu/matrix"] = x => x[0].LeakyRelu(),
        ["LeakyRelu/slope"] = x => x[0].LeakyRelu(0.25),
        ["PRelu/shared"] = x => x[0].PRelu(x[1]),
        ["PRelu/features"] = x => x[0].PRelu(x[1]),
        ["PRelu/images"] = x => x[0].PRelu(x[1]),
        ["Elu/vector"] = x => x[0].Elu(),
        ["Elu/matrix"] = x => x[0].Elu(),
        ["Elu/alpha"] = x => x[0].Elu(0.5),
        ["Elu/large"] = x => x[0].Elu(),
        ["Selu/vector"] = x => x[0].Selu(),
        ["Selu/matrix"] = x => x[0].Selu(),
        ["Selu/large"] = x => x[0].Selu(),
        ["Gelu/vector"] = x => x[0].Gelu(),
        ["Gelu/matrix"] = x => x[0].Gelu(),
        ["Gelu/large"] = x => x[0].Gelu(),
        ["Tanh/vector"] = x => x[0].Tanh(),
        ["Tanh/matrix"] = x => x[0].Tanh(),
        ["Tanh/large"] = x => x[0].Tanh(),
        ["Sigmoid/vector"] = x => x[0].Sigmoid(),
        ["Sigmoid/matrix"] = x => x[0].Sigmoid(),
        ["Sigmoid/large"] = x => x[0].Sigmoid(),
        ["Softplus/vector"] = x => x[0].Softplus(),
        ["Softplus/matrix"] = x => x[0].Softplus(),
        ["Softplus/large"] = x => x[0].Softplus(),
        ["Glu/matrix"] = x => x[0].Glu(),
        ["Glu/images"] = x => x[0].Glu(),
        ["Glu/large"] = x => x[0].Glu(),
        ["Maxout/pieces2"] = x => x[0].Maxout(2),
        ["Maxout/pieces5"] = x => x[0].Maxout(5),
    };
}
