using System.Buffers.Binary;
using System.Text;
using GanSharp.IO.PyTorch;

namespace GanSharp.Fuzzing.Targets;

/// <summary>Weights that PyTorch saved: pickles in zip files, safetensors of any type, and their index.</summary>
internal static class TorchTargets
{
    // Tensors may share elements, and half precision doubles in size.
    private static readonly Bound Managed = new(8 << 20, 512), Native = new(1 << 20, 64);

    private static readonly byte[][] Instructions =
    [
        .. FuzzTarget.Texts(
            "cos\nsystem\n", "cbuiltins\neval\n", "ccollections\nOrderedDict\n", "ctorch\nHalfStorage\n",
            "ctorch\nLongStorage\n", "ctorch._utils\n_rebuild_parameter\n", "ctorch._utils\n_rebuild_tensor_v3\n",
            "ctorch\nfloat32\n", "state_dict", "netG", "module.", "num_batches_tracked", "data/0", "archive/"),
        [0x8A, 8, 255, 255, 255, 255, 255, 255, 255, 127], [0x8B, 255, 255, 255, 255], [0x8C, 255],
        [0x8D, 255, 255, 255, 255, 0, 0, 0, 0], [0x95, 1, 0, 0, 0, 0, 0, 0, 0], [0x94], [0x93], [0x81], [0x85], [0x86],
        [0x87], [0x88], "]"u8.ToArray(), "}"u8.ToArray(), ")"u8.ToArray(), "("u8.ToArray(), "t"u8.ToArray(),
        "R"u8.ToArray(), "Q"u8.ToArray(), "b"u8.ToArray(), "u"u8.ToArray(), "K\0"u8.ToArray(), "h\0"u8.ToArray(),
        "q\0"u8.ToArray(), "J\u007f\u007f\u007f\u007f"u8.ToArray(), TorchExample.Separator,
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        new("torch", "x.pt", [TorchExample.Input()], Read)
        {
            Tokens = Instructions,
            Pack = TorchExample.Pack,
            Managed = Managed,
            Native = Native,
        },
        new("torch-zip", "x.pt", [TorchExample.Pack(TorchExample.Input())], Read)
        {
            Tokens = [.. Instructions, .. FuzzTarget.Texts("PK\u0001\u0002", "PK\u0003\u0004", "PK\u0005\u0006")],
            Managed = Managed,
            Native = Native,
        },
        new("torch-safetensors", "x.safetensors", [HalfPrecision()], Read)
        {
            Tokens = [.. FuzzTarget.Split("\"F16\"   \"BF16\"   \"I64\"   \"BOOL\"   [0,2]   [9]   module.   netG.")],
            Pack = TensorTargets.Pack,
            Managed = Managed,
            Native = Native,
        },
        new("torch-index", "model.safetensors.index.json", [Index()], Read)
        {
            Tokens =
                [.. FuzzTarget.Split("../x   /etc/passwd   \"weight_map\"   {}   null   a.safetensors   ..   \"\"")],
            Prepare = folder => FuzzTargets.Put(folder, "a.safetensors", TensorTargets.Pack(HalfPrecision())),
            Managed = Managed,
            Native = Native,
        },
    ];

    private static string Read(string path)
    {
        var file = StateDict.Load(path);
        return $"{file.Tensors.Count} {file.LeftOut.Count} {file.Tensors[0].Value.Shape.Rank}";
    }

    private static byte[] Index() => Encoding.UTF8.GetBytes(
        """{"metadata": {"total_size": 10}, "weight_map": {"a": "a.safetensors", "b": "a.safetensors"}}""");

    private static byte[] HalfPrecision()
    {
        var elements = new byte[18];
        BinaryPrimitives.WriteHalfLittleEndian(elements, (Half)1.5);
        const string Header =
            """
            {"a":{"dtype":"F16","shape":[2],"data_offsets":[0,4]},
            "b":{"dtype":"BF16","shape":[3],"data_offsets":[4,10]},
            "c":{"dtype":"I64","shape":[],"data_offsets":[10,18]}}
            """;
        return [.. Encoding.UTF8.GetBytes(Header.ReplaceLineEndings("")), (byte)'\n', .. elements];
    }
}
