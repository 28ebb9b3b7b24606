namespace GanSharp.Images;

/// <summary>
/// The whole numbers of a structure in Thrift's compact protocol, by field. Lists and texts are only checked: they must
/// fit into the bytes, so that a reader may allocate what they declare.
/// </summary>
internal sealed class ThriftStruct
{
    private const int MostDepth = 16;

    private readonly Dictionary<int, long> _numbers = [];
    private readonly Dictionary<int, ThriftStruct> _parts = [];

    /// <summary>Number of bytes of the structure.</summary>
    public int Length { get; private init; }

    /// <summary>Parses a structure at the beginning of <paramref name="bytes"/>.</summary>
    /// <exception cref="InvalidDataException">The bytes are not such a structure.</exception>
    public static ThriftStruct Parse(ReadOnlySpan<byte> bytes)
    {
        var parser = new Parser(bytes);
        var root = parser.Struct(0);
        return new(root) { Length = parser.At };
    }

    private ThriftStruct() { }

    private ThriftStruct(ThriftStruct other) => (_numbers, _parts) = (other._numbers, other._parts);

    /// <summary>Returns a whole number; null if there is none.</summary>
    public long? Number(int field) => _numbers.TryGetValue(field, out var number) ? number : null;

    /// <summary>Returns a structure inside this one; null if there is none.</summary>
    public ThriftStruct? Part(int field) => _parts.GetValueOrDefault(field);

    private enum Kind
    {
        Stop, True, False, Byte, Int16, Int32, Int64, Double, Binary, List, Set, Map, Struct, Uuid,
    }

    private ref struct Parser(ReadOnlySpan<byte> bytes)
    {
        private readonly ReadOnlySpan<byte> _bytes = bytes;

        public int At { get; private set; }

        public ThriftStruct Struct(int depth)
        {
            if (depth > MostDepth)
                throw Damaged();
            var (found, field) = (new ThriftStruct(), 0);
            while (Byte() is not (byte)Kind.Stop and var header)
            {
                field = header >> 4 > 0 ? field + (header >> 4) : (int)Integer();
                switch ((Kind)(header & 15))
                {
                    case Kind.True or Kind.False:
                        break;
                    case Kind.Struct:
                        found._parts[field] = Struct(depth + 1);
                        break;
                    case Kind.Int16 or Kind.Int32 or Kind.Int64:
                        found._numbers[field] = Integer();
                        break;
                    case var kind:
                        Skip(kind, depth + 1);
                        break;
                }
            }
            return found;
        }

        private void Skip(Kind kind, int depth)
        {
            if (depth > MostDepth)
                throw Damaged();
            switch (kind)
            {
                case Kind.True or Kind.False or Kind.Byte:
                    Byte();
                    break;
                case Kind.Int16 or Kind.Int32 or Kind.Int64:
                    Varint();
                    break;
                case Kind.Double:
                    Advance(8);
                    break;
                case Kind.Uuid:
                    Advance(16);
                    break;
                case Kind.Binary:
                    Advance(Size());
                    break;
                case Kind.List or Kind.Set:
                    var header = Byte();
                    Elements(header >> 4 < 15 ? header >> 4 : Size(), (Kind)(header & 15), null, depth);
                    break;
                case Kind.Map:
                    if (Size() is > 0 and var count && Byte() is var kinds)
                        Elements(count, (Kind)(kinds >> 4), (Kind)(kinds & 15), depth);
                    break;
                case Kind.Struct:
                    Struct(depth);
                    break;
                default:
                    throw Damaged();
            }
        }

        private void Elements(int count, Kind kind, Kind? value, int depth)
        {
            if (count > _bytes.Length - At)
                throw Damaged();
            for (var i = 0; i < count; i++)
            {
                Skip(kind, depth + 1);
                if (value is { } other)
                    Skip(other, depth + 1);
            }
        }

        private int Size() =>
            Varint() is var size && size <= (ulong)(_bytes.Length - At) ? (int)size : throw Damaged();

        private void Advance(int count) => At = count <= _bytes.Length - At ? At + count : throw Damaged();

        private byte Byte() => At < _bytes.Length ? _bytes[At++] : throw Damaged();

        private long Integer() => Varint() is var number ? (long)(number >> 1) ^ -(long)(number & 1) : 0;

        private ulong Varint()
        {
            var number = 0UL;
            for (var shift = 0; shift < 64; shift += 7)
            {
                var next = Byte();
                number |= (ulong)(next & 127) << shift;
                if (next < 128)
                    return number;
            }
            throw Damaged();
        }

        private static InvalidDataException Damaged() => new("its description is longer than the file");
    }
}
