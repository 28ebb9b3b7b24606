using GanSharp.Data;
using GanSharp.Text;

namespace GanSharp.Metrics;

/// <summary>Chooses classes to ask a generator for.</summary>
internal static class Proportions
{
    /// <summary>
    /// A class of the generator for each of <paramref name="count"/> samples, in the proportions of the images, matched
    /// by name; all classes equally often if the images have no labels.
    /// </summary>
    /// <exception cref="GanSharpException">No image has a class of the generator.</exception>
    public static int[] Labels(IReadOnlyList<string> names, ImageDataset images, int count)
    {
        int[] present = images.Labels is null
            ? [.. Enumerable.Range(0, names.Count)]
            :
            [
                .. images
                    .Labels.Select(label => IndexOf(names, images.ClassNames[label]))
                    .Where(label => label >= 0)
                    .Order(),
            ];
        if (present.Length == 0)
        {
            throw new GanSharpException(
                $"{images.Name}: no image has a class of the generator ({string.Join(", ", names)}); "
                + "choose the data set it was trained on");
        }
        return [.. Enumerable.Range(0, count).Select(i => present[(int)((long)i * present.Length / count)])];
    }

    private static int IndexOf(IReadOnlyList<string> names, string name) =>
        Enumerable.Range(0, names.Count).FirstOrDefault(i => NormalForm.AreSame(names[i], name), -1);
}
