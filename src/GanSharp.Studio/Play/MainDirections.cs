using GanSharp.Sampling;
using GanSharp.Tensors;

namespace GanSharp.Studio.Play;

/// <summary>The main directions of a generator, in steps of one standard deviation.</summary>
/// <param name="Shares">How much of all change is along each direction; empty if there are no directions.</param>
/// <param name="Steps">One standard deviation along each direction.</param>
internal sealed record MainDirections(IReadOnlyList<double> Shares, IReadOnlyList<float[]> Steps)
{
    /// <summary>The most directions that are used.</summary>
    public const int Most = 8;

    /// <summary>How far a picture can be moved along a direction, in standard deviations.</summary>
    public const double Farthest = 5;

    /// <summary>Finds the directions of a generator.</summary>
    public static MainDirections Of(Sampler sampler)
    {
        using var pause = TensorScope.Pause();
        try
        {
            LatentDirection[] main = [.. LatentDirections.Of(sampler).Take(Most)];
            var deviations = sampler.HasStyles
                ? StyleDirections.Deviations(sampler, main, sampler.IsConditional ? 0 : null)
                : [.. main.Select(_ => sampler.Latent.Parts[0].Noise.Deviation ?? 1)];
            return new(
                [.. main.Select(direction => direction.Share)],
                [.. main.Zip(deviations, (direction, deviation) =>
                    direction.Vector.Select(number => (float)(number * deviation)).ToArray())]);
        }
        catch (GanSharpException)
        {
            return new([], []); // noise of categories, or an unusual network
        }
    }

    /// <summary>The sum of some moves; null if nothing moves.</summary>
    public float[]? Sum(IReadOnlyList<double> moves)
    {
        if (moves.All(move => move == 0))
            return null;
        var sum = new float[Steps[0].Length];
        for (var i = 0; i < moves.Count; i++)
        {
            for (var j = 0; j < sum.Length; j++)
                sum[j] += (float)moves[i] * Steps[i][j];
        }
        return sum;
    }
}
