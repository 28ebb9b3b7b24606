using System.Numerics;
using System.Runtime.CompilerServices;
using static GanSharp.Tensors.Backends.Cpu.Elementwise.VectorMath;

namespace GanSharp.Tensors.Backends.Cpu.Elementwise;

/// <summary>The error function on the lanes of a register, accurate to about the last bit.</summary>
internal static class ErrorFunction
{
    /// <summary>A polynomial up to 1; 1 - e^(-x²)·erfcx(x) beyond, where erf is nearly flat.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector<T> Erf<T>(Vector<T> x) where T : unmanaged
    {
        var size = Vector.Abs(x);
        var beyond = Vector<T>.One - Exp(-(x * x)) * ScaledComplement(size);
        return Vector.ConditionalSelect(
            Vector.LessThan(size, Vector<T>.One), x * Quotient(x * x), Vector.CopySign(beyond, x));
    }

    /// <summary>erf(√z) / √z for z in [0, 1].</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> Quotient<T>(Vector<T> z) where T : unmanaged => typeof(T) == typeof(float)
        ? All<T>(7.8536568e-05)
            .Horner(z, -0.000801013)
            .Horner(z, 0.0051883202)
            .Horner(z, -0.026853808)
            .Horner(z, 0.11283585)
            .Horner(z, -0.37612626)
            .Horner(z, 1.1283792)
        : All<T>(5.945287175656522e-11)
            .Horner(z, -1.1365682286562266e-09)
            .Horner(z, 1.4657884413753237e-08)
            .Horner(z, -1.6350025959168744e-07)
            .Horner(z, 1.646097289271066e-06)
            .Horner(z, -1.4925593512073622e-05)
            .Horner(z, 0.00012055331037138732)
            .Horner(z, -0.00085483269787495165)
            .Horner(z, 0.0052239776247810094)
            .Horner(z, -0.02686617064507291)
            .Horner(z, 0.11283791670954858)
            .Horner(z, -0.37612638903183748)
            .Horner(z, 1.1283791670955126);

    /// <summary>
    /// erfcx(x) = e^(x²)·(1 - erf x) for x ≥ 1, as a polynomial of 2 / (2 + x). Its error matters less as x grows.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector<T> ScaledComplement<T>(Vector<T> x) where T : unmanaged
    {
        var t = All<T>(2) / (All<T>(2) + x);
        return typeof(T) == typeof(float)
            ? All<T>(-0.23080138)
                .Horner(t, 0.63667922)
                .Horner(t, -0.064459752)
                .Horner(t, 0.3968016)
                .Horner(t, 0.25970074)
                .Horner(t, 0.0018224682)
            : All<T>(0.040440609879591867)
                .Horner(t, -0.29386565212007754)
                .Horner(t, 0.93411786601511393)
                .Horner(t, -1.6580499837542735)
                .Horner(t, 1.7101257587211498)
                .Horner(t, -0.92789521265580377)
                .Horner(t, 0.16713334697154192)
                .Horner(t, 0.029152823731691157)
                .Horner(t, -0.11166729019050928)
                .Horner(t, 0.13646036183206328)
                .Horner(t, 0.16011513183337506)
                .Horner(t, 0.25015444387492292)
                .Horner(t, 0.28164886139168399).Horner(t, 0.28213049015503533).Horner(t, -1.2980859117985557e-06);
    }
}
