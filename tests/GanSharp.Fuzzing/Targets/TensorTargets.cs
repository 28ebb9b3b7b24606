using System.Buffers.Binary;
using GanSharp.IO;
using GanSharp.Metrics.Features;
using GanSharp.Sampling;
using GanSharp.Tensors;
using GanSharp.Training;
using GanSharp.Training.Checkpoints;

namespace GanSharp.Fuzzing.Targets;

/// <summary>
/// Files of tensors. An input is the header, a line feed and the elements; packing adds the length of the header.
/// </summary>
internal static class TensorTargets
{
    // A network may have 2²⁰ parameters more than its file. They exist twice with a moving average, are drawn at
    // random, and have optimiser state.
    private static readonly Bound Tensors = new(1 << 20, 64), Networks = new(32 << 20, 64);

    private static readonly byte[][] Tokens =
    [
        .. FuzzTarget.Split(
            """
            __metadata__   dtype   shape   data_offsets   "F16"   "F32"   "F64"   "I64"   [0,0]   [0,4]   [65536,65536]
            [2147483647,2147483647,0]   [1,1,1,1,1,1]   [[[[[[[[   {"a":   {}   ,   null   \u0000   \ud800   ../../../x
            /etc/x   "a":{"dtype":"F32","shape":[0],"data_offsets":[0,0]},   linear 1000000   linear 60000 x 60000
            conv 8000 k99   maxout 65536 65536   upsample 65536   \n  - linear 9, residual (   65536 normal
            embedding   batch-norm projection   1x4096x4096   3x4096x4096   sample-rows: 32   epochs:
            9223372036854775807
            """),
        .. FuzzTarget.Texts(new string('n', 5000)),
    ];

    public static IReadOnlyList<FuzzTarget> All { get; } =
    [
        Of("safetensors", path => $"{SafeTensors.Load(path).Tensors.Count}", Unpacked(SaveNumbers)) with
        {
            Native = Tensors,
        },
        Of("generator", path => $"{GeneratorFile.Load(path).Image}", Unpacked(SaveGenerator)),
        Of("classifier", path => $"{FeatureNetworks.Load(path).Size}", Unpacked(SaveClassifier)),
        Of("checkpoint", Resume, Checkpoint(1), Checkpoint(3)) with { Pack = PackWithDigest, Blamed = "batch size" },
        Of("networks", path => $"{CheckpointNetworks.Load(path).Generator.Image}", Checkpoint(1)) with
        {
            Pack = PackWithDigest,
        },
    ];

    /// <summary>Creates a checkpoint of a step, as an input.</summary>
    public static byte[] Checkpoint(int step) => Unpacked(path => Example.Train(step, trainer => trainer.Save(path)));

    /// <summary>Turns an input into a file.</summary>
    public static byte[] Pack(byte[] bytes)
    {
        var end = Array.IndexOf(bytes, (byte)'\n') is >= 0 and var found ? found : bytes.Length;
        var length = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64LittleEndian(length, end);
        return [.. length, .. bytes[..end], .. bytes[Math.Min(bytes.Length, end + 1)..]];
    }

    /// <summary>Turns an input into a checkpoint file with the right digest.</summary>
    public static byte[] PackWithDigest(byte[] bytes)
    {
        var packed = Pack(bytes);
        try
        {
            return Example.FileOf(path =>
            {
                using var scope = new TensorScope();
                File.WriteAllBytes(path, packed);
                var file = SafeTensors.Load(path);
                var metadata = file.Metadata.ToDictionary();
                metadata.Remove("sha256");
                metadata["sha256"] = SafeTensors.Digest(file.Tensors, metadata);
                SafeTensors.Save(path, file.Tensors, metadata);
            });
        }
        catch (GanSharpException)
        {
            return packed;
        }
    }

    private static FuzzTarget Of(string name, Func<string, string> read, params byte[][] seeds) =>
        new(name, "x.safetensors", seeds, read)
        {
            Tokens = Tokens,
            Pack = Pack,
            Managed = new(8 << 20, 256),
            Native = Networks,
        };

    private static string Resume(string path)
    {
        using var trainer = Trainer.Resume(Training.Checkpoints.Checkpoint.Load(path), Example.Images);
        return $"{trainer.Step}";
    }

    /// <summary>Turns the file that <paramref name="write"/> writes into an input.</summary>
    public static byte[] Unpacked(Action<string> write)
    {
        var bytes = Example.FileOf(write);
        var end = sizeof(long) + BinaryPrimitives.ReadInt32LittleEndian(bytes);
        return [.. bytes[sizeof(long)..end], (byte)'\n', .. bytes[end..]];
    }

    private static void SaveNumbers(string path) => SafeTensors.Save(
        path, [new("a", Tensor.Ones([2, 3])), new("b", Tensor.Ones([2], DType.F64)), new("c", Tensor.Ones([0, 5]))],
        new Dictionary<string, string> { ["key"] = "a value" });

    private static void SaveClassifier(string path) =>
        new ClassifierNetwork(
            "tiny", new(1, 4, 4), ["a", "b"], ["conv 2 k3, batch-norm, relu", "linear 3, batch-norm", "relu, linear K"])
        {
            Dataset = "noise",
            Training = "none",
        }.Save(path);

    private static void SaveGenerator(string path) => Example.Train(1, trainer =>
        GeneratorFile.Save(
            path, trainer.Sampler.Generator, Example.Recipe, Example.Images.ImageShape, Example.Images.ClassNames));
}
