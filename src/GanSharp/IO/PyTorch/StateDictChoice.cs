namespace GanSharp.IO.PyTorch;

/// <summary>Finds the weights of one network in what a file holds.</summary>
internal static class StateDictChoice
{
    private const int MostNested = 4;
    private const string Counter = ".num_batches_tracked";

    /// <summary>Keys and prefixes by which programs call a generator, the averaged one first.</summary>
    private static readonly string[] Generators =
    [
        "g_ema", "G_ema", "ema_generator", "generator_ema", "netG_ema", "netG", "generator", "Generator", "gen", "G",
        "g", "generator_state_dict", "G_state_dict", "netG_state_dict", "model_G", "modelG",
    ];

    private static readonly string[] Wrappers =
        ["state_dict", "model_state_dict", "model", "params_ema", "params", "weights", "net", "network"];

    private static readonly string[] Wrapping = ["module", "_orig_mod", "model"];

    /// <summary>Returns the dictionary of tensors in the object of a pickle.</summary>
    public static IReadOnlyList<(string Name, PickledTensor Tensor)> Tensors(object? root, string path, string? part)
    {
        for (var depth = 0; depth < MostNested; depth++)
        {
            if (root is not PickledDictionary dictionary)
                throw new GanSharpException(
                    $"{path}: holds {Kind(root)}, not the dictionary of a network; "
                    + "in PyTorch, save the weights: torch.save(model.state_dict(), path)");
            var tensors = dictionary.Named.Where(entry => entry.Value is PickledTensor)
                .Select(entry => (entry.Name, (PickledTensor)entry.Value!)).ToArray();
            if (tensors.Length > 0)
                return tensors;
            var inner = dictionary.Named.Where(entry => entry.Value is PickledDictionary { Entries.Count: > 0 })
                .ToArray();
            var named = Array.FindIndex(inner, entry => entry.Name == part);
            root = named >= 0 ? inner[named].Value : Choose(inner, path);
        }
        throw new GanSharpException(
            $"{path}: has dictionaries in dictionaries, but no tensors in reach; save one alone");
    }

    /// <summary>Returns the tensors of one network by names without common prefixes.</summary>
    public static IReadOnlyList<TensorSource> Network(IReadOnlyList<TensorSource> tensors, string path, string? part)
    {
        tensors = Stripped(tensors);
        var wanted = part is not null ? (string[])[part] : Generators;
        foreach (var prefix in wanted)
        {
            var own = tensors.Where(tensor => tensor.Name.StartsWith($"{prefix}.", StringComparison.Ordinal)).ToArray();
            if (own.Length > 0)
                return Stripped([.. own.Select(tensor => tensor with { Name = tensor.Name[(prefix.Length + 1)..] })]);
        }
        return tensors;
    }

    /// <summary>Whether a tensor counts the batches of a batch norm, which only PyTorch needs.</summary>
    public static bool IsCounter(string name) =>
        name == Counter[1..] || name.EndsWith(Counter, StringComparison.Ordinal);

    private static object? Choose((string Name, object? Value)[] inner, string path)
    {
        foreach (var key in Generators.Concat(Wrappers))
        {
            var found = Array.FindIndex(inner, entry => entry.Name == key);
            if (found >= 0)
                return inner[found].Value;
        }
        return inner switch
        {
            [var only] => only.Value,
            [] => throw new GanSharpException($"{path}: has no tensors; save model.state_dict() in PyTorch"),
            _ => throw new GanSharpException(
                $"{path}: holds {string.Join(", ", inner.Select(entry => entry.Name))}; "
                + "name the one that is the generator with --part"),
        };
    }

    private static IReadOnlyList<TensorSource> Stripped(IReadOnlyList<TensorSource> tensors)
    {
        while (Wrapping.FirstOrDefault(prefix => tensors.Count > 0 && tensors.All(tensor =>
            tensor.Name.StartsWith($"{prefix}.", StringComparison.Ordinal))) is { } common)
            tensors = [.. tensors.Select(tensor => tensor with { Name = tensor.Name[(common.Length + 1)..] })];
        return tensors;
    }

    private static string Kind(object? value) => value switch
    {
        PickledTensor => "a single tensor",
        List<object?> or object?[] => "a list",
        PickledDictionary => "a dictionary",
        null => "nothing",
        _ => "a single value",
    };
}
