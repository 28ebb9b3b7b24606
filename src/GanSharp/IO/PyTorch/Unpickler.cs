namespace GanSharp.IO.PyTorch;

/// <summary>
/// A reader of the pickles that <c>torch.save</c> writes. It builds numbers, text, lists, tuples, dictionaries and
/// descriptions of tensors, and nothing else: a pickle that refers to any other class or function is refused by name.
/// Errors about damage are <see cref="InvalidDataException"/>s.
/// </summary>
internal sealed class Unpickler(string path)
{
    private static readonly object Mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];

    /// <summary>Returns the object of a pickle.</summary>
    /// <exception cref="GanSharpException">It refers to something that is not data.</exception>
    public object? Read(ReadOnlySpan<byte> pickle)
    {
        var reader = new PickleReader(pickle);
        while (true)
        {
            var code = reader.Byte();
            if (code == '.')
                return Pop();
            if (!TryLiteral(code, ref reader, out var literal))
                Build(code, ref reader);
            else
                _stack.Add(literal);
        }
    }

    /// <summary>Reads a value that stands for itself.</summary>
    private bool TryLiteral(byte code, ref PickleReader reader, out object? value)
    {
        value = (char)code switch
        {
            '(' => Mark,
            'N' => null,
            '\x88' => true,
            '\x89' => false,
            'J' => (long)reader.Int32(),
            'K' => (long)reader.Byte(),
            'M' => (long)reader.UInt16(),
            '\x8a' => reader.Integer(reader.Byte()),
            '\x8b' => reader.Integer(reader.Length()),
            'G' => reader.Double(),
            'X' => reader.Text(reader.Length()),
            '\x8c' => reader.Text(reader.Byte()),
            '\x8d' => reader.Text(reader.LongLength()),
            'U' => reader.Text(reader.Byte()),
            'T' => reader.Text(reader.Length()),
            'B' => reader.Take(reader.Length()).ToArray(),
            'C' => reader.Take(reader.Byte()).ToArray(),
            '\x8e' => reader.Take(reader.LongLength()).ToArray(),
            ')' => Array.Empty<object?>(),
            ']' => new List<object?>(),
            '}' => new PickledDictionary(),
            'h' => Remembered(reader.Byte()),
            'j' => Remembered(reader.Length()),
            'c' => Refer(reader.Line(), reader.Line()),
            _ => this,
        };
        return !ReferenceEquals(value, this);
    }

    /// <summary>Does what an instruction asks for with the values read before.</summary>
    private void Build(byte code, ref PickleReader reader)
    {
        switch ((char)code)
        {
            case '\x80':
                reader.Byte();
                break;
            case '\x95':
                reader.LongLength();
                break;
            case 'q':
                _memo[reader.Byte()] = Top();
                break;
            case 'r':
                _memo[reader.Length()] = Top();
                break;
            case '\x94':
                _memo[_memo.Count] = Top();
                break;
            case '0':
                Pop();
                break;
            case '1':
                PopToMark();
                break;
            case 't':
                _stack.Add(PopToMark());
                break;
            case '\x85' or '\x86' or '\x87':
                _stack.Add(PopMany(code - 0x84));
                break;
            case 'l':
                _stack.Add(PopToMark().ToList());
                break;
            case 'd':
                var dictionary = new PickledDictionary();
                AddPairs(dictionary, PopToMark());
                _stack.Add(dictionary);
                break;
            case 'a':
                Append([Pop()]);
                break;
            case 'e':
                Append(PopToMark());
                break;
            case 's':
                Set(PopMany(2));
                break;
            case 'u':
                Set(PopToMark());
                break;
            case '\x93':
                var (name, module) = (Pop(), Pop());
                _stack.Add(module is string m && name is string n ? Refer(m, n)
                    : throw new InvalidDataException("refers to a class without a name"));
                break;
            case 'R':
                var arguments = Pop();
                _stack.Add(PickledCalls.Call(Pop(), arguments));
                break;
            case 'b':
                Pop(); // the attributes of a dictionary, such as the versions of modules
                if (Top() is not PickledDictionary)
                    throw new InvalidDataException("sets attributes of something that is not a dictionary");
                break;
            case 'Q':
                _stack.Add(PickledCalls.Storage(Pop()));
                break;
            default:
                throw new InvalidDataException(
                    $"has the instruction 0x{code:X2} at byte {reader.Position - 1}, which data does not need");
        }
    }

    private PickledName Refer(string module, string name)
    {
        var reference = new PickledName(module, name);
        return PickledCalls.Allows(reference) ? reference : throw new GanSharpException(
            $"{path}: asks for {reference}, which is not data; refused. "
            + "In PyTorch, save the weights alone: torch.save(model.state_dict(), path)");
    }

    private object? Remembered(long index) => _memo.TryGetValue(index, out var value) ? value
        : throw new InvalidDataException($"refers to a value {index} that it does not have");

    private void Append(object?[] values)
    {
        if (Top() is not List<object?> list)
            throw new InvalidDataException("appends to something that is not a list");
        list.AddRange(values);
    }

    private void Set(object?[] pairs)
    {
        if (Top() is not PickledDictionary dictionary)
            throw new InvalidDataException("sets entries of something that is not a dictionary");
        AddPairs(dictionary, pairs);
    }

    private static void AddPairs(PickledDictionary dictionary, object?[] pairs)
    {
        if (pairs.Length % 2 != 0)
            throw new InvalidDataException("has a key without a value");
        for (var i = 0; i < pairs.Length; i += 2)
            dictionary.Entries.Add((pairs[i], pairs[i + 1]));
    }

    private object? Top() => _stack.Count > 0 && !ReferenceEquals(_stack[^1], Mark) ? _stack[^1]
        : throw new InvalidDataException("uses a value that it does not have");

    private object? Pop()
    {
        var top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object?[] PopMany(int count)
    {
        var values = new object?[count];
        for (var i = count - 1; i >= 0; i--)
            values[i] = Pop();
        return values;
    }

    private object?[] PopToMark()
    {
        var mark = _stack.FindLastIndex(value => ReferenceEquals(value, Mark));
        if (mark < 0)
            throw new InvalidDataException("ends a list that it has not begun");
        var values = _stack.GetRange(mark + 1, _stack.Count - mark - 1).ToArray();
        _stack.RemoveRange(mark, _stack.Count - mark);
        return values;
    }
}
