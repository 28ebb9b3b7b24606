using GanSharp.Tensors;

namespace GanSharp.IO.PyTorch;

/// <summary>
/// The weights of one network from a file of PyTorch, by the names that its modules have there.
/// </summary>
/// <param name="Tensors">The tensors by name, in single precision.</param>
/// <param name="LeftOut">
/// Names of tensors of whole numbers, which are not weights: <c>num_batches_tracked</c> of batch norms.
/// </param>
/// <param name="IsOrdered">
/// Whether the order is that of the modules, as in files of <c>torch.save</c>. Safetensors files lose it.
/// </param>
public sealed record StateDict(
    IReadOnlyList<KeyValuePair<string, Tensor>> Tensors, IReadOnlyList<string> LeftOut, bool IsOrdered)
{
    private const int SignatureBytes = 4;
    private const string Remedy = "fetch or save the file again";

    /// <summary>
    /// Reads the weights of a network from a file of <c>torch.save</c> (<c>.pt</c>, <c>.pth</c>: the zip format of
    /// PyTorch 1.6 and later), a safetensors file, or the index of several (<c>model.safetensors.index.json</c>).
    /// Numbers in double, half or bfloat16 precision become single. Nothing of a pickle is run: one that refers to
    /// anything but tensors and dictionaries is refused.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="part">
    /// The key or the prefix of the network, such as <c>netG</c>; by default the names that generators usually have.
    /// Prefixes that all names share, such as <c>module.</c>, are removed.
    /// </param>
    /// <exception cref="GanSharpException">
    /// The file is missing or damaged, asks for something that is not data, has no tensors, or has NaN or infinity.
    /// </exception>
    public static StateDict Load(string path, string? part = null)
    {
        ArgumentNullException.ThrowIfNull(path);
        return InputFile.Read(path, stream => FirstBytes(stream) switch
        {
            [(byte)'P', (byte)'K', 3, 4] => OfArchive(stream, path, part),
            [0x80, 2, 0x8A, 10] => throw new GanSharpException(
                $"{path}: has the format of PyTorch before 1.6, which is not read; save it again there: "
                + "torch.save(torch.load(path), path)"),
            _ when path.EndsWith(SafeTensorsSource.IndexSuffix, StringComparison.OrdinalIgnoreCase) =>
                OfIndex(SafeTensorsSource.Files(stream, path), path, part),
            _ => Of([.. SafeTensorsSource.Of(stream, path)], path, part, isOrdered: false),
        });
    }

    private static StateDict OfArchive(Stream stream, string path, string? part)
    {
        try
        {
            using var archive = new TorchArchive(stream, path);
            var tensors = StateDictChoice.Tensors(archive.Root(), path, part);
            return Of(
                [
                    .. tensors.Select(entry => new TensorSource(
                        entry.Name, entry.Tensor.Type.IsFloat(), () => archive.Read(entry.Name, entry.Tensor))),
                ],
                path, part, isOrdered: true);
        }
        // The zip reader reports damage by several kinds of exceptions.
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException or NotSupportedException
            or ArgumentException or OverflowException)
        {
            throw GanSharpException.Damaged($"{path}: {e.Message.TrimEnd('.')}", Remedy, e);
        }
    }

    private static StateDict OfIndex(IReadOnlyList<string> files, string path, string? part)
    {
        var folder = Path.GetDirectoryName(path) ?? "";
        var tensors = files.SelectMany(file => InputFile.Read(Path.Combine(folder, file), stream =>
        {
            var sources = SafeTensorsSource.Of(stream, Path.Combine(folder, file));
            return sources.Select(source => source.IsFloat && source.Read() is var tensor
                ? source with { Read = () => tensor } : source).ToArray();
        }));
        return Of([.. tensors], path, part, isOrdered: false);
    }

    private static StateDict Of(IReadOnlyList<TensorSource> all, string path, string? part, bool isOrdered)
    {
        var chosen = StateDictChoice.Network(all, path, part);
        if (chosen.GroupBy(tensor => tensor.Name).FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw GanSharpException.Damaged($"{path}: has {twice.Key} twice", Remedy);
        var weights = chosen.Where(tensor => tensor.IsFloat && !StateDictChoice.IsCounter(tensor.Name)).ToArray();
        if (weights.Length == 0)
            throw new GanSharpException($"{path}: has no weights; save model.state_dict() in PyTorch");
        var tensors = weights.Select(tensor => KeyValuePair.Create(tensor.Name, tensor.Read())).ToArray();
        if (NotFinite.First(tensors.Select(pair => (pair.Key, pair.Value))) is { } trouble)
            throw new GanSharpException($"{path}: {trouble}; such weights are useless, so fetch the file again");
        return new(tensors, [.. chosen.Except(weights).Select(tensor => tensor.Name)], isOrdered);
    }

    private static byte[] FirstBytes(Stream stream)
    {
        var bytes = new byte[Math.Min(SignatureBytes, stream.Length)];
        stream.ReadExactly(bytes);
        stream.Position = 0;
        return bytes;
    }
}
