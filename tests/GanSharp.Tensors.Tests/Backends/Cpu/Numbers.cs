using System.Numerics;

namespace GanSharp.Tensors.Tests.Backends.Cpu;

/// <summary>Arrays of arbitrary numbers in [-1, 1).</summary>
internal static class Numbers
{
    public static T[] Of<T>(int count, uint seed) where T : INumber<T>
    {
        var numbers = new T[count];
        var state = seed * 2654435769u + 1;
        for (var i = 0; i < count; i++)
        {
            state = state * 1664525u + 1013904223u;
            numbers[i] = T.CreateChecked((int)state / 2147483648f);
        }
        return numbers;
    }
}
