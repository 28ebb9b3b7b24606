namespace GanSharp.IO.Events;

/// <summary>A value that was logged for a step.</summary>
/// <param name="Tag">
/// The name, such as <c>loss/generator</c>. TensorBoard groups by the part before the slash.
/// </param>
/// <param name="Step">The step.</param>
/// <param name="WallTime">The time of logging, in seconds since 1970, UTC.</param>
public abstract record LoggedValue(string Tag, long Step, double WallTime);

/// <summary>A logged number.</summary>
/// <param name="Tag">The name.</param>
/// <param name="Step">The step.</param>
/// <param name="WallTime">The time of logging, in seconds since 1970, UTC.</param>
/// <param name="Value">The number; may be NaN or infinite.</param>
public sealed record LoggedScalar(string Tag, long Step, double WallTime, float Value)
    : LoggedValue(Tag, Step, WallTime);

/// <summary>A logged picture.</summary>
/// <param name="Tag">The name.</param>
/// <param name="Step">The step.</param>
/// <param name="WallTime">The time of logging, in seconds since 1970, UTC.</param>
/// <param name="Encoded">The bytes of the picture file; PNG if written by <see cref="EventFile"/>.</param>
public sealed record LoggedImage(string Tag, long Step, double WallTime, byte[] Encoded)
    : LoggedValue(Tag, Step, WallTime);
