using GanSharp.Nn;
using GanSharp.Tensors;

namespace GanSharp.Networks;

/// <summary>A layer that recipes can name.</summary>
/// <param name="Usage">How it is written, such as <c>conv OUT [kSIZE] [sSTRIDE] [pPADDING]</c>.</param>
/// <param name="About">What it does, in a line.</param>
public sealed record LayerInfo(string Usage, string About);

/// <summary>Turns the lines of the layer shorthand into a network, inferring every size on the way.</summary>
public static class NetworkBuilder
{
    /// <summary>Every layer of the shorthand.</summary>
    public static IReadOnlyList<LayerInfo> Layers { get; } = [.. LayerCatalogue.All.Select(kind => new LayerInfo(kind.Usage, kind.About))];

    /// <summary>The network of those lines.</summary>
    /// <param name="lines">Layers, several on a line divided by commas: <c>linear 1024, batch-norm, relu</c>.</param>
    /// <param name="input">The shape of one input sample.</param>
    /// <param name="context">What the layers must know of the data.</param>
    /// <param name="first">A module that comes before the lines, such as one that joins labels to the input; null for none.</param>
    /// <exception cref="GanSharpException">A layer is unknown or does not fit; the message names its line.</exception>
    public static Sequential Build(IReadOnlyList<string> lines, Shape input, NetworkContext context, (string Kind, Module Module)? first = null)
    {
        ArgumentNullException.ThrowIfNull(lines);
        ArgumentNullException.ThrowIfNull(context);
        var layers = new List<(string Kind, Module Module)>();
        if (first is { } joined)
        {
            if (TakesVectors(lines) && input.Rank > 1)
                Append("flatten", new Flatten());
            Append(joined.Kind, joined.Module);
        }
        for (var i = 0; i < lines.Count; i++)
        {
            try
            {
                foreach (var text in lines[i].Split(','))
                    AppendText(new LayerText(text));
            }
            catch (Exception error) when (error is GanSharpException or TensorException)
            {
                throw new GanSharpException($"layer line {i + 1} ('{lines[i]}'): {error.Message}", error);
            }
        }
        return new Sequential(layers);

        void AppendText(LayerText text)
        {
            var kind = LayerCatalogue.Find(text.Name);
            if (kind.TakesVectors && input.Rank > 1)
                Append("flatten", new Flatten());
            var module = kind.Build(text, input, context);
            text.End(kind.Usage);
            Append(kind.Name, module);
        }

        void Append(string kind, Module module)
        {
            input = module.OutputShape(input);
            layers.Add((kind, module));
        }
    }

    /// <summary>Whether the first layer works on vectors, so that what comes before it should make vectors too.</summary>
    private static bool TakesVectors(IReadOnlyList<string> lines) =>
        lines.Count > 0 && LayerCatalogue.All.Any(kind => kind.TakesVectors && kind.Name == lines[0].TrimStart().Split(',', ' ')[0]);
}
