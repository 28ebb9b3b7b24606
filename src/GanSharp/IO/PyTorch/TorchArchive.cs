using System.IO.Compression;
using System.Text;
using GanSharp.Tensors;

namespace GanSharp.IO.PyTorch;

/// <summary>
/// A file of <c>torch.save</c>: a zip archive with a pickle, <c>data.pkl</c>, and the elements of each tensor in a
/// member of their own, <c>data/KEY</c>. Sizes are checked against the length of the file before anything is allocated.
/// Errors about damage are <see cref="InvalidDataException"/>s.
/// </summary>
internal sealed class TorchArchive : IDisposable
{
    /// <summary>How often all elements may be used by tensors, which can share elements.</summary>
    private const int MostShared = 8;

    private const string Pickle = "data.pkl";

    private readonly ZipArchive _zip;
    private readonly Dictionary<string, ZipArchiveEntry> _members = new(StringComparer.Ordinal);
    private readonly string _path, _folder;
    private readonly long _fileBytes;
    private (string Key, byte[] Bytes)? _last;
    private long _taken;

    public TorchArchive(Stream stream, string path)
    {
        (_path, _fileBytes) = (path, stream.Length);
        _zip = new ZipArchive(stream, ZipArchiveMode.Read, leaveOpen: true);
        foreach (var member in _zip.Entries)
            _members.TryAdd(member.FullName, member);
        var pickle = _members.Keys.FirstOrDefault(
                name => name == Pickle || name.EndsWith($"/{Pickle}", StringComparison.Ordinal))
            ?? throw new GanSharpException(
                $"{path}: is a zip archive without {Pickle}, so not one of torch.save; check the path");
        _folder = pickle[..^Pickle.Length];
        if (_members.TryGetValue($"{_folder}byteorder", out var order)
            && Encoding.ASCII.GetString(Bytes(order)) is var name and not "little")
            throw new GanSharpException($"{path}: has {name}-endian numbers; save it on another machine");
    }

    /// <summary>Reads the pickle.</summary>
    /// <exception cref="GanSharpException">It refers to something that is not data.</exception>
    public object? Root() => new Unpickler(_path).Read(Bytes(_members[$"{_folder}{Pickle}"]));

    /// <summary>Reads a tensor of floating-point numbers in single precision.</summary>
    public Tensor Read(string name, PickledTensor tensor)
    {
        var (count, last) = (1L, tensor.Offset);
        if (tensor.Extents.Length != tensor.Strides.Length)
            throw new InvalidDataException($"tensor '{name}' has a shape and strides of different length");
        if (tensor.Storage.Count > _fileBytes || tensor.Offset > _fileBytes)
            throw new InvalidDataException($"tensor '{name}' has more elements than the file has bytes");
        foreach (var (extent, stride) in tensor.Extents.Zip(tensor.Strides))
        {
            if (extent is < 1 or > int.MaxValue || stride > int.MaxValue || (count *= extent) > int.MaxValue)
                throw new InvalidDataException(
                    $"tensor '{name}' has the shape ({string.Join(", ", tensor.Extents)}), which is none of weights");
            if ((last += (extent - 1) * stride) >= tensor.Storage.Count)
                throw new InvalidDataException(
                    $"tensor '{name}' has elements outside of its {tensor.Storage.Count}");
        }
        var size = tensor.Type.Size();
        if (tensor.Offset < 0 || last >= tensor.Storage.Count || count > tensor.Storage.Count)
            throw new InvalidDataException($"tensor '{name}' has elements outside of its {tensor.Storage.Count}");
        if ((_taken += count * size) > MostShared * _fileBytes)
            throw new InvalidDataException($"its tensors are more than {MostShared} times its {_fileBytes} bytes");
        var bytes = Elements(tensor.Storage, size);
        if (last >= bytes.Length / size)
            throw new InvalidDataException($"tensor '{name}' ends after its {bytes.Length} bytes");
        var values = new float[count];
        if (IsDense(tensor))
            tensor.Type.Decode(bytes.AsSpan((int)(tensor.Offset * size), values.Length * size), values);
        else
            Gather(tensor, bytes, values);
        return Tensor.From(
            values, Shape.Create([.. tensor.Extents.Select(extent => (int)extent)]), device: Device.Cpu);
    }

    public void Dispose() => _zip.Dispose();

    private static bool IsDense(PickledTensor tensor)
    {
        var expected = 1L;
        for (var axis = tensor.Extents.Length - 1; axis >= 0; axis--)
        {
            if (tensor.Extents[axis] > 1 && tensor.Strides[axis] != expected)
                return false;
            expected *= tensor.Extents[axis];
        }
        return true;
    }

    /// <summary>Reads the elements of a view, such as a transposed matrix, one by one.</summary>
    private static void Gather(PickledTensor tensor, byte[] bytes, Span<float> values)
    {
        var (size, rank) = (tensor.Type.Size(), tensor.Extents.Length);
        var place = new long[rank];
        for (var i = 0; i < values.Length; i++)
        {
            var at = tensor.Offset;
            for (var axis = 0; axis < rank; axis++)
                at += place[axis] * tensor.Strides[axis];
            tensor.Type.Decode(bytes.AsSpan((int)(at * size), size), values.Slice(i, 1));
            for (var axis = rank - 1; axis >= 0 && ++place[axis] == tensor.Extents[axis]; axis--)
                place[axis] = 0;
        }
    }

    private byte[] Elements(PickledStorage storage, int size)
    {
        if (_last is { } last && last.Key == storage.Key)
            return last.Bytes;
        if (!_members.TryGetValue($"{_folder}data/{storage.Key}", out var member))
            throw new InvalidDataException($"the member data/{storage.Key} is missing");
        if (storage.Count > member.Length / size)
            throw new InvalidDataException(
                $"data/{storage.Key} has {member.Length} bytes, too few for {storage.Count} elements of {size}");
        var bytes = Bytes(member);
        _last = (storage.Key, bytes);
        return bytes;
    }

    private byte[] Bytes(ZipArchiveEntry member)
    {
        if (member.Length != member.CompressedLength)
            throw new GanSharpException(
                $"{_path}: {member.FullName} is compressed, which torch.save never does; save it again in PyTorch");
        if (member.Length > Math.Min(_fileBytes, Array.MaxLength))
            throw new InvalidDataException($"{member.FullName} announces {member.Length} of {_fileBytes} bytes");
        var bytes = new byte[member.Length];
        using var contents = member.Open();
        contents.ReadExactly(bytes);
        return bytes;
    }
}
