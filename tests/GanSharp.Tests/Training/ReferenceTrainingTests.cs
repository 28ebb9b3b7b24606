using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Tensors.Reference;
using GanSharp.Training;

namespace GanSharp.Tests.Training;

/// <summary>
/// Every recipe, its layers narrowed, trains on a device whose memory the program cannot access, with the same results
/// as on the CPU. The tests of the kernels compare wide layers with the same naive loops.
/// </summary>
[Trait("Duration", "long")]
public class ReferenceTrainingTests
{
    private const int Steps = 4;

    public static TheoryData<string> Names => [.. RecipeCatalogue.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task A_step_is_that_of_the_cpu_and_the_next_are_finite(string name)
    {
        var recipe = Narrow.Of(RecipeCatalogue.Load(name))
            .With("batch-size", "3")
            .With("critic-steps", "1")
            .With("steps", $"{Steps}");

        var expected = await Losses(recipe, Device.Cpu);
        var losses = await Losses(recipe, ReferenceDevice.Device);

        losses.Length.ShouldBe(2 * Steps);
        // The first step differs only by rounding; later steps amplify the difference.
        losses[0].ShouldBe(expected[0], tolerance: 1e-4 * Math.Max(1, Math.Abs(expected[0])));
        losses[1].ShouldBe(expected[1], tolerance: 1e-3 * Math.Max(1, Math.Abs(expected[1])));
        losses.ShouldAllBe(loss => double.IsFinite(loss));
    }

    private static async Task<double[]> Losses(Recipe recipe, Device device)
    {
        using var trainer = new Trainer(recipe, Tiny.Images(shape: Tiny.ImageFor(recipe)), new() { Device = device });
        trainer.Model.Generator.Parameters.ShouldAllBe(parameter => parameter.Device == device);
        var events = await trainer.RunAsync().ToArrayAsync();
        trainer.Model.Discriminator.State.ShouldAllBe(entry => entry.Tensor.Device == device);
        return
        [
            .. events
                .OfType<StepCompleted>()
                .SelectMany(step => (double[])[step.DiscriminatorLoss, step.GeneratorLoss]),
        ];
    }
}
