namespace GanSharp.Tensors;

/// <summary>The type of a tensor's elements.</summary>
public enum DType
{
    /// <summary>IEEE single precision: training and sampling.</summary>
    F32,

    /// <summary>IEEE double precision: gradient checks and parity tests.</summary>
    F64,
}

/// <summary>Facts about a <see cref="DType"/>.</summary>
public static class DTypes
{
    /// <summary>Bytes of one element: 4 for <see cref="DType.F32"/>, 8 for <see cref="DType.F64"/>.</summary>
    public static int Size(this DType type) => type == DType.F32 ? sizeof(float) : sizeof(double);

    /// <summary>The <see cref="DType"/> of <typeparamref name="T"/>.</summary>
    /// <exception cref="TensorException"><typeparamref name="T"/> is neither <c>float</c> nor <c>double</c>.</exception>
    public static DType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? DType.F32
        : typeof(T) == typeof(double) ? DType.F64
        : throw new TensorException("dtype", $"elements of type {typeof(T).Name} are not supported; use float or double");
}
