using System.Globalization;
using GanSharp.IO;
using GanSharp.Nn;
using GanSharp.Optim;
using GanSharp.Tensors;

namespace GanSharp.Training.Checkpoints;

/// <summary>The state of a training by name: everything that a checkpoint saves and restores.</summary>
internal sealed class TrainingState
{
    private readonly List<(string Name, Tensor Tensor)> _tensors = [];
    private readonly List<(string Name, Func<long> Get, Action<long> Set)> _counters = [];
    private readonly List<NamedNumbers> _numbers = [];

    /// <summary>Adds a number that is never negative.</summary>
    public void Add(string name, Func<long> get, Action<long> set) => _counters.Add((name, get, set));

    /// <summary>Adds a network's parameters and buffers.</summary>
    public void Add(string name, Module network) => Add(name, network.State);

    /// <summary>The name of the steps of a moving average or an optimiser.</summary>
    public static string StepsOf(string name) => $"{name}.steps";

    /// <summary>Adds a moving average.</summary>
    public void Add(string name, Module network, MovingAverage average)
    {
        Add(name, network);
        Add(StepsOf(name), () => average.Steps, value => average.Steps = value);
    }

    /// <summary>Adds an optimiser's slots and steps.</summary>
    public void Add(string name, Optimizer optimizer)
    {
        Add(name, optimizer.State);
        Add(StepsOf(name), () => optimizer.Steps, value => optimizer.Steps = value);
    }

    /// <summary>Adds named numbers; the names never change.</summary>
    /// <param name="name">The prefix of their names.</param>
    /// <param name="get">Returns them.</param>
    /// <param name="set">Restores them.</param>
    /// <param name="mayLack">
    /// Whether a checkpoint may lack some, as those of earlier versions do; these then keep their values.
    /// </param>
    public void Add(
        string name, Func<IReadOnlyDictionary<string, double>> get, Action<IReadOnlyDictionary<string, double>> set,
        bool mayLack = false) => _numbers.Add(new(name, get, set, mayLack));

    /// <summary>Adds a tensor.</summary>
    public void Add(string name, Tensor tensor) => _tensors.Add((name, tensor));

    /// <summary>Adds the position of a random stream.</summary>
    public void Add(RandomStream stream) =>
        Add($"stream.{stream.Name}", () => (long)stream.Position, value => stream.Position = (ulong)value);

    /// <summary>The tensors.</summary>
    public IEnumerable<KeyValuePair<string, Tensor>> Tensors =>
        _tensors.Select(entry => KeyValuePair.Create(entry.Name, entry.Tensor));

    /// <summary>The numbers, each as a text that represents it exactly.</summary>
    public IEnumerable<KeyValuePair<string, string>> Numbers =>
    [
        .. _counters.Select(counter =>
            KeyValuePair.Create(counter.Name, counter.Get().ToString(CultureInfo.InvariantCulture))),
        .. _numbers.SelectMany(entry => entry.Get().Select(number =>
            KeyValuePair.Create(
                $"{entry.Name}.{number.Key}", number.Value.ToString("R", CultureInfo.InvariantCulture)))),
    ];

    /// <summary>
    /// What is wrong with the first tensor that is not finite, such as <c>NaN in generator.0.linear.weight</c>; null if
    /// all are finite.
    /// </summary>
    public string? FirstNotFinite() => NotFinite.First(_tensors);

    /// <summary>Restores everything from a file.</summary>
    /// <exception cref="GanSharpException">An entry is missing or invalid.</exception>
    public void CopyFrom(SafeTensorsFile file, string path)
    {
        file.CopyTo(_tensors, path, "recipe");
        foreach (var (name, _, set) in _counters)
            Set(set, Counter(file, path, name), path, name);
        foreach (var (name, get, set, mayLack) in _numbers)
            set(get().Keys.Where(key => !mayLack || file.Metadata.ContainsKey($"{name}.{key}"))
                .ToDictionary(key => key, key => Number(file, path, $"{name}.{key}")));
    }

    /// <summary>A number that is never negative.</summary>
    public static long Counter(SafeTensorsFile file, string path, string name) =>
        long.TryParse(Text(file, path, name), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Damaged(path, name);

    private static double Number(SafeTensorsFile file, string path, string name) =>
        double.TryParse(Text(file, path, name), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw Damaged(path, name);

    private static void Set(Action<long> set, long number, string path, string name)
    {
        try
        {
            set(number);
        }
        catch (ArgumentOutOfRangeException)
        {
            throw Damaged(path, name);
        }
    }

    private static string Text(SafeTensorsFile file, string path, string name) =>
        file.Metadata.TryGetValue(name, out var text)
            ? text
        : throw new GanSharpException($"{path}: lacks {name}, which its recipe asks for; train it again");

    private static GanSharpException Damaged(string path, string name) =>
        new($"{path}: {name} in its metadata is not a valid number; use an older one");

    private void Add(string prefix, IEnumerable<(string Name, Tensor Tensor)> tensors) =>
        _tensors.AddRange(tensors.Select(entry => ($"{prefix}.{entry.Name}", entry.Tensor)));

    private sealed record NamedNumbers(
        string Name, Func<IReadOnlyDictionary<string, double>> Get, Action<IReadOnlyDictionary<string, double>> Set,
        bool MayLack);
}
