using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// A limit on the parameters of all modules that this thread makes while it is open, so that a recipe of unknown origin
/// cannot exhaust the memory. Limits nest, and all open ones apply.
/// </summary>
internal sealed class ParameterLimit : IDisposable
{
    [ThreadStatic]
    private static ParameterLimit? _current;

    private readonly ParameterLimit? _outer = _current;
    private readonly string _holder, _remedy;
    private long _left;

    /// <summary>Opens a limit.</summary>
    /// <param name="most">Parameters that may be made.</param>
    /// <param name="holder">What the limit belongs to, for the error: <c>a network</c>, <c>the file</c>.</param>
    /// <param name="remedy">What to do, if anything can be done.</param>
    public ParameterLimit(long most, string holder, string? remedy = null)
    {
        (_left, _holder, _remedy) = (most, holder, remedy is null ? "" : $"; {remedy}");
        _current = this;
    }

    /// <summary>Counts a parameter that is about to be made.</summary>
    /// <exception cref="TensorException">There are too many.</exception>
    public static void Take(Shape shape)
    {
        for (var limit = _current; limit is not null; limit = limit._outer)
        {
            if ((limit._left -= shape.Size) < 0)
                throw new TensorException(
                    "parameters", $"a tensor of {shape} is more than {limit._holder} can hold{limit._remedy}");
        }
    }

    /// <summary>Closes the limit.</summary>
    public void Dispose() => _current = _outer;
}
