using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A chain of modules. The layers' paths are their numbers and kinds: <c>0.linear</c>, <c>1.batch-norm</c>. An
/// upsampling and a convolution of stride 1 after it are computed as one operation; see
/// <see cref="TensorOps.UpsampleConv2d"/>.
/// </summary>
public sealed class Sequential : Module
{
    private readonly Module[] _layers;

    /// <summary>Creates the chain of those layers, each with the name of its kind.</summary>
    public Sequential(IEnumerable<(string Kind, Module Module)> layers)
    {
        var named = layers.ToArray();
        Kinds = Array.ConvertAll(named, layer => layer.Kind);
        _layers = [.. named.Select((layer, i) => Child($"{i}.{layer.Kind}", layer.Module))];
    }

    /// <summary>The layers, first to last.</summary>
    public IReadOnlyList<Module> Layers => _layers;

    /// <summary>The names of the layers' kinds, first to last.</summary>
    public IReadOnlyList<string> Kinds { get; }

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        for (var i = 0; i < _layers.Length; i++)
        {
            if (_layers.AsSpan(i) is [Resample { Scale: { } scale }, Conv2d { TakesUpsampled: true } conv, ..])
            {
                x = conv.ForwardUpsampled(x, scale, pass);
                i++;
            }
            else
                x = _layers[i].Forward(x, pass);
        }
        return x;
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) =>
        _layers.Aggregate(input, (shape, layer) => layer.OutputShape(shape));
}
