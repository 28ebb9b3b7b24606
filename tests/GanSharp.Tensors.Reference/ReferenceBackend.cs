using System.Numerics;
using GanSharp.Tensors.Backends;
using GanSharp.Tensors.Backends.Geometry;
using static GanSharp.Tensors.Reference.ReferenceStorage;

namespace GanSharp.Tensors.Reference;

/// <summary>
/// The minimum that a backend must implement, computed element by element in double precision and rounded at the end.
/// It overrides none of the composed methods of <see cref="Backend"/>, so it tests them too.
/// </summary>
internal sealed class ReferenceBackend : Backend
{
    public override string Name => "reference";

    public override Storage Allocate(long bytes) => new ReferenceStorage(this, bytes);

    public override void Upload(ReadOnlySpan<byte> source, Storage target, long offset) =>
        source.CopyTo(Of(target).AsSpan((int)offset));

    public override void Download(Storage source, long offset, Span<byte> target) =>
        Of(source).AsSpan((int)offset, target.Length).CopyTo(target);

    public override void Fill(Tensor y, double value) => Write(y, [.. Enumerable.Repeat(value, y.Count)]);

    public override void Convert(Tensor x, Tensor y) => Write(y, Read(x));

    public override void Unary(UnaryOp op, Tensor x, Tensor y, double p = 0, double q = 0)
    {
        if (x.DType == DType.F32)
            Run(Span<float>(x), Span<float>(y));
        else
            Run(Span<double>(x), Span<double>(y));

        void Run<T>(Span<T> from, Span<T> to) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < to.Length; i++)
                to[i] = T.CreateTruncating(Functions.Of(op, double.CreateTruncating(from[i]), p, q));
        }
    }

    public override void Binary(BinaryOp op, Tensor a, Tensor b, Tensor y, double p = 0)
    {
        if (y.DType == DType.F32)
            Run(Span<float>(a), Span<float>(b), Span<float>(y));
        else
            Run(Span<double>(a), Span<double>(b), Span<double>(y));

        void Run<T>(Span<T> left, Span<T> right, Span<T> to) where T : unmanaged, INumber<T>
        {
            for (var i = 0; i < to.Length; i++)
            {
                var (l, r) = (left[Broadcast(i, a.Shape, y.Shape)], right[Broadcast(i, b.Shape, y.Shape)]);
                to[i] = T.CreateTruncating(Functions.Of(op, double.CreateTruncating(l), double.CreateTruncating(r), p));
            }
        }
    }

    protected override void Reduce(ReduceOp op, Tensor x, Tensor y, (int Outer, int N, int Inner) view)
    {
        var (from, result) = (Read(x), new double[y.Count]);
        for (var i = 0; i < result.Length; i++)
        {
            var (outer, inner) = Math.DivRem(i, view.Inner);
            result[i] = from[outer * view.N * view.Inner + inner];
            for (var n = 1; n < view.N; n++)
            {
                var next = from[(outer * view.N + n) * view.Inner + inner];
                result[i] = op == ReduceOp.Sum ? result[i] + next : Math.Max(result[i], next);
            }
        }
        Write(y, result);
    }

    public override void MatMul(Tensor a, bool transposeA, Tensor b, bool transposeB, Tensor? bias, Tensor y)
    {
        var (left, right, added, result) = (Read(a), Read(b), bias is null ? null : Read(bias), new double[y.Count]);
        var (rows, depth, columns) = (y.Shape[0], a.Shape[transposeA ? 0 : 1], y.Shape[1]);
        for (var i = 0; i < rows; i++)
        {
            for (var d = 0; d < depth; d++)
            {
                var factor = left[transposeA ? d * rows + i : i * depth + d];
                for (var j = 0; j < columns; j++)
                    result[i * columns + j] += factor * right[transposeB ? j * depth + d : d * columns + j];
            }
            for (var j = 0; added is not null && j < columns; j++)
                result[i * columns + j] += added[j];
        }
        Write(y, result);
    }

    public override void CopyBlocks(Tensor source, Tensor target, in BlockCopy copy)
    {
        var (from, to) = (Read(source), Read(target));
        for (var block = 0; block < copy.Blocks; block++)
        {
            for (var i = 0; i < copy.Length; i++)
                to[copy.TargetStart + block * copy.TargetStride + i] =
                    from[copy.SourceStart + block * copy.SourceStride + i];
        }
        Write(target, to);
    }

    public override void GatherRows(Tensor table, Tensor indices, Tensor y)
    {
        var (from, rows, result) = (Read(table), Read(indices), new double[y.Count]);
        var width = rows.Length == 0 ? 0 : result.Length / rows.Length;
        for (var i = 0; i < result.Length; i++)
            result[i] = from[(int)rows[i / width] * width + i % width];
        Write(y, result);
    }

    public override void ScatterRows(Tensor x, Tensor indices, Tensor table)
    {
        var (from, rows, result) = (Read(x), Read(indices), new double[table.Count]);
        var width = rows.Length == 0 ? 0 : from.Length / rows.Length;
        for (var i = 0; i < from.Length; i++)
            result[(int)rows[i / width] * width + i % width] += from[i];
        Write(table, result);
    }

    /// <summary>The index of the element of an operand for element <paramref name="i"/> of the result.</summary>
    private static int Broadcast(int i, Shape operand, Shape result)
    {
        if (operand == result)
            return i;
        var (index, stride) = (0, 1);
        for (var axis = 1; axis <= result.Rank; axis++)
        {
            (i, var place) = Math.DivRem(i, result[-axis]);
            var extent = axis <= operand.Rank ? operand[-axis] : 1;
            index += extent == 1 ? 0 : place * stride;
            stride *= extent;
        }
        return index;
    }
}
