using GanSharp.Text;

namespace GanSharp.Optim;

/// <summary>
/// How fast a <see cref="MovingAverage"/> forgets: by a decay per step, or by a half-life in images shown, which means
/// the same for every batch size. Its text form is <c>0.999</c> or <c>10000 images</c>; <c>0</c> for no average.
/// </summary>
/// <remarks>The half-life is that of StyleGAN2-ADA: decay = 0.5^(images per step / half-life).</remarks>
public readonly record struct AverageDecay
{
    private const string Unit = "images";

    /// <summary>Creates a decay per step.</summary>
    /// <param name="step">0 (none) to below 1; usually 0.99 to 0.9999.</param>
    public AverageDecay(double step) => Step = step;

    /// <summary>The decay per step; 0 if a half-life is given or there is no average.</summary>
    public double Step { get; }

    /// <summary>The half-life in images; 0 if a decay per step is given.</summary>
    public double HalfLife { get; private init; }

    /// <summary>Whether there is an average.</summary>
    public bool IsSome => this != default;

    /// <summary>Creates the decay of a half-life.</summary>
    /// <param name="images">Images shown until a weight counts half, above 0.</param>
    public static AverageDecay FromHalfLife(double images) => new() { HalfLife = images };

    /// <summary>A number is a decay per step.</summary>
    public static implicit operator AverageDecay(double step) => new(step);

    /// <inheritdoc cref="op_Implicit(double)"/>
    public static AverageDecay FromDouble(double step) => new(step);

    /// <summary>Reads and validates the text form.</summary>
    /// <exception cref="GanSharpException">It is malformed or out of range.</exception>
    public static AverageDecay Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return text.Split(' ', StringSplitOptions.RemoveEmptyEntries) switch
        {
            [var decay] when Numbers.Parse(decay) is { } step and >= 0 and < 1 => new(step),
            [var number, Unit] => Numbers.Parse(number) is { } images and > 0 ? FromHalfLife(images)
                : throw new GanSharpException($"'{number}' is not a number of images above 0, such as 10000 images"),
            _ => throw new GanSharpException(
                $"'{text}' is not a number from 0 to below 1, such as 0.999, or a half-life such as 10000 images"),
        };
    }

    /// <summary>Returns the decay per step for that many images per step.</summary>
    public double PerStep(int images) => HalfLife != 0 ? Math.Pow(0.5, images / HalfLife) : Step;

    /// <summary>Returns the text form, which <see cref="Parse"/> reads.</summary>
    public override string ToString() => HalfLife != 0 ? $"{Numbers.Format(HalfLife)} {Unit}" : Numbers.Format(Step);
}
