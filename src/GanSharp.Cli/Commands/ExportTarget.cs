using System.CommandLine;
using GanSharp.Export;
using GanSharp.Recipes;
using GanSharp.Sampling;

namespace GanSharp.Cli.Commands;

/// <summary>A program that a network can be written for.</summary>
/// <param name="file">The option with the file to write.</param>
internal abstract class ExportTarget(Option<string?> file)
{
    /// <summary>The option with the file to write.</summary>
    public Option<string?> File => file;

    /// <summary>Further options; none by default.</summary>
    public virtual IReadOnlyList<Option> Options => [];

    /// <summary>Whether discriminators can be written, too; false by default.</summary>
    public virtual bool TakesDiscriminator => false;

    /// <summary>Checks that the file can be written, and replaces nothing but an earlier one of its kind.</summary>
    public abstract void Check(string path);

    /// <summary>Writes a network to a file, and says what was written.</summary>
    public abstract void Write(
        CliEnvironment environment, ExportedNetwork network, string path, ParseResult parsed, bool json);
}

/// <summary>The network to write, one of the two.</summary>
/// <param name="Source">The file or run that it is from.</param>
/// <param name="Recipe">The recipe that made it.</param>
internal sealed record ExportedNetwork(string Source, Recipe Recipe)
{
    public Sampler? Generator { get; init; }

    public TrainedDiscriminator? Discriminator { get; init; }
}
