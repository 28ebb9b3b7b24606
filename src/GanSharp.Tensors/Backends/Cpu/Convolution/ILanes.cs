using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using GanSharp.Tensors.Backends.Cpu.Gemm.MicroKernels;

namespace GanSharp.Tensors.Backends.Cpu.Convolution;

/// <summary>A register of values, on which loops work lane by lane.</summary>
internal unsafe interface ILanes<TSelf, T> where TSelf : struct, ILanes<TSelf, T> where T : unmanaged
{
    static abstract int Count { get; }

    static abstract TSelf Load(T* from);

    /// <summary>The first elements, and zeros after them.</summary>
    static abstract TSelf Load(T* from, int count);

    static abstract TSelf All(T value);

    static abstract TSelf operator +(TSelf a, TSelf b);

    static abstract TSelf operator -(TSelf a, TSelf b);

    static abstract TSelf operator *(TSelf a, TSelf b);

    /// <summary>a·b + sum, rounded once where the processor can.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf sum);

    void Store(T* to);

    /// <summary>The sum of all lanes.</summary>
    T Sum();
}

/// <summary>The register of <see cref="Vector{T}"/>, which every instruction set has.</summary>
internal readonly unsafe struct Lanes<T>(Vector<T> value) : ILanes<Lanes<T>, T> where T : unmanaged
{
    private readonly Vector<T> _value = value;

    public static int Count => Vector<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> Load(T* from) => new(Vector.Load(from));

    public static Lanes<T> Load(T* from, int count)
    {
        var part = Vector<T>.Zero;
        for (var i = 0; i < count; i++)
            part = part.WithElement(i, from[i]);
        return new(part);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> All(T value) => new(Vector.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator +(Lanes<T> a, Lanes<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator -(Lanes<T> a, Lanes<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> operator *(Lanes<T> a, Lanes<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Lanes<T> MultiplyAdd(Lanes<T> a, Lanes<T> b, Lanes<T> sum) => new(
        typeof(T) == typeof(float)
            ? Vector.MultiplyAddEstimate(a._value.As<T, float>(), b._value.As<T, float>(), sum._value.As<T, float>())
                .As<float, T>()
            : Vector.MultiplyAddEstimate(
                    a._value.As<T, double>(), b._value.As<T, double>(), sum._value.As<T, double>())
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* to) => Vector.Store(_value, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector.Sum(_value);
}

/// <summary>A register of 512 bits, of AVX-512.</summary>
internal readonly unsafe struct WideLanes<T>(Vector512<T> value) : ILanes<WideLanes<T>, T> where T : unmanaged
{
    private readonly Vector512<T> _value = value;

    public static int Count => Vector512<T>.Count;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes<T> Load(T* from) => new(Vector512.Load(from));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes<T> Load(T* from, int count) => new(
        typeof(T) == typeof(float)
            ? Avx512F.MaskLoad(
                    (float*)from, Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count)).AsSingle(),
                    Vector512<float>.Zero)
                .As<float, T>()
            : Avx512F.MaskLoad(
                    (double*)from,
                    Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count)).AsDouble(),
                    Vector512<double>.Zero)
                .As<double, T>());

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes<T> All(T value) => new(Vector512.Create(value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes<T> operator +(WideLanes<T> a, WideLanes<T> b) => new(a._value + b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes<T> operator -(WideLanes<T> a, WideLanes<T> b) => new(a._value - b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes<T> operator *(WideLanes<T> a, WideLanes<T> b) => new(a._value * b._value);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static WideLanes<T> MultiplyAdd(WideLanes<T> a, WideLanes<T> b, WideLanes<T> sum) =>
        new(MicroKernel512.MultiplyAdd(a._value, b._value, sum._value));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Store(T* to) => Vector512.Store(_value, to);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Sum() => Vector512.Sum(_value);
}
