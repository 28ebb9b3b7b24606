using System.Globalization;
using GanSharp.Networks;
using GanSharp.Tensors;

namespace GanSharp.Cli.Presentation;

/// <summary>The layers of both networks, with the shapes of their outputs and their parameters.</summary>
internal static class NetworkListing
{
    public static void Write(CliEnvironment environment, GanModel model, bool json)
    {
        var image = model.Context.Image;
        var generator = LayerSummary.Of(model.Generator, [model.Latent.Size]);
        var discriminator = LayerSummary.Of(model.Discriminator, [image.Channels, image.Height, image.Width]);
        if (json)
        {
            environment.WriteJson(new { Generator = Described(generator), Discriminator = Described(discriminator) });
            return;
        }
        Write(environment, "generator", $"noise {model.Latent}", generator);
        environment.Out.WriteLine();
        Write(environment, "discriminator", $"image {image}", discriminator);
    }

    private static void Write(CliEnvironment environment, string network, string input, IReadOnlyList<LayerSummary> layers) => Listing.Write(
        environment, [network, "output", "parameters"],
        [
            [input, "", ""],
            .. layers.Select(layer => new[] { layer.Kind, layer.Output.ToString(), Number(layer.Parameters) }),
            ["total", "", Number(layers.Sum(layer => layer.Parameters))],
        ]);

    private static object[] Described(IReadOnlyList<LayerSummary> layers) =>
        [.. layers.Select(layer => new { layer.Kind, Output = layer.Output.Extents.ToArray(), layer.Parameters })];

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
