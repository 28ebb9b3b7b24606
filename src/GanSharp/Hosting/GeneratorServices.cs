using GanSharp.Sampling;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace GanSharp.Hosting;

/// <summary>Registers trained generators with the services of a program.</summary>
/// <example><code>
/// builder.Services.AddGanSharpGenerator("digits", "digits.safetensors");
/// app.MapGet("/seven", ([FromKeyedServices("digits")] Sampler digits) =>
///     Results.Bytes(PngWriter.Encode(new SampleRequest { Labels = ["7"] }.Draw(digits).Picture()), "image/png"));
/// </code></example>
public static class GeneratorServices
{
    /// <summary>
    /// Registers a generator as a keyed singleton <see cref="Sampler"/>; <see cref="Generators"/> has it, too. The file
    /// is loaded once, when the generator is first asked for.
    /// </summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="name">The generator's name, unique in the program.</param>
    /// <param name="path">Its file.</param>
    /// <returns>The services.</returns>
    /// <exception cref="GanSharpException">Another generator has this name.</exception>
    public static IServiceCollection AddGanSharpGenerator(
        this IServiceCollection services, string name, string path) =>
        services.AddGanSharpGenerator(name, options => options.Path = path);

    /// <summary>Registers a generator with other settings than its path.</summary>
    /// <param name="services">The services of the program.</param>
    /// <param name="name">The generator's name, unique in the program.</param>
    /// <param name="configure">
    /// Sets the options; null by default, for options that the program configures under this name, such as
    /// <c>services.Configure&lt;GeneratorOptions&gt;(name, section)</c>.
    /// </param>
    /// <inheritdoc cref="AddGanSharpGenerator(IServiceCollection, string, string)"/>
    public static IServiceCollection AddGanSharpGenerator(
        this IServiceCollection services, string name, Action<GeneratorOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentException.ThrowIfNullOrEmpty(name);
        GanSharpException.Require(
            !services.Any(service => service.ServiceType == typeof(Sampler) && name.Equals(service.ServiceKey)),
            $"there are two generators named {name}; give each a name of its own");
        var options = services.AddOptionsWithValidateOnStart<GeneratorOptions>(name);
        if (configure is not null)
            options.Configure(configure);
        services.TryAddSingleton<LoadedGenerators>();
        services.TryAddSingleton(provider => new Generators(
            provider.GetRequiredService<IOptionsMonitor<GeneratorOptions>>(),
            provider.GetRequiredService<LoadedGenerators>(), provider.GetServices<GeneratorName>()));
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<GeneratorOptions>, GeneratorOptionsValidator>());
        services.AddSingleton(new GeneratorName(name));
        return services.AddKeyedSingleton(
            name, (provider, _) => provider.GetRequiredService<Generators>()[name]);
    }
}
