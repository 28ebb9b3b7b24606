using GanSharp.Sampling;
using Microsoft.Extensions.Options;

namespace GanSharp.Hosting;

/// <summary>The generators of a program by name (<see cref="GeneratorServices"/>).</summary>
/// <remarks>Safe for use by several threads at once, and so are the samplers.</remarks>
public sealed class Generators
{
    private readonly IOptionsMonitor<GeneratorOptions> _options;
    private readonly LoadedGenerators _loaded;

    // Made by the services of the program.
    internal Generators(
        IOptionsMonitor<GeneratorOptions> options, LoadedGenerators loaded, IEnumerable<GeneratorName> names)
    {
        (_options, _loaded) = (options, loaded);
        Names = [.. names.Select(each => each.Name)];
    }

    /// <summary>The names, in the order in which they were registered.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Returns a generator. The first caller loads its file; others wait for it.</summary>
    /// <exception cref="GanSharpException">
    /// There is no such generator, its options are wrong, or its file cannot be loaded. A later call tries again.
    /// </exception>
    public Sampler this[string name]
    {
        get
        {
            ArgumentNullException.ThrowIfNull(name);
            return _loaded.Find(name) ?? Load(name);
        }
    }

    private Sampler Load(string name)
    {
        GanSharpException.Require(
            Names.Contains(name), $"there is no generator named {name}; there is {string.Join(", ", Names)}");
        try
        {
            return _loaded.Load(name, _options.Get(name));
        }
        catch (OptionsValidationException error)
        {
            throw new GanSharpException(string.Join("; ", error.Failures), error);
        }
    }
}
