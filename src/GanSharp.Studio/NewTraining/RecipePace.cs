using System.Security.Cryptography;
using System.Text;
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
        var bare = recipe.WithoutRecords() with
        {
            Name = "",
            About = "",
            Paper = "",
            Seed = 0,
            Epochs = 1,
            Steps = 0,
            Keep = 1,
            Selection = new(),
        };
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes($"{shape} {classes} {RecipeYaml.Format(bare)}"));
        return Convert.ToHexStringLower(digest)[..16];
    }

    /// <summary>A recipe whose training draws, evaluates and saves as rarely as possible.</summary>
    public static Recipe WithoutRecords(this Recipe recipe) => recipe with
    {
        SaveEpochs = 1_000_000,
        SampleEvery = 0,
        CheckpointEvery = 0,
        EvaluateEvery = 0,
    };
}
