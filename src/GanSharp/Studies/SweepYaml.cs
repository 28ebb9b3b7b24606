using System.Globalization;
using System.Text.RegularExpressions;
using GanSharp.IO;
using GanSharp.Recipes;
using GanSharp.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GanSharp.Studies;

/// <summary>
/// Plans of sweeps as YAML, with the keys <c>recipes</c>, <c>seeds</c>, <c>set</c>, one of <c>grid</c>, <c>each</c> and
/// <c>random</c>, <c>draws</c>, <c>draw-seed</c>, <c>init-from</c>, <c>features</c>, <c>samples</c> and <c>keep</c>.
/// Errors name the file and the line.
/// </summary>
public static partial class SweepYaml
{
    private static readonly string[] Keys =
    [
        "recipes", "seeds", "set", "grid", "each", "random", "draws", "draw-seed", "init-from", "features", "samples",
        "keep",
    ];

    /// <summary>
    /// Whether a file is a plan rather than a recipe: it has a line that starts with <c>recipes:</c>.
    /// </summary>
    /// <exception cref="GanSharpException">The file cannot be read or is too large.</exception>
    public static bool IsPlan(string path) => RecipesLine().IsMatch(Read(path));

    /// <summary>Reads the plan in a file. Relative paths start at its folder.</summary>
    /// <exception cref="GanSharpException">The file cannot be read or is not a plan.</exception>
    public static SweepPlan Load(string path) => Parse(Read(path), path);

