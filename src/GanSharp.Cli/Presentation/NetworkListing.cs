using System.Globalization;
using GanSharp.Models;
using GanSharp.Networks;

namespace GanSharp.Cli.Presentation;

/// <summary>Prints the layers of both networks with their output shapes and parameter counts.</summary>
internal static class NetworkListing
{
    public static void Write(CliEnvironment environment, GanModel model, bool json)
    {
        var (generator, discriminator) = (NetworkSummary.OfGenerator(model), NetworkSummary.OfDiscriminator(model));
        if (json)
        {
            environment.WriteJson(new { Generator = Described(generator), Discriminator = Described(discriminator) });
            return;
        }
        Write(environment, "generator", generator);
        environment.Out.WriteLine();
        Write(environment, "discriminator", discriminator);
    }

    private static void Write(CliEnvironment environment, string name, NetworkSummary network) => Listing.Write(
        environment, [name, "output", "parameters"],
        [
            [network.Input, "", ""],
            .. network.Layers.Select(layer => new[] { layer.Kind, layer.Output.ToString(), Number(layer.Parameters) }),
            ["total", "", Number(network.Parameters)],
        ]);

    private static object[] Described(NetworkSummary network) =>
        [
            .. network.Layers.Select(layer => new
            {
                layer.Kind, Output = layer.Output.Extents.ToArray(), layer.Parameters,
            }),
        ];

    private static string Number(long count) => count.ToString("N0", CultureInfo.InvariantCulture);
}
