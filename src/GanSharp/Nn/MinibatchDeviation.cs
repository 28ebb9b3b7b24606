using GanSharp.Tensors;

namespace GanSharp.Nn;

/// <summary>
/// Appends a channel that tells how much the images of a group differ: the standard deviation over the group of each
/// value, averaged over all values. It lets a discriminator notice missing variety. Each part of a pass has groups of
/// its own: as large as divides the part, up to the given size.
/// </summary>
/// <remarks>Karras et al. 2018, "Progressive growing of GANs", https://arxiv.org/abs/1710.10196.</remarks>
/// <param name="group">The largest number of images in a group, at least 2; 4 in the paper.</param>
public sealed class MinibatchDeviation(int group = 4) : Module
{
    private const double Epsilon = 1e-8;

    /// <inheritdoc/>
    public override Tensor Forward(Tensor x, Pass pass)
    {
        var (n, height, width) = (x.Shape[0] / pass.Parts, x.Shape[2], x.Shape[3]);
        var size = Enumerable.Range(1, Math.Min(group, n)).Last(size => n % size == 0);
        var values = x.Reshape([pass.Parts, size, n / size, x.Count / x.Shape[0]]);
        var deviation = ((values - values.Mean([1], keepDims: true)).Square().Mean([1], keepDims: true) + Epsilon)
            .Sqrt().Mean([3], keepDims: true);
        var plane = deviation.BroadcastTo([pass.Parts, size, n / size, height * width]);
        var y = TensorOps.Concat([x, plane.Reshape([x.Shape[0], 1, height, width])], 1);
        return Trace.IsOn && pass.Parts == 1
            ? Trace.Whole("minibatch-std", y, [x], new DeviationAttributes(group, Epsilon))
            : y;
    }

    /// <inheritdoc/>
    public override Shape OutputShape(Shape input) => input.Rank == 3 ? [input[0] + 1, input[1], input[2]]
        : throw new TensorException("minibatch-std", $"takes images, not samples of {input}");
}

/// <summary>What a <see cref="MinibatchDeviation"/> computes with.</summary>
/// <param name="Group">The largest number of images in a group.</param>
/// <param name="Epsilon">The number that is added to the variance.</param>
internal readonly record struct DeviationAttributes(int Group, double Epsilon);
