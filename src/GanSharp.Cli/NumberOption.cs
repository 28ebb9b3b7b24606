using System.CommandLine;
using System.Globalization;
using System.Numerics;

namespace GanSharp.Cli;

/// <summary>Options with whole numbers.</summary>
internal static class NumberOption
{
    /// <summary>An option that takes numbers from <paramref name="least"/> to <paramref name="most"/>, and is null when not given.</summary>
    public static Option<T?> Create<T>(string name, string about, T least, T most) where T : struct, IBinaryInteger<T> => new(name)
    {
        Description = about,
        HelpName = "N",
        CustomParser = result =>
        {
            var text = result.Tokens[0].Value;
            if (T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value) && value >= least && value <= most)
                return value;
            result.AddError($"{name}: '{text}' is not a whole number from {least} to {most}");
            return null;
        },
    };

    /// <summary>How many threads compute; see <see cref="Tensors.Compute.Threads"/>.</summary>
    public static Option<int?> Threads() => Create("--threads", "threads to compute with, 1 to 256; by default one for each processor", 1, 256);
}
