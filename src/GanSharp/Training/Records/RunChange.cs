namespace GanSharp.Training.Records;

/// <summary>A setting that was changed when a training was resumed.</summary>
/// <param name="Step">Generator steps done before; the next step is the first with the new value.</param>
/// <param name="Setting">
/// The key in the recipe, such as <c>evaluate-every</c>; an optimiser is <c>generator-optimizer</c> or
/// <c>discriminator-optimizer</c>, even where the recipe has one line for both.
/// </param>
/// <param name="From">The value before, as in the recipe.</param>
/// <param name="To">The value from here on.</param>
public sealed record RunChange(long Step, string Setting, string From, string To)
{
    /// <summary>Why it was changed; null if nobody said.</summary>
    public string? Note { get; init; }

    /// <summary>The change in words: <c>learning-rate-decay from 0 to 0.5</c>.</summary>
    public override string ToString() => $"{Setting} from {From} to {To}";
}
