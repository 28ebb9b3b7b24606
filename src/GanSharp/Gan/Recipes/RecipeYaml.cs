using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;
using YamlDotNet.Serialization;

namespace GanSharp.Recipes;

/// <summary>Recipes as YAML. Errors name the file and the line.</summary>
public static class RecipeYaml
{
    private const int MostCharacters = 1 << 20, MostNesting = 16;

    /// <summary>Reads a recipe.</summary>
    /// <param name="yaml">The text.</param>
    /// <param name="source">What to call it in messages, usually its path.</param>
    /// <exception cref="GanSharpException">The text is not YAML, or not a recipe.</exception>
    public static Recipe Parse(string yaml, string source)
    {
        ArgumentNullException.ThrowIfNull(yaml);
        var recipe = new Recipe { Name = Path.GetFileNameWithoutExtension(source) };
        var lines = new Dictionary<string, int[]>();
        foreach (var (keyNode, valueNode) in Root(yaml, source).Children)
        {
            var name = (keyNode as YamlScalarNode)?.Value ?? "";
            try
            {
                var key = RecipeKeys.Find(name);
                recipe = key.Set(recipe, Lines(valueNode));
                lines[name] = [(int)keyNode.Start.Line, .. Entries(valueNode).Select(entry => (int)entry.Start.Line)];
            }
            catch (GanSharpException error)
            {
                throw new GanSharpException($"{source}:{keyNode.Start.Line}: {name}: {error.Message}", error);
            }
        }
        return recipe with { Source = new(source, lines) };
    }

    /// <summary>The whole recipe, every setting included, so that a later default cannot change what it means.</summary>
    public static string Format(Recipe recipe)
    {
        var values = new Dictionary<string, object>();
        foreach (var key in RecipeKeys.All)
        {
            var lines = key.Get(recipe);
            if (key.IsList)
                values[key.Name] = lines;
            else if (lines.Count == 1)
                values[key.Name] = lines[0];
        }
        return new SerializerBuilder().WithIndentedSequences().WithNewLine("\n").DisableAliases().Build().Serialize(values);
    }

    private static YamlMappingNode Root(string yaml, string source)
    {
        if (yaml.Length > MostCharacters)
            throw new GanSharpException($"{source}: {yaml.Length} characters are too many for a recipe");
        try
        {
            CheckNesting(yaml);
            var stream = new YamlStream();
            stream.Load(new StringReader(yaml));
            return stream.Documents is [var only] && only.RootNode is YamlMappingNode root ? root
                : throw new GanSharpException($"{source}: not a recipe; write keys and values, such as 'epochs: 10'");
        }
        catch (YamlException error)
        {
            throw new GanSharpException($"{source}:{error.Start.Line}: {error.Message}", error);
        }
    }

    /// <summary>Refuses what is nested so deeply that building its tree would exhaust the stack.</summary>
    private static void CheckNesting(string yaml)
    {
        var parser = new Parser(new StringReader(yaml));
        for (var depth = 0; parser.MoveNext();)
        {
            depth += parser.Current!.NestingIncrease;
            if (depth > MostNesting)
                throw new YamlException(parser.Current.Start, parser.Current.End, "lists within lists are too many for a recipe");
        }
    }

    private static IEnumerable<YamlNode> Entries(YamlNode node) => (node as YamlSequenceNode)?.Children ?? [];

    private static string[] Lines(YamlNode node) => node switch
    {
        YamlScalarNode scalar => [scalar.Value ?? ""],
        YamlSequenceNode sequence => [.. sequence.Children.Select(child =>
            (child as YamlScalarNode)?.Value ?? throw new GanSharpException($"line {child.Start.Line} is not plain text"))],
        _ => throw new GanSharpException("expected a value or a list"),
    };
}
