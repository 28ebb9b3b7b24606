using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A chain of modules. The layers' paths are their numbers and kinds: <c>0.linear</c>, <c>1.batch-norm</c>. An
/// upsampling and a convolution of stride 1 after it are computed as one operation; see
/// <see cref="TensorOps.UpsampleConv2d"/>. The output of a <see cref="StyleMapping"/> is the style of the layers after
/// it. The parts of the image that <see cref="ToImage"/> layers make add up until a <see cref="SkipImage"/>. A
/// <see cref="SkipExcitation"/> reads the output of an earlier layer.
/// </summary>
public sealed class Sequential : Module
{
    private readonly Module[] _layers;
    private readonly HashSet<int> _sources;

    /// <summary>Creates the chain of those layers, each with the name of its kind.</summary>
    public Sequential(IEnumerable<(string Kind, Module Module)> layers)
    {
        var named = layers.ToArray();
        Kinds = Array.ConvertAll(named, layer => layer.Kind);
        _layers = [.. named.Select((layer, i) => Child($"{i}.{layer.Kind}", layer.Module))];
        var parts = Array.FindLastIndex(_layers, layer => layer is ToImage);
        var image = Array.FindIndex(_layers, layer => layer is SkipImage);
        if ((parts < 0) != (image < 0) || image < parts)
            throw new TensorException("image", "a chain needs to-image layers and, after all of them, one image layer");
        _sources = [.. _layers.OfType<SkipExcitation>().Select(layer => layer.Source)];
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Module> Layers => _layers;

    /// <summary>The names of the layers' kinds, first to last.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        Tensor? image = null;
        var earlier = new Dictionary<int, Tensor>();
        for (var i = 0; i < _layers.Length; i++)
        {
            switch (_layers[i])
            {
                case Resample { Scale: { } scale }
                    when Next(i) is WeightedLayer { TakesUpsampled: true } conv && !_sources.Contains(i):
                    x = conv.ForwardUpsampled(x, scale, pass);
                    i++;
                    break;
                case StyleMapping mapping:
                    x = mapping.Forward(x, pass);
                    pass = pass with { Style = pass.Restyle?.Invoke(x) ?? new(x) };
                    break;
                case ToImage toImage:
                    image = toImage.AddTo(image, x, pass);
                    break;
                case SkipImage:
                    x = image!;
                    break;
                case SkipExcitation skip:
                    x = skip.Excite(x, earlier[skip.Source], pass);
                    break;
                case var layer:
                    x = layer.Forward(x, pass);
                    break;
            }
            if (_sources.Contains(i))
                earlier.Add(i, x);
        }
        return x;
    }

    /// <summary>Whether a mapping in the chain makes a style.</summary>
    internal bool HasStyle => Array.Exists(_layers, layer => layer is StyleMapping);

    /// <summary>Computes the style of each sample, without the layers after the mapping.</summary>
    internal Tensor StyleOf(Tensor x, Pass pass) => _layers
        .Take(1 + Array.FindIndex(_layers, layer => layer is StyleMapping))
        .Aggregate(x, (y, layer) => layer.Forward(y, pass));

    private Module? Next(int i) => i + 1 < _layers.Length ? _layers[i + 1] : null;

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        _layers.Aggregate(input, (shape, layer) => layer.OutputShape(shape));

    /// <inheritdoc/>
    internal override IEnumerable<(string Name, Module Module, Shape Input)> Nested(Shape input)
    {
        foreach (var (i, (kind, layer)) in Kinds.Zip(_layers).Index())
        {
            yield return ($"{i}.{kind}", layer, input);
            input = layer.OutputShape(input);
        }
    }
}
