using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Bounds the parameters of all modules that are made on this thread while it is open: what foreign text describes must
/// not take more memory than there is. Limits nest; all that are open hold.
/// </summary>
internal sealed class ParameterLimit : IDisposable
{
    [ThreadStatic]
    private static ParameterLimit? _current;

    private readonly ParameterLimit? _outer = _current;
    private readonly string _holder;
    private long _left;

    /// <summary>Opens a limit.</summary>
    /// <param name="most">Parameters that may be made.</param>
    /// <param name="holder">What has no place for more, for the error: <c>a network</c>, <c>the file</c>.</param>
    public ParameterLimit(long most, string holder)
    {
        (_left, _holder) = (most, holder);
        _current = this;
    }

    /// <summary>Takes account of a parameter that is about to be made.</summary>
    /// <exception cref="TensorException">There are too many.</exception>
    public static void Take(Shape shape)
    {
        for (var limit = _current; limit is not null; limit = limit._outer)
        {
            if ((limit._left -= shape.Size) < 0)
                throw new TensorException("parameters", $"{shape} are more than {limit._holder} can hold");
        }
    }

    /// <summary>Closes it.</summary>
    public void Dispose() => _current = _outer;
}
