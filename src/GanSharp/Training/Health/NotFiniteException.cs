namespace GanSharp.Training.Health;

/// <summary>A number in a step is not finite; the message names the first tensor concerned.</summary>
/// <param name="message">
/// Such as <c>NaN in the generator's 0.linear.weight</c> or <c>infinity in the discriminator's 2.bias</c>; null if no
/// tensor is to blame.
/// </param>
internal sealed class NotFiniteException(string? message) : Exception(message ?? "a loss that is not finite");
