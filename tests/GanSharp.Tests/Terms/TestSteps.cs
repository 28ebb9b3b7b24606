using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Terms;

namespace GanSharp.Tests.Terms;

/// <summary>
/// Steps with chosen scores: images are single pixels, and the discriminator returns them, or the output of the layers
/// <c>then</c> for them.
/// </summary>
internal static class TestSteps
{
    /// <summary>Lets a term adapt to one batch, as after a step of the discriminator.</summary>
    public static void AfterDiscriminatorStep(this GanTerm term, StepContext step) =>
        term.AfterDiscriminatorStep(step.Model, Tensor.Items([.. term.Observe(step)]));

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
        return new StepContext(
            model, new(Images(onReal)), new(Images(onFake).Track()), Tensor.Zeros([onFake.Length, 1], DType.F64),
            Dropout.From(new RandomStream("dropout", 1)), shape => Tensor.From(uniform!, shape, DType.F64));

        static Tensor Images(double[] values) => Tensor.From(values, [values.Length, 1, 1, 1], DType.F64);
    }

    /// <summary>
    /// A step of one term with a discriminator of the test. Images are rows of pixels; noise is zero by default.
    /// </summary>
    public static StepContext Through(
        Discriminator discriminator, string term, double[][] real, double[][] fake,
        (int[] Real, int[] Fake)? labels = null, (string Latent, double[][] Values)? noise = null)
    {
        var recipe = new Recipe
        {
            Name = "given",
            Latent = Latent.Parse(noise?.Latent ?? "1 normal"),
            Generator = ["linear C x H x W, tanh"],
            Terms = [term],
        };
        var context = new NetworkContext(new ImageShape(1, 1, fake[0].Length), 0, DType.F64);
        var model = new GanModel(recipe, context, new CustomParts { Discriminator = _ => discriminator });
        return new StepContext(
            model, new(Images(real), labels?.Real), new(Images(fake).Track(), labels?.Fake),
            Rows(noise?.Values ?? [.. fake.Select(_ => new double[model.Latent.Size])]),
            Dropout.From(new RandomStream("dropout", 1)), shape => Tensor.Zeros(shape, DType.F64));

        static Tensor Images(double[][] rows) => Rows(rows).Reshape([rows.Length, 1, 1, rows[0].Length]);

        static Tensor Rows(double[][] rows) =>
            Tensor.From([.. rows.SelectMany(row => row)], [rows.Length, rows[0].Length], DType.F64);
    }
}
