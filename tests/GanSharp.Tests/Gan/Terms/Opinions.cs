using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>
/// A step whose discriminator says what it is told: images are single pixels and the discriminator hands them on, or what
/// <c>then</c> makes of them.
/// </summary>
internal static class Opinions
{
    public static StepContext Of(double[] onReal, double[] onFake, double[]? uniform = null, string then = "")
    {
        var recipe = new Recipe
        {
            Name = "echo",
            Latent = new(1),
            Generator = ["linear 1 x 1 x 1, tanh"],
            Discriminator = ["linear 1" + then],
        };
        var model = new GanModel(recipe, new NetworkContext(new ImageShape(1, 1, 1), 0, DType.F64));
        InPlace.Copy(model.Discriminator.Parameters[0], Tensor.Ones([1, 1], DType.F64));
        return new StepContext(model, Images(onReal), null, Tensor.Zeros([onFake.Length, 1], DType.F64), Images(onFake).Track(), null, Dropout.From(new RandomStream("dropout", 1)),
            shape => Tensor.From(uniform!, shape, DType.F64));

        static Tensor Images(double[] values) => Tensor.From(values, [values.Length, 1, 1, 1], DType.F64);
    }
}
