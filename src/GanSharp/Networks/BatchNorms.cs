using GanSharp.Models;
using GanSharp.Nn;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Networks;

/// <summary>
/// A search for the batch norms of a network. It does not find those inside modules written in C#, which check
/// themselves when they run.
/// </summary>
internal static class BatchNorms
{
    /// <summary>
    /// Requires that no batch norm has only one value per channel: its output would be the same for every input, and
    /// all gradients through it would be exactly 0. Real and generated images are normalised separately, so a pass of
    /// both has no more values.
    /// </summary>
    /// <exception cref="GanSharpException">
    /// One has; the message names the layer and the smallest batch size.
    /// </exception>
    public static void RequireValues(GanModel model, Recipe recipe)
    {
        (string Owner, string Path, int Values)[] norms =
        [
            .. Of(model.Generator, [model.Latent.Size]).Select(norm => ("generator", norm.Path, norm.Values)),
            .. Of(model.Discriminator, model.Context.Sample).Select(norm => ("discriminator", norm.Path, norm.Values)),
        ];
        var images = recipe.BatchSize / recipe.Shards;
        if (norms.FirstOrDefault(norm => norm.Values * images < 2) is { Owner: { } owner, Path: var path })
        {
            throw recipe.Error("batch-size", $"the {owner}'s {path} normalises a single value per channel, "
                + $"which always gives 0; use a batch size of {2 * recipe.Shards} or more");
        }
    }

    /// <summary>Returns the path of each batch norm and the number of values per channel in one sample.</summary>
    /// <param name="network">The network.</param>
    /// <param name="input">The shape of one input sample.</param>
    public static IEnumerable<(string Path, int Values)> Of(Module network, Shape input) =>
        network is BatchNorm ? [("", input.Size / input[0])]
            : network.Nested(input).SelectMany(part =>
                Of(part.Module, part.Input).Select(norm => (Join(part.Name, norm.Path), norm.Values)));

    private static string Join(string path, string rest) => rest.Length == 0 ? path : $"{path}.{rest}";
}