    /// <summary>Reads a plan.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">
    /// Its name in messages, usually its path. Relative paths of recipes and of <c>init-from</c> start at its folder.
    /// </param>
    /// <exception cref="GanSharpException">The text is not YAML or not a plan.</exception>
    public static SweepPlan Parse(string yaml, string source)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        if (yaml.Length > Limits.PlanCharacters)
            throw new GanSharpException($"{source}: {yaml.Length} characters are too many for a sweep");
        try
        {
            return new Reader(new(new(new StringReader(yaml))), source).Read();
        }
        catch (YamlException error)
        {
            throw new GanSharpException($"{source}:{YamlEvents.LineOf(error)}: {error.Message}", error);
        }
    }

    /// <summary>The plan as text. It includes all recipes that are not built in, so it needs no other file.</summary>
    public static string Format(SweepPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        var text = new StringWriter { NewLine = "\n" };
        var yaml = new YamlText(new Emitter(text));
        yaml.Mapping(() =>
        {
            yaml.Entry("recipes", plan.Recipes.Select(TextOf));
            yaml.Entry("seeds", plan.Seeds.Select(seed => seed.ToString(CultureInfo.InvariantCulture)));
            yaml.Entry(
                "set", plan.Settings.Select(setting => (setting.Key, (IReadOnlyList<string>)[setting.Value])),
                isSingle: true);
            yaml.Entry(WordOf(plan.Mode), plan.Axes.Select(axis => (axis.Name, axis.Values)), isSingle: false);
            if (plan.Mode == SweepMode.Random)
            {
                yaml.Entry("draws", plan.Draws.ToString(CultureInfo.InvariantCulture));
                yaml.Entry("draw-seed", plan.DrawSeed.ToString(CultureInfo.InvariantCulture));
            }
            if (plan.InitFrom is { } run)
                yaml.Entry("init-from", run);
            if (plan.Features is { } features)
                yaml.Entry("features", features);
            yaml.Entry("samples", plan.Samples.ToString(CultureInfo.InvariantCulture));
            yaml.Entry("keep", WordOf(plan.Keep));
        });
        return text.ToString() is { Length: <= Limits.PlanCharacters } whole ? whole
            : throw new GanSharpException(
                $"a plan of more than {Limits.PlanCharacters} characters cannot be read back; "
                + "vary less, or shorten the recipes");
    }

    /// <summary>The value of an enumeration as written in files.</summary>
    internal static string WordOf<T>(T value) where T : struct, Enum => value.ToString().ToLowerInvariant();

    /// <summary>The text of a file.</summary>
    internal static string Read(string path) =>
        InputFile.ReadText(path, Limits.BytesPerCharacter * Limits.PlanCharacters, "sweep");

    private static string TextOf(Recipe recipe)
    {
        var text = RecipeYaml.Format(recipe);
        return
            RecipeCatalogue.Names.Contains(recipe.Name) && RecipeYaml.Format(RecipeCatalogue.Load(recipe.Name)) == text
            ? recipe.Name
            : text;
    }

    [GeneratedRegex(@"^recipes\s*:", RegexOptions.Multiline)]
    private static partial Regex RecipesLine();

    /// <summary>Reads a plan key by key.</summary>
    private sealed class Reader(YamlEvents parser, string source)
    {
        private readonly HashSet<string> _seen = [];
        private SweepPlan _plan = new() { Recipes = [] };
        private string? _mode;

        public SweepPlan Read()
        {
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _) || !parser.TryConsume<MappingStart>(out _))
                throw NoPlan();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Text();
                At(key, key.Value, () => Set(key.Value));
            }
            parser.End();
            return _plan.Recipes.Count > 0 ? _plan : throw NoPlan();
        }

        private void Set(string key)
        {
            if (!Keys.Contains(key))
                throw new GanSharpException($"is not a key of a sweep{Nearest.Hint(key, Keys)}");
            if (!_seen.Add(key))
                throw new GanSharpException("is set twice");
            _plan = key switch
            {
                "recipes" => _plan with { Recipes = [.. parser.Texts().Select(text => RecipeOf(text))] },
                "seeds" => _plan with { Seeds = Seeds() },
                "set" => _plan with { Settings = [.. Map(Value)] },
                "draws" => _plan with { Draws = (int)Whole(parser.Text(), 1, SweepPlan.MostTrials) },
                "draw-seed" => _plan with { DrawSeed = Whole(parser.Text(), long.MinValue, long.MaxValue) },
                "init-from" => _plan with { InitFrom = RunOf(parser.Text()) },
                "features" => _plan with { Features = Named(parser.Text()) },
                "samples" => _plan with { Samples = (int)Whole(parser.Text(), 0, 1_000_000) },
                "keep" => _plan with { Keep = Choice<SweepKeep>(parser.Text().Value) },
                _ => WithAxes(key),
            };
        }

        private SweepPlan WithAxes(string mode)
        {
            if (_mode is not null)
            {
                throw new GanSharpException(
                    $"cannot be combined with '{_mode}'; a sweep has one of grid, each and random");
            }
            _mode = mode;
            return _plan with
            {
                Mode = Choice<SweepMode>(mode),
                Axes = [.. Map(key => new SweepAxis(key, Values(RecipeKeys.Find(key))))],
            };
        }

        private Recipe RecipeOf(Scalar text)
        {
            if (text.Value.Length == 0)
                throw new GanSharpException("names no recipe; write what to train, such as 'recipes: [default]'");
            if (text.Style == ScalarStyle.Literal)
                return RecipeYaml.Parse(text.Value, source, text.Line());
            if (text.Value.Contains('\n', StringComparison.Ordinal))
                return RecipeYaml.Parse(text.Value, $"{source}:{text.Line()}, recipe");
            var path = RecipeCatalogue.IsPath(text.Value)
                ? Path.Combine(Path.GetDirectoryName(source) ?? "", text.Value)
                : text.Value;
            return RecipeCatalogue.Load(path);
        }

        /// <summary>The whole path of a run, since the folder of a sweep gets a copy of the plan.</summary>
        private string RunOf(Scalar text) =>
            text.Value.Length > 0 && !text.Value.Contains('\0', StringComparison.Ordinal)
                ? Path.GetFullPath(Path.Combine(Path.GetDirectoryName(source) ?? "", text.Value))
                : throw new GanSharpException(
                    "names no run; write the path of a run, a checkpoint or a generator file, or leave the key out");

        private static string Named(Scalar text) =>
            text.Value.Length > 0
                ? text.Value
                : throw new GanSharpException("has no value; name a network or a file, or leave the key out");

        /// <summary>The seeds of a list, or 1 to N.</summary>
        private List<long> Seeds()
        {
            if (parser.Accept<Scalar>(out _))
                return [.. Enumerable.Range(1, (int)Whole(parser.Text(), 1, SweepPlan.MostTrials))];
            return [.. parser.Texts().Select(text => Whole(text, long.MinValue, long.MaxValue))];
        }

        private List<T> Map<T>(Func<string, T> read)
        {
            var entries = new List<T>();
            if (!parser.TryConsume<MappingStart>(out _))
                throw new GanSharpException("needs settings with their values below it, such as 'batch-size: ...'");
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = parser.Text();
                At(key, "", () => entries.Add(read(key.Value)));
            }
            return entries;
        }

        private (string Key, string Value) Value(string key)
        {
            var known = RecipeKeys.Find(key);
            return (known.Name, OneLine(known));
        }

        /// <summary>The values of an axis: one value, or a list whose entries may be lists themselves.</summary>
        private List<string> Values(RecipeKey key)
        {
            if (!parser.TryConsume<SequenceStart>(out _))
                return [parser.Text().Value];
            var values = new List<string>();
            while (!parser.TryConsume<SequenceEnd>(out _))
                values.Add(OneLine(key));
            return values;
        }

        /// <summary>A value, or the entries of a list joined to one value.</summary>
        private string OneLine(RecipeKey key) => parser.Accept<SequenceStart>(out _)
            ? key.OneLine(parser.Texts().Select(line => line.Value)) : parser.Text().Value;

        private static long Whole(Scalar text, long least, long most) =>
            long.TryParse(text.Value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= least
            && value <= most
                ? value
            : throw new GanSharpException(
                string.Create(
                    CultureInfo.InvariantCulture, $"'{text.Value}' is not a whole number from {least} to {most}"));

        private static T Choice<T>(string word) where T : struct, Enum =>
            Enum.GetValues<T>().Where(value => WordOf(value) == word).ToArray() is [var chosen] ? chosen
            : throw new GanSharpException(
                $"'{word}' is none of {string.Join(", ", Enum.GetValues<T>().Select(WordOf))}");

        /// <summary>Adds file, line and key to an error, unless an inner call has added them.</summary>
        private void At(Scalar key, string name, Action read)
        {
            try
            {
                read();
            }
            catch (GanSharpException error) when (!error.Message.StartsWith($"{source}:", StringComparison.Ordinal))
            {
                throw new GanSharpException(
                    $"{source}:{key.Line()}: {(name.Length > 0 ? $"{name}: " : "")}{error.Message}", error);
            }
        }

        private GanSharpException NoPlan() => new(
            $"{source}: not a sweep; write what to train, such as 'recipes: [default]', "
            + "and what to vary under 'grid:'");
    }
}
