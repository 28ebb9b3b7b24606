using System.Numerics;

namespace GanSharp.Tensors;

// Without a device, tensors are created on Device.Current.
public sealed partial class Tensor
{
    /// <summary>A tensor with undefined elements.</summary>
    public static Tensor Empty(Shape shape, DType dtype = DType.F32, Device? device = null) =>
        new((device ?? Device.Current).Backend, shape, dtype);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.F32, Device? device = null) =>
        Full(shape, 0, dtype, device);

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.F32, Device? device = null) =>
        Full(shape, 1, dtype, device);

    /// <summary>A tensor with every element set to <paramref name="value"/>.</summary>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.F32, Device? device = null)
    {
        var result = Empty(shape, dtype, device);
        result.Backend.Fill(result, value);
        return result;
    }

    /// <summary>A scalar.</summary>
    public static Tensor Scalar(double value, DType dtype = DType.F32, Device? device = null) =>
        Full(Shape.Scalar, value, dtype, device);

    /// <summary>A tensor of <paramref name="values"/> (row-major), converted to <paramref name="dtype"/>.</summary>
    /// <exception cref="TensorException">The number of values differs from the size of the shape.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape, DType dtype = DType.F32, Device? device = null)
        where T : unmanaged, INumberBase<T>
    {
        if (values.Length != shape.Size)
            throw new TensorException("from", $"{values.Length} values do not fill {shape}");
        var result = Empty(shape, dtype, device);
        result.CopyFrom(values);
        return result;
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape, DType, Device)"/>
    public static Tensor From<T>(T[] values, Shape shape, DType dtype = DType.F32, Device? device = null)
        where T : unmanaged, INumberBase<T> => From((ReadOnlySpan<T>)values, shape, dtype, device);

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape, DType, Device)"/>
    public static Tensor From<T>(Span<T> values, Shape shape, DType dtype = DType.F32, Device? device = null)
        where T : unmanaged, INumberBase<T> => From((ReadOnlySpan<T>)values, shape, dtype, device);

    /// <summary>One-hot rows: <c>y[i, labels[i]] = 1</c>, 0 elsewhere; shape (labels, classes).</summary>
    /// <exception cref="TensorException">A label is negative or not below <paramref name="classes"/>.</exception>
    public static Tensor OneHot(ReadOnlySpan<int> labels, int classes, DType dtype = DType.F32, Device? device = null)
    {
        var result = new float[labels.Length * classes];
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new TensorException("one-hot", $"label {labels[i]} is not one of {classes} classes");
            result[i * classes + labels[i]] = 1;
        }
        var rows = From(result, [labels.Length, classes], dtype, device);
        return Trace.IsOn ? Trace.OneHot(labels, rows) : rows;
    }

    /// <summary>A tensor with the shape, type and device of this one and undefined elements.</summary>
    internal Tensor EmptyLike() => new(Backend, Shape, DType);

    /// <summary>A tensor with the type and device of this one and undefined elements.</summary>
    internal Tensor EmptyLike(Shape shape) => new(Backend, shape, DType);
}
