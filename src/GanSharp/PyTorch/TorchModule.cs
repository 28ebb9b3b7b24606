using GanSharp.IO.PyTorch;
using GanSharp.Tensors;

namespace GanSharp.PyTorch;

/// <summary>The tensors of one module in a file of PyTorch, by the last part of their names.</summary>
/// <param name="Path">The path of the module; empty for the network itself.</param>
/// <param name="Tensors">Its tensors: <c>weight</c>, <c>bias</c>, <c>running_mean</c>, ...</param>
internal sealed record TorchModule(string Path, IReadOnlyDictionary<string, Tensor> Tensors)
{
    private const string Parametrized = ".parametrizations.";

    /// <summary>Returns the modules that have tensors, in the order of the first of each.</summary>
    public static IReadOnlyList<TorchModule> Of(StateDict file) =>
    [
        .. file.Tensors.Select(pair => (Name: Plain(pair.Key), pair.Value))
            .GroupBy(entry => Parent(entry.Name))
            .Select(group => new TorchModule(
                group.Key,
                group.GroupBy(entry => entry.Name[(Parent(entry.Name).Length is > 0 and var n ? n + 1 : 0)..])
                    .ToDictionary(entries => entries.Key, entries => entries.First().Value))),
    ];

    /// <summary>The full name of one of its tensors.</summary>
    public string NameOf(string tensor) => Path.Length == 0 ? tensor : $"{Path}.{tensor}";

    /// <summary>Describes it for messages: <c>main.3 with weight (8, 4)</c>.</summary>
    public override string ToString() =>
        $"{(Path.Length == 0 ? "the network" : Path)} with "
        + string.Join(", ", Tensors.Select(pair => $"{pair.Key} {pair.Value.Shape}"));

    /// <summary>The path before the last dot.</summary>
    public static string Parent(string name) => name.LastIndexOf('.') is >= 0 and var dot ? name[..dot] : "";

    /// <summary>Gives the tensors of a spectral norm of PyTorch 2 the names of PyTorch 1.</summary>
    private static string Plain(string name) =>
        !name.Contains(Parametrized, StringComparison.Ordinal) ? name
            : name.Replace($"{Parametrized}weight.original", ".weight_orig", StringComparison.Ordinal)
                .Replace($"{Parametrized}weight.0._u", ".weight_u", StringComparison.Ordinal)
                .Replace($"{Parametrized}weight.0._v", ".weight_v", StringComparison.Ordinal);
}
