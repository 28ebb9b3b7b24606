using System.CommandLine.Completions;
using GanSharp.Data;
using GanSharp.Recipes;

namespace GanSharp.Cli.Shells;

/// <summary>What shells can complete within the values of options.</summary>
internal static class Completions
{
    /// <summary>The settings of recipes for which a condition holds, each followed by an equals sign.</summary>
    public static IEnumerable<CompletionItem> Settings(Func<RecipeKey, bool> which) =>
        RecipeKeys.All.Where(which).Select(key => new CompletionItem(key.Name + "="));

    /// <summary>The classes of the data set that is named before in the command line.</summary>
    public static IEnumerable<CompletionItem> ClassesOfDataset(CompletionContext context)
    {
        var words = context.ParseResult.Tokens.Select(token => token.Value).ToHashSet();
        var named = Datasets.All.FirstOrDefault(info => words.Contains(info.Name));
        return OfList(context, named?.ClassNames ?? []);
    }

    /// <summary>
    /// Names for the last entry of a list with commas, after the entries that have been typed. Names with commas have
    /// quotes.
    /// </summary>
    public static IEnumerable<CompletionItem> OfList(CompletionContext context, IEnumerable<string> names)
    {
        var typed = context.WordToComplete;
        var earlier = typed[..(typed.LastIndexOf(',') + 1)];
        return names.Select(name => new CompletionItem(
            earlier + (name.Contains(',', StringComparison.Ordinal) ? $"\"{name}\"" : name)));
    }
}
