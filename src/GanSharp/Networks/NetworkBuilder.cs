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
    public static Sequential Build(IReadOnlyList<string> lines, Shape input, NetworkContext context) =>
        Build(lines, input, context, [], line => $"layer line {line + 1}");

    /// <summary>
    /// Builds the network of those lines after some modules; <paramref name="place"/> names a line in errors.
    /// </summary>
    internal static Sequential Build(
        IReadOnlyList<string> lines, Shape input, NetworkContext context,
        IEnumerable<(string Kind, Module Module)> before, Func<int, string> place)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(context);
        var chain = new Chain(input, context);
        foreach (var (kind, module) in before)
            chain.Append(kind, module);
        for (var i = 0; i < lines.Count; i++)
        {
            try
            {
                chain.Append(lines[i]);
            }
            catch (Exception error) when (error is GanSharpException or TensorException)
            {
                throw new GanSharpException($"{place(i)} ('{lines[i]}'): {error.Message}", error);
            }
        }
        return chain.End();
    }

    /// <summary>Builds the layers in the brackets of a layer.</summary>
    internal static Sequential Build(string inner, Shape input, NetworkContext context)
    {
        var chain = new Chain(input, context);
        chain.Append(inner);
        return chain.End();
    }

    /// <summary>Whether one of the lines names that layer, inside brackets too.</summary>
    internal static bool Uses(IEnumerable<string> lines, string kind) =>
        lines.Any(line => line.Split(',', '(', ')').Any(layer => layer.Trim().Split(' ')[0] == kind));

    /// <summary>Whether the first layer takes vectors, so that modules before it should yield vectors too.</summary>
    internal static bool TakesVectors(IReadOnlyList<string> lines) =>
        lines.Count > 0
        && LayerCatalogue.All.Any(kind => kind.TakesVectors && kind.Name == lines[0].TrimStart().Split(',', ' ')[0]);

    /// <summary>A chain of layers under construction.</summary>
    private sealed class Chain(Shape input, NetworkContext context)
    {
        private readonly List<(string Kind, Module Module)> _layers = [];
        private Shape _shape = input;

        public void Append(string line)
        {
            foreach (var text in LayerText.Split(line))
            {
                var kind = LayerCatalogue.Find(text.Name);
                if (kind.TakesVectors && _shape.Rank > 1)
                    Append("flatten", new Flatten());
                var module = kind.Build(text, _shape, context);
                text.End(kind.Usage);
                foreach (var (name, layer) in module is Sequential parts
                        ? parts.Kinds.Zip(parts.Layers)
                        : [(kind.Name, module)])
                    Append(name, layer);
            }
        }

        public void Append(string kind, Module module)
        {
            _shape = module.OutputShape(_shape);
            if (_shape.Size > MostNumbers)
                throw new GanSharpException($"makes samples of {_shape}, more than the limit of {MostNumbers} numbers");
            _layers.Add((kind, module));
        }

        public Sequential End() => new(_layers);
    }
}
