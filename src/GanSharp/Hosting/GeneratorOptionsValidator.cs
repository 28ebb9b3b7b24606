using Microsoft.Extensions.Options;

namespace GanSharp.Hosting;

/// <summary>Checks the options of a generator when the host starts, and loads it then if they say so.</summary>
internal sealed class GeneratorOptionsValidator(LoadedGenerators loaded) : IValidateOptions<GeneratorOptions>
{
    public ValidateOptionsResult Validate(string? name, GeneratorOptions options)
    {
        try
        {
            options.Validate();
            if (options.LoadOnStart)
                loaded.Load(name!, options);
            return ValidateOptionsResult.Success;
        }
        catch (GanSharpException error)
        {
            return ValidateOptionsResult.Fail($"generator {name}: {error.Message}");
        }
    }
}
