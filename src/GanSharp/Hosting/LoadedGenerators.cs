using System.Collections.Concurrent;
using GanSharp.Sampling;

namespace GanSharp.Hosting;

/// <summary>The generators that were loaded. A file that could not be loaded is tried again.</summary>
internal sealed class LoadedGenerators
{
    private readonly ConcurrentDictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    /// <summary>Returns a generator, which the first caller loads while others wait for it.</summary>
    /// <exception cref="GanSharpException">An option is out of range, or the file cannot be loaded.</exception>
    public Sampler Load(string name, GeneratorOptions options)
    {
        var slot = _slots.GetOrAdd(name, _ => new());
        lock (slot.Lock)
            return slot.Sampler ??= Load(options);
    }

    /// <summary>The generator of a name; null if it was not loaded yet.</summary>
    public Sampler? Find(string name) => _slots.GetValueOrDefault(name)?.Sampler;

    private static Sampler Load(GeneratorOptions options)
    {
        options.Validate();
        return GeneratorFile.Load(options.Path, options.Custom).WithTruncation(options.Truncation);
    }

    private sealed class Slot
    {
        private volatile Sampler? _sampler;

        public Lock Lock { get; } = new();

        public Sampler? Sampler
        {
            get => _sampler;
            set => _sampler = value;
        }
    }
}
