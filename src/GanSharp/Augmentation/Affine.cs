namespace GanSharp.Augmentation;

/// <summary>
/// The place in the source image for each pixel of the result: (x, y) ↦ (XX·x + XY·y + X, YX·x + YY·y + Y), in pixels
/// from the centre, x to the right and y down.
/// </summary>
internal readonly record struct Affine(double XX, double XY, double X, double YX, double YY, double Y)
{
    /// <summary>Each pixel stays in its place.</summary>
    public static Affine Identity => new(XX: 1, XY: 0, X: 0, YX: 0, YY: 1, Y: 0);

    /// <summary>Exchanges left and right.</summary>
    public static Affine Flip => Identity with { XX = -1 };

    /// <summary>Moves the image by whole or broken pixels, to the right and down.</summary>
    public static Affine Translation(double right, double down) => Identity with { X = -right, Y = -down };

    /// <summary>Enlarges the image around its centre.</summary>
    public static Affine Scale(double factor) => Identity with { XX = 1 / factor, YY = 1 / factor };

    /// <summary>Turns the image counterclockwise around its centre.</summary>
    public static Affine Rotation(double radians) => Turn(Math.Cos(radians), Math.Sin(radians));

    /// <summary>Turns the image counterclockwise by quarters, exactly.</summary>
    public static Affine QuarterTurns(int quarters) => (quarters & 3) switch
    {
        0 => Identity,
        1 => Turn(0, 1),
        2 => Turn(-1, 0),
        _ => Turn(0, -1),
    };

    /// <summary>The map of a result of this map that <paramref name="next"/> then changes.</summary>
    public Affine Then(Affine next) => new(
        XX: XX * next.XX + XY * next.YX, XY: XX * next.XY + XY * next.YY, X: XX * next.X + XY * next.Y + X,
        YX: YX * next.XX + YY * next.YX, YY: YX * next.XY + YY * next.YY, Y: YX * next.X + YY * next.Y + Y);

    private static Affine Turn(double cosine, double sine) =>
        new(XX: cosine, XY: -sine, X: 0, YX: sine, YY: cosine, Y: 0);
}
