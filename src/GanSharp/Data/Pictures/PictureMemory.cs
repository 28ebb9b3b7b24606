namespace GanSharp.Data.Pictures;

/// <summary>
/// Decoded pictures in one array, which is as large as their number needs from the start. It holds one plane per
/// picture until a picture has a colour, then three.
/// </summary>
/// <remarks>Safe for use by several threads at once.</remarks>
/// <param name="count">The number of pictures.</param>
/// <param name="plane">The size of one plane of a picture; the channels do not count.</param>
/// <param name="name">A name for the message if they are too many.</param>
internal sealed class PictureMemory(int count, ImageShape plane, string name)
{
    private readonly Lock _gate = new();
    private readonly bool[] _isRead = new bool[count];
    private ImageShape _shape = plane with { Channels = 1 };
    private byte[] _bytes = [];

    /// <summary>Copies a picture to its place.</summary>
    /// <exception cref="GanSharpException">The pictures are too many for an array.</exception>
    public void Put(int index, ImageDataset image)
    {
        lock (_gate)
        {
            if (_bytes.Length == 0 || image.ImageShape.Channels > _shape.Channels)
                Widen(image.ImageShape.Channels);
            PictureLoader.Spread(image, Place(index));
            _isRead[index] = true;
        }
    }

    /// <summary>Returns the pictures that were put, without gaps. Nothing may be put afterwards.</summary>
    public LoadedImages Taken()
    {
        var (kept, damaged) = PictureLoader.Parted(count, index => _isRead[index]);
        foreach (var (place, index) in kept.Index())
        {
            if (place != index)
                Place(index).CopyTo(Place(place));
        }
        return new(new MemoryImages(_bytes, _shape.Count, kept.Length), _shape, kept, damaged);
    }

    /// <summary>Makes room for pictures of so many channels; those that are there repeat their plane.</summary>
    private void Widen(int channels)
    {
        var (narrow, bytes) = (_shape.Count, _bytes);
        _shape = _shape with { Channels = channels };
        _bytes = GC.AllocateUninitializedArray<byte>(_shape.BytesOf(count, name), pinned: true);
        for (var index = 0; bytes.Length > 0 && index < count; index++)
        {
            for (var at = 0; _isRead[index] && at < _shape.Count; at += narrow)
                bytes.AsSpan(index * narrow, narrow).CopyTo(Place(index)[at..]);
        }
    }

    private Span<byte> Place(int index) => _bytes.AsSpan(index * _shape.Count, _shape.Count);
}
