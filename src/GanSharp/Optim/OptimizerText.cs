using GanSharp.Text;

namespace GanSharp.Optim;

/// <summary>
/// The text form of optimisers in recipes: a name, a learning rate, then settings, such as <c>adam 2e-4 0.5 0.999</c>,
/// <c>adamw 1e-3 decay 0.01</c>, <c>sgd 0.1 momentum 0.9</c>, <c>rmsprop 5e-5</c>.
/// </summary>
public static class OptimizerText
{
    private static readonly string[] Names = ["adam", "adamw", "rmsprop", "sgd"];

    /// <summary>Reads and validates the text form.</summary>
    /// <exception cref="GanSharpException">It is malformed or out of range.</exception>
    public static OptimizerOptions Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var words = new Queue<string>(text.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        var name = words.TryDequeue(out var first) ? first : "";
        if (!Names.Contains(name))
            throw new GanSharpException(
                $"there is no optimizer '{name}' among {string.Join(", ", Names)}{Nearest.Hint(name, Names)}");
        var rate = Number() ?? throw new GanSharpException($"'{text}' lacks a learning rate; write '{name} 2e-4'");
        OptimizerOptions options = name switch
        {
            "adam" or "adamw" => new AdamOptions(
                rate, Beta1: Number() ?? 0.9, Beta2: Number() ?? 0.999, Epsilon: Named("epsilon", 1e-8),
                WeightDecay: Named("decay", name == "adamw" ? 0.01 : 0), Decoupled: name == "adamw"),
            "rmsprop" => new RmsPropOptions(rate, Named("alpha", 0.99), Named("epsilon", 1e-8), Named("decay", 0)),
            _ => new SgdOptions(rate, Named("momentum", 0), Named("decay", 0)),
        };
        if (words.Count > 0)
            throw new GanSharpException($"'{words.Peek()}' in '{text}' is not understood");
        options.Validate();
        return options;

        double? Number() =>
            words.TryPeek(out var word) && Numbers.Parse(word) is { } number && words.TryDequeue(out _) ? number : null;

        double Named(string setting, double otherwise)
        {
            var rest = words.ToList();
            var at = rest.IndexOf(setting);
            if (at < 0)
                return otherwise;
            if (at + 1 == rest.Count || Numbers.Parse(rest[at + 1]) is not { } number)
                throw new GanSharpException($"'{setting}' in '{text}' lacks its number");
            rest.RemoveRange(at, 2);
            words = new(rest);
            return number;
        }
    }

    /// <summary>Returns the text form, which <see cref="Parse"/> reads.</summary>
    public static string Format(OptimizerOptions options) => options switch
    {
        AdamOptions a => $"{(a.Decoupled ? "adamw" : "adam")} {Text(a.LearningRate)} {Text(a.Beta1)} {Text(a.Beta2)}"
            + Setting("epsilon", a.Epsilon, 1e-8) + Setting("decay", a.WeightDecay, a.Decoupled ? 0.01 : 0),
        RmsPropOptions r => $"rmsprop {Text(r.LearningRate)}"
            + Setting("alpha", r.Alpha, 0.99)
            + Setting("epsilon", r.Epsilon, 1e-8)
            + Setting("decay", r.WeightDecay, 0),
        SgdOptions s => $"sgd {Text(s.LearningRate)}"
            + Setting("momentum", s.Momentum, 0)
            + Setting("decay", s.WeightDecay, 0),
        _ => throw new ArgumentException($"{options} has no text form", nameof(options)),
    };

    /// <summary>Returns the same options with a learning rate read from text.</summary>
    /// <exception cref="GanSharpException">It is not a number above 0.</exception>
    internal static OptimizerOptions WithLearningRate(OptimizerOptions options, string text)
    {
        if (Numbers.Parse(text) is not { } rate)
            throw new GanSharpException($"'{text}' is not a number above 0, such as 2e-4");
        var changed = options with { LearningRate = rate };
        changed.Validate();
        return changed;
    }

    private static string Setting(string name, double value, double otherwise) =>
        value == otherwise ? "" : $" {name} {Text(value)}";

    private static string Text(double value) => Numbers.Format(value);
}
