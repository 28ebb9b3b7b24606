namespace GanSharp.Tensors;

/// <summary>The type of a tensor's elements.</summary>
public enum DType
{
    /// <summary>IEEE single precision: training and sampling.</summary>
    F32,

    /// <summary>IEEE double precision: gradient checks and parity tests.</summary>
    F64,

    /// <summary>32-bit integers, for indices only; no operation computes with them.</summary>
    I32,
}

/// <summary>Helpers for <see cref="DType"/>.</summary>
public static class DTypes
{
    /// <summary>Bytes of one element: 8 for <see cref="DType.F64"/>, 4 for the others.</summary>
    public static int Size(this DType type) => type == DType.F64 ? sizeof(double) : sizeof(float);

    /// <summary>The <see cref="DType"/> of <typeparamref name="T"/>.</summary>
    /// <exception cref="TensorException">
    /// <typeparamref name="T"/> is not <c>float</c>, <c>double</c> or <c>int</c>.
    /// </exception>
    public static DType Of<T>() where T : unmanaged =>
        typeof(T) == typeof(float) ? DType.F32
        : typeof(T) == typeof(double) ? DType.F64
        : typeof(T) == typeof(int) ? DType.I32
        : throw new TensorException(
            "dtype", $"elements of type {typeof(T).Name} are not supported; use float, double or int");
}
