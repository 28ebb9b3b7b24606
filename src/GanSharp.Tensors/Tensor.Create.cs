using System.Numerics;
using System.Numerics.Tensors;

namespace GanSharp.Tensors;

public sealed partial class Tensor
{
    /// <summary>A tensor whose elements are not yet defined.</summary>
    public static Tensor Empty(Shape shape, DType dtype = DType.F32) => new(shape, dtype);

    /// <summary>A tensor of zeros.</summary>
    public static Tensor Zeros(Shape shape, DType dtype = DType.F32) => Full(shape, 0, dtype);

    /// <summary>A tensor of ones.</summary>
    public static Tensor Ones(Shape shape, DType dtype = DType.F32) => Full(shape, 1, dtype);

    /// <summary>A tensor with every element set to <paramref name="value"/>.</summary>
    public static Tensor Full(Shape shape, double value, DType dtype = DType.F32)
    {
        var result = new Tensor(shape, dtype);
        if (dtype == DType.F32)
            result.AsSpan<float>().Fill((float)value);
        else
            result.AsSpan<double>().Fill(value);
        return result;
    }

    /// <summary>A scalar.</summary>
    public static Tensor Scalar(double value, DType dtype = DType.F32) => Full(Shape.Scalar, value, dtype);

    /// <summary>A tensor of <paramref name="values"/> (row-major), converted to <paramref name="dtype"/>.</summary>
    /// <exception cref="TensorException">The number of values is not that of the shape.</exception>
    public static Tensor From<T>(ReadOnlySpan<T> values, Shape shape, DType dtype = DType.F32) where T : unmanaged, INumberBase<T>
    {
        if (values.Length != shape.Size)
            throw new TensorException("from", $"{values.Length} values do not fill {shape}");
        var result = new Tensor(shape, dtype);
        if (dtype == DType.F32)
            TensorPrimitives.ConvertTruncating(values, result.AsSpan<float>());
        else
            TensorPrimitives.ConvertTruncating(values, result.AsSpan<double>());
        return result;
    }

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape, DType)"/>
    public static Tensor From<T>(T[] values, Shape shape, DType dtype = DType.F32) where T : unmanaged, INumberBase<T> =>
        From(values.AsSpan(), shape, dtype);

    /// <inheritdoc cref="From{T}(ReadOnlySpan{T}, Shape, DType)"/>
    public static Tensor From<T>(Span<T> values, Shape shape, DType dtype = DType.F32) where T : unmanaged, INumberBase<T> =>
        From((ReadOnlySpan<T>)values, shape, dtype);

    /// <summary>Rows of zeros with a single one: <c>y[i, labels[i]] = 1</c>, shape (labels, classes).</summary>
    /// <exception cref="TensorException">A label is negative or not below <paramref name="classes"/>.</exception>
    public static Tensor OneHot(ReadOnlySpan<int> labels, int classes, DType dtype = DType.F32)
    {
        var result = Zeros([labels.Length, classes], dtype);
        for (var i = 0; i < labels.Length; i++)
        {
            if ((uint)labels[i] >= (uint)classes)
                throw new TensorException("one-hot", $"label {labels[i]} is not one of {classes} classes");
            if (dtype == DType.F32)
                result.AsSpan<float>()[i * classes + labels[i]] = 1;
            else
                result.AsSpan<double>()[i * classes + labels[i]] = 1;
        }
        return result;
    }

    /// <summary>A tensor like this one (shape and type) whose elements are not yet defined.</summary>
    internal Tensor EmptyLike() => new(Shape, DType);
}
