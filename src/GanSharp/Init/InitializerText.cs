using GanSharp.Text;

namespace GanSharp.Init;

/// <summary>
/// The text form of initialisers in recipes: <c>normal 0.02</c>, <c>fan-in-normal</c>, <c>fan-in-uniform</c>,
/// <c>xavier-uniform</c>, <c>equalized</c>, <c>fixup 0.2</c>.
/// </summary>
public static class InitializerText
{
    private const string Fixup = "fixup";

    private static readonly (string Name, Initializer Initializer)[] Plain =
        [
            ("fan-in-uniform", new FanInUniformInit()), ("fan-in-normal", new FanInNormalInit()),
            ("xavier-uniform", new XavierUniformInit()), ("equalized", new EqualizedInit()),
        ];

    /// <summary>Reads the text form.</summary>
    /// <exception cref="GanSharpException">It is malformed or out of range.</exception>
    public static Initializer Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = text.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words is ["normal", var number])
        {
            return Numbers.Parse(number) is { } std and > 0 and < 100 ? new NormalInit(std)
                : throw new GanSharpException(
                    $"'{number}' is not a standard deviation; write a number above 0, such as 'normal 0.02'");
        }
        if (words is [Fixup, var below])
        {
            return Numbers.Parse(below) is { } slope and >= 0 and <= 1 ? new FixupInit(slope)
                : throw new GanSharpException(
                    $"'{below}' is not the slope of a leaky-relu; write a number from 0 to 1, such as '{Fixup} 0.2'");
        }
        var names = Plain.Select(plain => plain.Name).Append("normal 0.02").Append($"{Fixup} 0.2");
        return Plain.FirstOrDefault(plain => plain.Name == text.Trim()).Initializer
            ?? throw new GanSharpException(
                $"there is no initialiser '{text}' among {string.Join(", ", names)}{Nearest.Hint(text, names)}");
    }

    /// <summary>Returns the text form, which <see cref="Parse"/> reads.</summary>
    public static string Format(Initializer initializer) => initializer switch
    {
        NormalInit normal => $"normal {Numbers.Format(normal.Std)}",
        FixupInit fixup => $"{Fixup} {Numbers.Format(fixup.Slope)}",
        _ => Plain.First(plain => plain.Initializer == initializer).Name,
    };
}
