namespace GanSharp.Export;

/// <summary>How an operation is written as nodes.</summary>
/// <param name="Precision">The precision that it computes in.</param>
/// <param name="Write">
/// Adds the nodes and returns the name of the result; null if it does not know the attributes.
/// </param>
internal sealed record OnnxOperator(Precision Precision, Func<OnnxEmitter, TracedStep, string?> Write);
