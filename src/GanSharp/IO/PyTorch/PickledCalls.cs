namespace GanSharp.IO.PyTorch;

/// <summary>
/// The only classes and functions of Python that a pickle may refer to: those that describe tensors and dictionaries.
/// What they would do is done here; nothing is looked up or run.
/// </summary>
internal static class PickledCalls
{
    private const int MostAxes = 8;

    private static readonly Dictionary<string, StoredType?> Storages = new(StringComparer.Ordinal)
    {
        ["DoubleStorage"] = StoredType.F64,
        ["FloatStorage"] = StoredType.F32,
        ["HalfStorage"] = StoredType.F16,
        ["BFloat16Storage"] = StoredType.BF16,
        ["LongStorage"] = StoredType.I64,
        ["IntStorage"] = StoredType.I32,
        ["ShortStorage"] = StoredType.I16,
        ["CharStorage"] = StoredType.I8,
        ["ByteStorage"] = StoredType.U8,
        ["BoolStorage"] = StoredType.Bool,
        ["UntypedStorage"] = null,
    };

    private static readonly Dictionary<string, StoredType> Types = new(StringComparer.Ordinal)
    {
        ["float64"] = StoredType.F64,
        ["float32"] = StoredType.F32,
        ["float16"] = StoredType.F16,
        ["bfloat16"] = StoredType.BF16,
        ["int64"] = StoredType.I64,
        ["int32"] = StoredType.I32,
        ["int16"] = StoredType.I16,
        ["int8"] = StoredType.I8,
        ["uint8"] = StoredType.U8,
        ["bool"] = StoredType.Bool,
    };

    private static readonly string[] Functions =
    [
        "collections.OrderedDict", "torch.Size", "torch._utils._rebuild_tensor", "torch._utils._rebuild_tensor_v2",
        "torch._utils._rebuild_tensor_v3", "torch._utils._rebuild_parameter",
        "torch._utils._rebuild_parameter_with_state",
    ];

    /// <summary>Whether a pickle may refer to that name.</summary>
    public static bool Allows(PickledName name) =>
        Functions.Contains(name.ToString())
        || (name.Package is "torch" or "torch.storage" && Storages.ContainsKey(name.Name))
        || (name.Package == "torch" && Types.ContainsKey(name.Name));

    /// <summary>Returns what a call makes.</summary>
    public static object? Call(object? callee, object? arguments)
    {
        if (callee is not PickledName name || arguments is not object?[] values)
            throw new InvalidDataException("calls something that is not a function");
        return (name.ToString(), values) switch
        {
            ("collections.OrderedDict", []) => new PickledDictionary(),
            ("collections.OrderedDict", [List<object?> pairs]) => OfPairs(pairs),
            ("torch.Size", [object?[] extents]) => extents,
            ("torch._utils._rebuild_tensor" or "torch._utils._rebuild_tensor_v2",
                [PickledStorage { Type: { } type } storage, long offset, var size, var stride, ..]) =>
                new PickledTensor(storage, type, offset, Numbers(size), Numbers(stride)),
            ("torch._utils._rebuild_tensor_v3",
                [PickledStorage storage, long offset, var size, var stride, _, _, PickledName type, ..])
                when Types.TryGetValue(type.Name, out var stored) =>
                new PickledTensor(
                    storage with { Type = stored, Count = storage.Count / stored.Size() }, stored, offset,
                    Numbers(size), Numbers(stride)),
            ("torch._utils._rebuild_parameter" or "torch._utils._rebuild_parameter_with_state",
                [PickledTensor data, ..]) => data,
            _ => throw new InvalidDataException($"calls {name} with other values than PyTorch writes"),
        };
    }

    /// <summary>Returns what a persistent id names: elements in a file of their own.</summary>
    public static PickledStorage Storage(object? id) =>
        id is object?[] and ["storage", PickledName type, string key, _, long count]
        && Storages.TryGetValue(type.Name, out var stored)
        && count >= 0
            ? new(stored, key, count)
            : throw new InvalidDataException("refers to something that is not the elements of a tensor");

    private static PickledDictionary OfPairs(List<object?> pairs)
    {
        var dictionary = new PickledDictionary();
        foreach (var pair in pairs)
        {
            dictionary.Entries.Add(pair is object?[] and [var key, var value] ? (key, value)
                : throw new InvalidDataException("has a dictionary of something else than pairs"));
        }
        return dictionary;
    }

    private static long[] Numbers(object? tuple) =>
        tuple is object?[] { Length: <= MostAxes } values && values.All(value => value is long and >= 0)
            ? [.. values.Select(value => (long)value!)]
            : throw new InvalidDataException($"has a tensor whose shape is not up to {MostAxes} numbers from 0");
}
