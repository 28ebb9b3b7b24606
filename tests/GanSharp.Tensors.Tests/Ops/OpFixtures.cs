using System.Text.Json;

namespace GanSharp.Tensors.Tests.Ops;

/// <summary>The results of PyTorch for the <see cref="OpCases"/>.</summary>
public static class OpFixtures
{
    private static readonly Dictionary<string, OpFixture> ByName = Load();

    public static IEnumerable<string> Names => ByName.Keys;

    public static OpFixture Get(string name) => ByName.TryGetValue(name, out var fixture) ? fixture
        : throw new KeyNotFoundException($"ops.json has no case {name}; add it to make_ops.py and run that");

    private static Dictionary<string, OpFixture> Load()
    {
        using var file = File.OpenRead(Path.Combine(AppContext.BaseDirectory, "Fixtures", "ops.json"));
        return JsonSerializer.Deserialize<Dictionary<string, OpFixture>>(file, JsonSerializerOptions.Web)!;
    }
}

/// <summary>Inputs, output, and the gradients of Σ output · cotangent with respect to the inputs.</summary>
public sealed record OpFixture(Numbers[] Inputs, Numbers Cotangent, Numbers Output, Numbers[] Grads);

/// <summary>The shape and the elements of a tensor.</summary>
public sealed record Numbers(int[] Shape, double[] Data)
{
    public Tensor ToTensor(DType dtype = DType.F64) => Tensor.From(Data, [.. Shape], dtype);
}
