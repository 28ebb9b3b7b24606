namespace GanSharp.Hosting;

/// <summary>The name of a registered generator.</summary>
internal sealed record GeneratorName(string Name);
