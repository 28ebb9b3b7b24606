using GanSharp.IO;

namespace GanSharp.Cli.Tests;

/// <summary>Errors name a remedy, and never a place that the user cannot see.</summary>
public sealed class AdviceTests : IDisposable
{
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public AdviceTests()
    {
        for (var i = 0; i < 8; i++)
            PngWriter.Save(
                _cli[$"odd/{i}.png"], new(27, 31, 1, [.. Enumerable.Range(0, 31 * 27).Select(j => (byte)(i * j))]));
        PngWriter.Save(_cli["one/1.png"], new(8, 8, 1, new byte[64]));
    }

    public void Dispose() => _cli.Dispose();

    [Theory]
    [InlineData("train gan --dataset folder --data odd --steps 1",
        "recipe gan: generator: layer ('linear 128*H/4*W/4, batch-norm, relu, reshape 128 x H/4 x W/4'): "
            + "H/4 is not a whole number for images of 31×27×1: 31 is not divisible by 4; "
            + "scale them with --image-size 32")]
    [InlineData(
        "train cgan --data odd --image-size 28 --steps 1", "recipe cgan: conditioning: ")]
    [InlineData("evaluate one --dataset digits", "the samples: 1 image is too few to compare; give 2 or more")]
    public void Each_error_names_the_remedy(string command, string message)
    {
        var result = _cli.Run(command.Split(' '));

        result.Exit.ShouldBe(2);
        result.Error.ShouldStartWith($"gansharp: {message}");
        result.Error.ShouldNotContain(".yaml:");
    }

    [Fact]
    public void The_suggested_size_can_be_trained() =>
        _cli.Run(
                "train", "gan-mlp", "--dataset", "folder", "--data", "odd", "--image-size", "32", "--steps", "1",
                "--batch-size", "4")
            .Exit.ShouldBe(0);

    [Fact]
    public void An_error_in_an_option_names_no_file() =>
        _cli.Run("train", "gan", "--set", "generator=linear H/3, tanh", "--data", "odd", "--dataset", "folder").Error
            .ShouldStartWith("gansharp: generator: layer line 1 ('linear H/3, tanh'): ");
}
