using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Networks;

/// <summary>A layer that recipes can name.</summary>
/// <param name="Usage">How it is written, such as <c>conv OUT [kSIZE] [sSTRIDE] [pPADDING]</c>.</param>
/// <param name="About">What it does, in one line.</param>
public sealed record LayerInfo(string Usage, string About);

/// <summary>A builder of networks from lines of the layer shorthand; it infers every size.</summary>
public static class NetworkBuilder
{
    /// <summary>The largest output of a layer for one sample: 2²⁶ numbers, 256 MiB in single precision.</summary>
    private const int MostNumbers = 1 << 26;

    /// <summary>Every layer of the shorthand.</summary>
    public static IReadOnlyList<LayerInfo> Layers { get; } =
    [.. LayerCatalogue.All.Select(kind => new LayerInfo(kind.Usage, kind.About))];

    /// <summary>Builds the network of those lines.</summary>
    /// <param name="lines">Layers; commas separate several on one line: <c>linear 1024, batch-norm, relu</c>.</param>
    /// <param name="input">The shape of one input sample.</param>
    /// <param name="context">What the layers need to know about the data.</param>
    /// <exception cref="GanSharpException">A layer is unknown or does not fit; the message names its line.</exception>
    public static Sequential Build(IReadOnlyList<string> lines, Shape input, NetworkContext context)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(context);
        return Build(new NetworkText(lines), .., input, context);
    }

    /// <summary>Builds the network of some lines of a text, after some modules; none by default.</summary>
    internal static Sequential Build(
        NetworkText text, Range lines, Shape input, NetworkContext context,
        IEnumerable<(string Kind, Module Module)>? before = null)
    {
        var chain = new Chain(input, context);
        foreach (var (kind, module) in before ?? [])
            chain.Append(kind, module);
        var (start, count) = lines.GetOffsetAndLength(text.Count);
        for (var line = start; line < start + count; line++)
        {
            var layers = text[line];
            text.InLine(line, () => chain.Append(layers));
        }
        return chain.End();
    }

    /// <summary>Builds the layers in the brackets of a layer.</summary>
    internal static Sequential Build(IReadOnlyList<LayerText> inner, Shape input, NetworkContext context) =>
        new Chain(input, context).Append(inner).End();

    /// <summary>A chain of layers under construction.</summary>
    private sealed class Chain
    {
        private readonly List<(string Kind, Module Module)> _layers = [];
        private readonly List<Shape> _shapes = [];
        private Shape _shape;
        private NetworkContext _context;

        public Chain(Shape input, NetworkContext context) =>
            (_shape, _context) = (input, context with { Earlier = _shapes });

        public Chain Append(IReadOnlyList<LayerText> layers)
        {
            foreach (var layer in layers)
            {
                var kind = LayerCatalogue.Find(layer.Name);
                if (kind.TakesVectors && _shape.Rank > 1)
                    Append("flatten", new Flatten());
                var arguments = new LayerArguments(layer);
                var module = kind.Build(arguments, _shape, _context);
                arguments.End(kind.Usage);
                foreach (var (name, part) in module is Sequential parts
                        ? parts.Kinds.Zip(parts.Layers)
                        : [(kind.Name, module)])
                    Append(name, part);
            }
            return this;
        }

        public void Append(string kind, Module module)
        {
            _shape = module.OutputShape(_shape);
            if (_shape.Size > MostNumbers)
                throw new GanSharpException($"makes samples of {_shape}, more than the limit of {MostNumbers} numbers");
            if (module is StyleMapping)
                _context = _context with { Style = _shape.Size };
            _layers.Add((kind, module));
            _shapes.Add(_shape);
        }

        public Sequential End() => new(_layers);
    }
}
