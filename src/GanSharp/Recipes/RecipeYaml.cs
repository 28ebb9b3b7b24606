using GanSharp.IO;
using GanSharp.Text;
using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace GanSharp.Recipes;

/// <summary>Recipes as YAML. Errors name the file and the line.</summary>
public static class RecipeYaml
{
    /// <summary>Reads a recipe.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">The text's name in messages, usually its path.</param>
    /// <exception cref="GanSharpException">The text is not YAML, or not a recipe.</exception>
    public static Recipe Parse(string yaml, string source) => Parse(yaml, source, 0);

    /// <summary>Reads a recipe that is part of a file.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">The file's name in messages.</param>
    /// <param name="before">Lines of the file before the text.</param>
    internal static Recipe Parse(string yaml, string source, int before)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        if (yaml.Length > Limits.RecipeCharacters)
            throw new GanSharpException($"{source}: {yaml.Length} characters are too many for a recipe");
        try
        {
            return Parse(new YamlEvents(new(new StringReader(yaml))), source, before);
        }
        catch (YamlException error)
        {
            throw new GanSharpException($"{source}:{before + YamlEvents.LineOf(error)}: {error.Message}", error);
        }
    }

    /// <summary>
    /// Returns the whole recipe as YAML, with every setting, so that a later default cannot change its meaning.
    /// </summary>
    public static string Format(Recipe recipe)
    {
        var text = new StringWriter();
        var yaml = new YamlText(
            new Emitter(text, new EmitterSettings().WithIndentedSequences().WithNewLine("\n")), isFlow: false);
        yaml.Mapping(() =>
        {
            foreach (var key in RecipeKeys.All)
            {
                var lines = key.Get(recipe);
                if (key.IsOptional && lines.Count == 0)
                    continue;
                if (key.IsList)
                    yaml.Entry(key.Name, lines);
                else if (lines.Count == 1)
                    yaml.Entry(key.Name, lines[0]);
            }
        });
        return text.ToString();
    }

    /// <summary>Reads a file that <see cref="Format"/> wrote and that may be truncated.</summary>
    internal static Recipe LoadWhole(string path)
    {
        var (text, last) = (ReadText(path), RecipeKeys.All[^1].Name);
        var recipe = Parse(text, path);
        return text.EndsWith('\n') && recipe.Source!.Lines.ContainsKey(last) ? recipe
            : throw new GanSharpException(
                $"{path}: is cut short: its last line should be '{last}: ...'; "
                + "write what is missing, or start a new run");
    }

    /// <summary>Reads the text of a file, unless it is too long for a recipe.</summary>
    internal static string ReadText(string path) =>
        InputFile.ReadText(path, Limits.BytesPerCharacter * Limits.RecipeCharacters, "recipe");

    /// <summary>
    /// Reads keys and their values one by one, since a recipe is flat. A tree of the document could be as deep as a
    /// hostile text makes it, or infinite, if a list contains itself.
    /// </summary>
    private static Recipe Parse(YamlEvents parser, string source, int before)
    {
        var recipe = new Recipe { Name = Path.GetFileNameWithoutExtension(source) };
        var lines = new Dictionary<string, int[]>();
        parser.Consume<StreamStart>();
        if (!parser.TryConsume<DocumentStart>(out _) || !parser.TryConsume<MappingStart>(out _))
            throw NoRecipe(source);
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            var key = parser.Text();
            try
            {
                var isList = parser.Accept<SequenceStart>(out _);
                var values = parser.Texts();
                var known = RecipeKeys.Find(key.Value);
                recipe = known.Set(
                    recipe,
                    known.IsNames && !isList ? known.LinesOf(values[0].Value) : [.. values.Select(value => value.Value)]
                );
                if (!lines.TryAdd(known.Name, [before + key.Line(), .. values.Select(value => before + value.Line())]))
                    throw new GanSharpException("is set twice");
            }
            catch (GanSharpException error)
            {
                throw new GanSharpException($"{source}:{before + key.Line()}: {key.Value}: {error.Message}", error);
            }
        }
        parser.End();
        return recipe with { Source = new(source, lines) };
    }

    private static GanSharpException NoRecipe(string source) =>
        new($"{source}: not a recipe; write keys and values, such as 'epochs: 10'");
}
