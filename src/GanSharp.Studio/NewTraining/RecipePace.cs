using System.Security.Cryptography;
using System.Text;
using GanSharp.Benchmarks;
using GanSharp.Recipes;

namespace GanSharp.Studio.NewTraining;

/// <summary>What the time of a step depends on.</summary>
internal static class RecipePace
{
    /// <summary>A digest, which is the same for recipes whose steps take the same time.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <param name="shape">The size of the images.</param>
    /// <param name="classes">The number of their classes; 0 without labels.</param>
    public static string Of(Recipe recipe, ImageShape shape, int classes)
    {
        var bare = StepBenchmark.StepsOf(recipe) with
        {
            Name = "",
            About = "",
            Paper = "",
            Seed = 0,
            Epochs = 1,
            Keep = 1,
            Selection = new(),
        };
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{shape} {classes} {RecipeYaml.Format(bare)}"));
        return Convert.ToHexStringLower(digest)[..16];
    }
}
