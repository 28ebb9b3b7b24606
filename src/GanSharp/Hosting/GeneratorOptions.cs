using GanSharp.Models;
using GanSharp.Sampling;
using static GanSharp.GanSharpException;

namespace GanSharp.Hosting;

/// <summary>
/// Settings of a generator that a program registers with its services (<see cref="GeneratorServices"/>). They are read
/// once, when the generator is loaded.
/// </summary>
public sealed record GeneratorOptions
{
    /// <summary>The generator's file, such as <c>runs/0001-default/generator.safetensors</c>. Required.</summary>
    public string Path { get; set; } = "";

    /// <summary>
    /// How far noise is from its mean (<see cref="Sampler.Truncation"/>), above 0 and at most 1; 1 by default. A
    /// <see cref="SampleRequest"/> has a truncation of its own.
    /// </summary>
    public double Truncation { get; set; } = 1;

    /// <summary>
    /// Whether the generator is loaded when the host starts, so that a bad file is an error then; false by default: it
    /// is loaded when it is first asked for.
    /// </summary>
    public bool LoadOnStart { get; set; }

    /// <summary>The parts written in C# that the generator was trained with; none by default.</summary>
    public CustomParts? Custom { get; set; }

    /// <summary>Checks what can be checked without the file.</summary>
    /// <exception cref="GanSharpException">The path is missing, or a number is out of range.</exception>
    public void Validate()
    {
        Require(!string.IsNullOrWhiteSpace(Path), "the path is empty; name the generator's file");
        Sampler.RequireTruncation(Truncation);
    }
}
