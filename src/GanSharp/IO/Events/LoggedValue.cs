namespace GanSharp.IO.Events;

/// <summary>A value that was logged for a step.</summary>
/// <param name="Tag">
/// What it is called, such as <c>loss/generator</c>; TensorBoard groups by what stands before the slash.
/// </param>
/// <param name="Step">The step it belongs to.</param>
/// <param name="WallTime">When it was logged, in seconds since 1970, UTC.</param>
public abstract record LoggedValue(string Tag, long Step, double WallTime);

/// <summary>A number.</summary>
/// <param name="Tag">What it is called.</param>
/// <param name="Step">The step it belongs to.</param>
/// <param name="WallTime">When it was logged, in seconds since 1970, UTC.</param>
/// <param name="Value">The number; may be NaN or infinite.</param>
public sealed record LoggedScalar(string Tag, long Step, double WallTime, float Value)
    : LoggedValue(Tag, Step, WallTime);

/// <summary>A picture.</summary>
/// <param name="Tag">What it is called.</param>
/// <param name="Step">The step it belongs to.</param>
/// <param name="WallTime">When it was logged, in seconds since 1970, UTC.</param>
/// <param name="Encoded">The bytes of its file; PNG when <see cref="EventFile"/> wrote them.</param>
public sealed record LoggedImage(string Tag, long Step, double WallTime, byte[] Encoded)
    : LoggedValue(Tag, Step, WallTime);
