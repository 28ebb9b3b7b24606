using System.Runtime.InteropServices;
using GanSharp.Tensors;
using Google.Protobuf;

namespace GanSharp.IO.Onnx;

/// <summary>A graph of ONNX that grows node by node. Every value has a name of its own.</summary>
internal sealed class OnnxGraph
{
    /// <summary>The name of the extent that is the size of the batch.</summary>
    public const string Batch = "batch";

    private const int IrVersion = 8, Opset = 17;

    private readonly GraphProto _graph;
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, string> _integers = [];
    private readonly Dictionary<string, string> _renamed = [];

    public OnnxGraph(string name) => _graph = new() { Name = name };

    /// <summary>Declares an input; an extent of null is the size of the batch.</summary>
    public string Input(string name, TensorProto.Types.DataType type, IEnumerable<long?> extents)
    {
        _graph.Input.Add(Info(Unique(name), type, extents));
        return name;
    }

    /// <summary>Reserves a name, so that nothing else gets it.</summary>
    public void Reserve(string name) => _names.Add(name);

    /// <summary>Declares that the graph yields a value, under another name.</summary>
    /// <param name="value">The value, which a node has made.</param>
    /// <param name="name">Its name from now on, which is reserved.</param>
    /// <param name="type">The type of its elements.</param>
    /// <param name="extents">Its extents; null is the size of the batch.</param>
    public void Output(string value, string name, TensorProto.Types.DataType type, IEnumerable<long?> extents)
    {
        value = _renamed.GetValueOrDefault(value, value);
        if (_graph.Node.FirstOrDefault(node => node.Output[0] == value) is not { } maker
            || _graph.Output.Any(output => output.Name == value))
        {
            _graph.Node.Add(new NodeProto
            {
                Name = $"{name}/Identity",
                OpType = "Identity",
                Input = { value },
                Output = { name },
            });
            _graph.Output.Add(Info(name, type, extents));
            return;
        }
        _graph.Output.Add(Info(name, type, extents));
        _renamed[value] = maker.Output[0] = name;
        foreach (var node in _graph.Node)
        {
            for (var i = 0; i < node.Input.Count; i++)
            {
                if (node.Input[i] == value)
                    node.Input[i] = name;
            }
        }
    }

    /// <summary>Adds a node and returns the names of its results.</summary>
    public string[] Node(string place, string op, string[] inputs, int outputs, params AttributeProto[] attributes)
    {
        var name = Unique(place.Length == 0 ? op : $"{place}/{op}");
        string[] results = [name, .. Enumerable.Range(1, outputs - 1).Select(i => Unique($"{name}.{i}"))];
        _graph.Node.Add(new NodeProto
        {
            Name = name,
            OpType = op,
            Input = { inputs },
            Output = { results },
            Attribute = { attributes },
        });
        return results;
    }

    /// <summary>Adds a constant and returns its name.</summary>
    public string Constant(string name, Tensor tensor, TensorProto.Types.DataType type)
    {
        name = Unique(name);
        _graph.Initializer.Add(new TensorProto
        {
            Name = name,
            DataType = type,
            Dims = { tensor.Shape.Extents.ToArray().Select(extent => (long)extent) },
            RawData = BytesOf(tensor, type),
        });
        return name;
    }

    /// <summary>Adds a vector of 64-bit integers, once for each content, and returns its name.</summary>
    public string Integers(params long[] values)
    {
        var key = string.Join(',', values);
        if (!_integers.TryGetValue(key, out var name))
        {
            _integers[key] = name = Unique($"[{key}]");
            _graph.Initializer.Add(new TensorProto
            {
                Name = name,
                DataType = TensorProto.Types.DataType.Int64,
                Dims = { values.Length },
                RawData = ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(values)),
            });
        }
        return name;
    }

    /// <summary>Returns the model with this graph.</summary>
    public ModelProto Model(IEnumerable<KeyValuePair<string, string>> metadata) => new()
    {
        IrVersion = IrVersion,
        ProducerName = "GanSharp",
        ProducerVersion = typeof(OnnxGraph).Assembly.GetName().Version!.ToString(3),
        Graph = _graph,
        OpsetImport = { new OperatorSetIdProto { Domain = "", Version = Opset } },
        MetadataProps =
        {
            metadata.Select(entry => new StringStringEntryProto { Key = entry.Key, Value = entry.Value }),
        },
    };

    private static ByteString BytesOf(Tensor tensor, TensorProto.Types.DataType type) => type switch
    {
        TensorProto.Types.DataType.Int64 => ByteString.CopyFrom(MemoryMarshal.AsBytes<long>(tensor.ToArray<long>())),
        TensorProto.Types.DataType.Double =>
            ByteString.CopyFrom(MemoryMarshal.AsBytes<double>(tensor.ToArray<double>())),
        TensorProto.Types.DataType.Float16 => ByteString.CopyFrom(
            MemoryMarshal.AsBytes<Half>(Array.ConvertAll(tensor.ToArray<float>(), value => (Half)value))),
        _ => ByteString.CopyFrom(MemoryMarshal.AsBytes<float>(tensor.ToArray<float>())),
    };

    private static ValueInfoProto Info(string name, TensorProto.Types.DataType type, IEnumerable<long?> extents) =>
        new()
        {
            Name = name,
            Type = new()
            {
                TensorType = new()
                {
                    ElemType = type,
                    Shape = new()
                    {
                        Dim =
                        {
                            extents.Select(extent => extent is { } fixedTo
                                ? new TensorShapeProto.Types.Dimension { DimValue = fixedTo }
                                : new() { DimParam = Batch }),
                        },
                    },
                },
            },
        };

    private string Unique(string name)
    {
        var unique = name;
        for (var i = 2; !_names.Add(unique); i++)
            unique = $"{name}_{i}";
        return unique;
    }
}
