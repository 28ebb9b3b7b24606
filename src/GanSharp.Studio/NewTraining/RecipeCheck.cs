using System.Text.RegularExpressions;
using GanSharp.Models;
using GanSharp.Networks;
using GanSharp.Recipes;
using GanSharp.Tensors;
using GanSharp.Training;

namespace GanSharp.Studio.NewTraining;

/// <summary>A changed setting.</summary>
/// <param name="Key">Its name.</param>
/// <param name="Value">Its new value; a list has a line for each entry.</param>
internal sealed record Setting(string Key, string Value);

/// <summary>What is wrong with a recipe.</summary>
/// <param name="Key">The setting; null if it is not that of one.</param>
/// <param name="Line">The line of the YAML, from 1; null if none is to blame.</param>
/// <param name="Message">What is wrong, and what to do.</param>
internal sealed record RecipeFault(string? Key, int? Line, string Message);

/// <summary>A recipe that was checked.</summary>
internal sealed record CheckedRecipe
{
    /// <summary>The YAML, with the changed settings.</summary>
    public required string Yaml { get; init; }

    /// <summary>What is wrong; empty if it can be trained.</summary>
    public IReadOnlyList<RecipeFault> Faults { get; init; } = [];

    /// <summary>The text of every setting; null if the YAML cannot be read.</summary>
    public IReadOnlyDictionary<string, string>? Values { get; init; }

    /// <summary>The generator steps of the training; null if the recipe does not fit the data.</summary>
    public long? Steps { get; init; }

    /// <summary>How often each image is seen.</summary>
    public double? Passes { get; init; }

    /// <summary>How often samples are drawn and the training is saved.</summary>
    public long? Saves { get; init; }

    /// <summary>The same for recipes whose steps take the same time.</summary>
    public string? Pace { get; init; }

    /// <summary>The recipe; null if the YAML cannot be read.</summary>
    [System.Text.Json.Serialization.JsonIgnore]
    public Recipe? Recipe { get; init; }
}

/// <summary>Checks recipes while they are edited, in a form and as YAML.</summary>
internal sealed partial class RecipeCheck : IDisposable
{
    private readonly SemaphoreSlim _one = new(1); // networks are built to see whether they fit: one after the other

    /// <summary>Reads a recipe, changes settings, and checks the result.</summary>
    /// <param name="yaml">The YAML as it was typed.</param>
    /// <param name="settings">Settings that were changed in the form.</param>
    /// <param name="data">The data that it is for; null to check what can be checked without.</param>
    /// <param name="cancellation">Stops waiting for other checks.</param>
    public async Task<CheckedRecipe> OfAsync(
        string yaml, IReadOnlyList<Setting> settings, DataFacts? data, CancellationToken cancellation)
    {
        Recipe recipe;
        try
        {
            recipe = RecipeYaml.Parse(yaml, RecipeText.Source);
        }
        catch (GanSharpException error)
        {
            return new() { Yaml = yaml, Faults = [FaultOf(error.Message, yaml)] };
        }
        var faults = new List<RecipeFault>();
        foreach (var (key, value) in settings)
        {
            try
            {
                var changed = recipe.WithText(key, value);
                (yaml, recipe) = (RecipeText.With(yaml, recipe, changed), changed);
            }
            catch (GanSharpException error)
            {
                var fault = FaultOf(error.Message, yaml);
                faults.Add(fault with { Key = key, Line = null });
            }
        }
        if (settings.Count > 0)
            recipe = RecipeYaml.Parse(yaml, RecipeText.Source); // so that faults name the lines of the new text
        var result = new CheckedRecipe { Yaml = yaml, Values = RecipeValues.Of(recipe), Recipe = recipe };
        await _one.WaitAsync(cancellation);
        try
        {
            return data is null ? WithoutData(result, recipe, faults) : With(data, result, recipe, faults);
        }
        catch (Exception error) when (error is GanSharpException or TensorException or OutOfMemoryException)
        {
            return result with { Faults = [.. faults, FaultOf(error.Message, yaml)] };
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    private static CheckedRecipe WithoutData(CheckedRecipe result, Recipe recipe, List<RecipeFault> faults)
    {
        recipe.RequireName();
        recipe.Validate();
        return result with { Faults = faults };
    }

    private static CheckedRecipe With(DataFacts data, CheckedRecipe result, Recipe recipe, List<RecipeFault> faults)
    {
        _ = WithoutData(result, recipe, faults);
        var (shape, classes, count) = data.Of(recipe);
        recipe = recipe.For(classes);
        try
        {
            using var scope = new TensorScope();
            _ = new GanModel(recipe, new NetworkContext(shape, classes));
        }
        catch (Exception error) when (error is GanSharpException or TensorException)
        {
            var message = error.Message[Place().Match(error.Message).Length..];
            if (SizeFault.Of(message, recipe, shape.Channels, classes) is { } fault)
                throw new GanSharpException($"{SizeFault.Key}: {fault}", error);
            throw;
        }
        var schedule = new Schedule(recipe, count / recipe.BatchSize);
        return result with
        {
            Faults = faults,
            Steps = schedule.TotalSteps,
            Passes = (double)schedule.TotalSteps * recipe.ImagesPerStep / count,
            Saves = schedule.TotalSteps / (recipe.SaveEpochs * schedule.StepsPerEpoch) + 1,
            Pace = RecipePace.Of(recipe, shape, classes),
        };
    }

    /// <summary>Finds the line and the setting that a message names.</summary>
    private static RecipeFault FaultOf(string message, string yaml)
    {
        var found = Place().Match(message);
        var line = found.Groups["line"] is { Success: true } number ? int.Parse(
            number.ValueSpan, System.Globalization.CultureInfo.InvariantCulture) : (int?)null;
        message = message[found.Length..];
        var name = message.Split(':')[0];
        var key = RecipeKeys.All.Any(known => known.Name == name) ? name : null;
        if (key is not null)
            message = message[(key.Length + 1)..].TrimStart();
        return new(key, line ?? (key is null ? null : RecipeText.LineOf(yaml, key)), message);
    }

    [GeneratedRegex(@"^(recipe\.yaml(:(?<line>[0-9]{1,9}))?: )?")]
    private static partial Regex Place();
}
