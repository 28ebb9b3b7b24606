using System.Text.RegularExpressions;

namespace GanSharp.Tensors.Backends;

/// <summary>The names of op codes in profiles: <c>leaky-relu</c> for LeakyRelu.</summary>
internal static partial class Names<TOp> where TOp : struct, Enum
{
    private static readonly string[] All =
        [.. Enum.GetNames<TOp>().Select(name => Inside().Replace(name, "-").ToLowerInvariant())];

    /// <summary>The name of <paramref name="op"/>. Op codes are numbered from 0 in the order of declaration.</summary>
    public static string Of(TOp op) => All[System.Runtime.CompilerServices.Unsafe.As<TOp, int>(ref op)];

    [GeneratedRegex("(?<=[a-z])(?=[A-Z])")]
    private static partial Regex Inside();
}
