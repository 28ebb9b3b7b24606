using GanSharp.Tensors;

namespace GanSharp.Networks;

/// <summary>The lines of a network in the layer shorthand, each parsed once. Errors name the line.</summary>
/// <param name="lines">Layers; commas separate several on one line.</param>
/// <param name="place">Names a line in errors, by its index; <c>layer line 1</c> and so on by default.</param>
internal sealed class NetworkText(IReadOnlyList<string> lines, Func<int, string>? place = null)
{
    private readonly IReadOnlyList<LayerText>?[] _layers = new IReadOnlyList<LayerText>?[lines.Count];

    /// <summary>The number of lines.</summary>
    public int Count => lines.Count;

    /// <summary>The layers of a line.</summary>
    /// <exception cref="GanSharpException">The line is malformed.</exception>
    public IReadOnlyList<LayerText> this[int line] =>
        _layers[line] ??= InLine(line, () => LayerText.Split(lines[line]));

    /// <summary>The index of the first line with that kind of layer, also inside brackets; -1 if none has it.</summary>
    public int LineOf(string kind)
    {
        for (var line = 0; line < Count; line++)
        {
            if (this[line].Any(layer => layer.Uses(kind)))
                return line;
        }
        return -1;
    }

    /// <summary>
    /// Whether the first layer takes vectors, so that modules before it should yield vectors too.
    /// </summary>
    public bool TakesVectors =>
        Count > 0 && LayerCatalogue.All.Any(kind => kind.TakesVectors && kind.Name == this[0][0].Name);

    /// <summary>Does something with a line; an error of it names the line.</summary>
    public T InLine<T>(int line, Func<T> action)
    {
        try
        {
            return action();
        }
        catch (Exception error) when (error is GanSharpException or TensorException)
        {
            var name = place is null ? $"layer line {line + 1}" : place(line);
            throw new GanSharpException($"{name} ('{lines[line]}'): {error.Message}", error);
        }
    }
}
