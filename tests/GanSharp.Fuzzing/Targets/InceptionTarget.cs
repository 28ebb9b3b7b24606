using System.Reflection;
using System.Text.Json;
using GanSharp.IO;
using GanSharp.Metrics.Features;
using GanSharp.Tensors;

namespace GanSharp.Fuzzing.Targets;

/// <summary>
/// Weights of Inception-v3. An input is a few tensors; they replace those of a whole network with few channels.
/// </summary>
internal static class InceptionTarget
{
    private static readonly Dictionary<string, int[]> Shapes = Load();

    public static FuzzTarget Target =>
        new("inception", "x.safetensors", [Seed], path => $"{InceptionNetwork.Load(path).Size}")
        {
            Tokens = FuzzTarget.Split(
                """
                Conv2d_1a_3x3   Mixed_5b.branch1x1   .conv.weight   .bn.running_var   fc.weight   fc.bias   "F64"
                [0,0]   [1,1,1,1]   [2147483647]   AuxLogits.
                "shape":[0]   "shape":[0,0,0,0]   "shape":[]
                """),
            Pack = Pack,
            Managed = new(64 << 20, 256),
            Native = new(32 << 20, 64),
        };

    private static readonly string[] SeedLayers = ["Conv2d_1a", "fc.", "Mixed_5b.branch1x1."];

    private static byte[] Seed => TensorTargets.Unpacked(path => Save(path, Whole().Where(pair =>
        SeedLayers.Any(layer => pair.Key.StartsWith(layer, StringComparison.Ordinal)))));

    private static byte[] Pack(byte[] bytes)
    {
        var packed = TensorTargets.Pack(bytes);
        try
        {
            return Example.FileOf(path =>
            {
                using var scope = new TensorScope();
                File.WriteAllBytes(path, packed);
                var tensors = Whole();
                foreach (var (name, tensor) in SafeTensors.Load(path).Tensors)
                    tensors[name] = tensor;
                Save(path, tensors);
            });
        }
        catch (GanSharpException)
        {
            return packed;
        }
    }

    private static void Save(string path, IEnumerable<KeyValuePair<string, Tensor>> tensors) =>
        SafeTensors.Save(path, tensors);

    private static Dictionary<string, Tensor> Whole() =>
        Shapes.ToDictionary(pair => pair.Key, pair => Tensor.Ones(Shape.Create(pair.Value)) * 0.01);

    /// <summary>Loads the shapes of the network that the tests compare with PyTorch's.</summary>
    private static Dictionary<string, int[]> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("inception.json")!;
        using var json = JsonDocument.Parse(stream);
        return json.RootElement.GetProperty("tensors").Deserialize<Dictionary<string, int[]>>()!;
    }
}
