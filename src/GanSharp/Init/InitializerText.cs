using GanSharp.Text;

namespace GanSharp.Init;

/// <summary>
/// The text form of initialisers in recipes: <c>normal 0.02</c>, <c>fan-in-normal</c>, <c>fan-in-uniform</c>,
/// <c>xavier-uniform</c>, <c>equalized</c>.
/// </summary>
public static class InitializerText
{
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
        var names = Plain.Select(plain => plain.Name).Append("normal 0.02");
        return Plain.FirstOrDefault(plain => plain.Name == text.Trim()).Initializer
            ?? throw new GanSharpException(
                $"there is no initialiser '{text}' among {string.Join(", ", names)}{Nearest.Hint(text, names)}");
    }

    /// <summary>Returns the text form, which <see cref="Parse"/> reads.</summary>
    public static string Format(Initializer initializer) => initializer is NormalInit normal
        ? $"normal {Numbers.Format(normal.Std)}"
        : Plain.First(plain => plain.Initializer == initializer).Name;
}
