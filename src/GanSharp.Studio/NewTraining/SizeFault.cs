using System.Globalization;
using System.Text.RegularExpressions;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Tensors;

namespace GanSharp.Studio.NewTraining;

/// <summary>
/// Networks that cannot be built for the size of the images, but for another: then it is the size that must change, and
/// not the network that the message names.
/// </summary>
internal static partial class SizeFault
{
    /// <summary>The name of the setting.</summary>
    public const string Key = "image-size";

    private static readonly int[] Usual = [64, 32];

    /// <summary>Returns what to change, with the message as the reason; null if the size is not to blame.</summary>
    /// <param name="message">Why the networks cannot be built: <c>generator: layer line 1 (...): ...</c></param>
    /// <param name="recipe">The recipe.</param>
    /// <param name="channels">The channels of the images.</param>
    /// <param name="classes">The number of classes.</param>
    public static string? Of(string message, Recipe recipe, int channels, int classes)
    {
        var remedy = Remedy().Match(message);
        var sides = remedy.Success
            ? Usual.Prepend(int.Parse(remedy.Groups["side"].ValueSpan, CultureInfo.InvariantCulture))
            : Usual;
        return sides.Distinct().Where(side => Fits(recipe, new(channels, side, side), classes))
            .Select(side =>
                $"images of this size do not fit the networks; write {side} ({Remedy().Replace(message, "")})")
            .FirstOrDefault();
    }

    private static bool Fits(Recipe recipe, ImageShape shape, int classes)
    {
        try
        {
            using var scope = new TensorScope();
            _ = new GanModel(recipe, new NetworkContext(shape, classes));
            return true;
        }
        catch (Exception error) when (error is GanSharpException or TensorException)
        {
            return false;
        }
    }

    [GeneratedRegex(@"; scale them with --image-size (?<side>[0-9]{1,4})")]
    private static partial Regex Remedy();
}
