using GanSharp.Recipes;
using GanSharp.Reports.Languages;
using GanSharp.Studio.NewTraining;
using GanSharp.Tensors;

namespace GanSharp.Studio.Tests.NewTraining;

public sealed class RecipeCheckTests
{
    private static readonly DataFacts Digits = new()
    {
        Dataset = "digits",
        Count = 5000,
        Classes = [.. Enumerable.Range(0, 10).Select(label => new ClassFacts($"{label}", 500))],
        Channels = 1,
        Size = new(1, 28, 28),
        IsOneSize = true,
        Sides = (28, 28),
        Checked = 5000,
        Pictures = [],
    };

    private static readonly DataFacts Photos = Digits with
    {
        Dataset = "folder",
        Count = 40,
        Classes = [],
        Channels = 3,
        Size = new(3, 80, 120),
        IsOneSize = false,
    };

    private static readonly string Default = RecipeYaml.Format(RecipeCatalogue.Load("default"));

    [Fact]
    public async Task A_changed_setting_changes_its_line_only()
    {
        const string Batch = "batch-size: 48";
        var text = $"# mine\n{Default.Replace(Batch, $"# many\n{Batch} # fast", StringComparison.Ordinal)}";
        var result = await CheckAsync(text, Digits, ("image-size", "32"), ("seed", "7"));
        result.Faults.ShouldBeEmpty();
        result.Yaml.ShouldBe(
            text.Replace("image-size: 0", "image-size: 32", StringComparison.Ordinal)
                .Replace("seed: 1", "seed: 7", StringComparison.Ordinal));
        result.Values!["image-size"].ShouldBe("32");
        (result.Steps, result.Passes!.Value, result.Saves).ShouldBe((20 * 104, 20 * 104 * 48 / 5000.0, 21));
    }

    [Fact]
    public async Task The_networks_of_a_check_are_freed_at_once()
    {
        var gan = RecipeYaml.Format(RecipeCatalogue.Load("gan"));
        var before = TensorMemory.BytesInUse;
        for (var check = 0; check < 20; check++)
            await CheckAsync(gan, Digits);
        var networks = 4L * (6_640_193 + 6_559_169);
        (TensorMemory.BytesInUse - before).ShouldBeLessThan(10 * networks);
    }

    [Fact]
    public async Task A_list_is_changed_line_by_line()
    {
        var result = await CheckAsync(Default, Digits, ("terms", "hinge\n r1 0.1 \n\n"), ("augment", "flip"));
        result.Faults.ShouldBeEmpty();
        result.Recipe!.Terms.ShouldBe(["hinge", "r1 0.1"]);
        result.Recipe.Augment.ShouldBe(["flip"]);
        RecipeYaml.Parse(result.Yaml, "x.yaml").Terms.ShouldBe(["hinge", "r1 0.1"]);
        result.Values!["terms"].ShouldBe("hinge\nr1 0.1");
    }

    [Fact]
    public async Task What_is_typed_as_text_becomes_the_values_of_the_form()
    {
        var result = await CheckAsync("batch-size: 16\noptimizer: adam 5e-4\nterms: [hinge]\n", null);
        result.Values!["batch-size"].ShouldBe("16");
        result.Values["learning-rate"].ShouldBe("0.0005");
        result.Values["terms"].ShouldBe("hinge");
        result.Values["crop"].ShouldBe("centre");
        result.Yaml.ShouldBe("batch-size: 16\noptimizer: adam 5e-4\nterms: [hinge]\n");
    }

    [Theory]
    [InlineData("batch-size: 16\nepochs: many\n", 2, "epochs")]
    [InlineData("batch-size: 16\n\nbath-size: 3\n", 3, null)]
    [InlineData("batch-size: [\n", 2, null)]
    [InlineData("batch-size: 16\nbatch-size: 17\n", 2, "batch-size")]
    [InlineData("", null, null)]
    public async Task Text_that_cannot_be_read_names_its_line(string yaml, int? line, string? key)
    {
        var result = await CheckAsync(yaml, Digits);
        result.Values.ShouldBeNull();
        result.Yaml.ShouldBe(yaml);
        var fault = result.Faults.ShouldHaveSingleItem();
        (fault.Line, fault.Key).ShouldBe((line, key));
        fault.Message.ShouldNotContain("recipe.yaml:");
    }

    [Fact]
    public async Task A_setting_that_is_not_valid_is_named_and_the_others_change()
    {
        var result = await CheckAsync(
            Default, Digits, ("batch-size", "0"), ("epochs", "3"), ("bath-size", "1"), ("seed", "9"));
        result.Faults.Select(fault => fault.Key).ShouldBe(["batch-size", "bath-size"]);
        result.Faults[0].Message.ShouldContain("1 to 65536");
        (result.Recipe!.BatchSize, result.Recipe.Epochs, result.Recipe.Seed).ShouldBe((48, 3, 9));
    }

    [Theory]
    [InlineData("batch-size", "9999", "batch-size")]
    [InlineData("generator", "linear H/3 x H/4 x W/4", "generator")]
    [InlineData("image-size", "30", "image-size")]
    [InlineData("image-size", "1024", "image-size")]
    [InlineData("classes", "eleven", "classes")]
    [InlineData("dataset", "mnist", "dataset")]
    [InlineData("terms", "hinges", "terms")]
    [InlineData("name", "", "name")]
    public async Task A_recipe_that_does_not_fit_says_so_at_a_line(string key, string value, string blamed)
    {
        var result = await CheckAsync(Default, Digits, (key, value));
        var fault = result.Faults.ShouldHaveSingleItem();
        fault.Key.ShouldBe(blamed);
        // an entry of a list is on a line of its own
        fault.Line.ShouldBe(RecipeText.LineOf(result.Yaml, blamed) + (blamed is "generator" or "terms" ? 1 : 0));
        result.Values!.ShouldNotBeNull();
        result.Steps.ShouldBeNull();
    }

    [Theory]
    [InlineData("image-size: 30\n", "write 32 (generator: layer line 1")]
    [InlineData("image-size: 1024\n", "write 64 (generator: layer line 1")]
    public async Task A_size_that_does_not_fit_the_networks_is_blamed_itself(string line, string remedy)
    {
        var yaml = Default.Replace("image-size: 0\n", line, StringComparison.Ordinal);
        var fault = (await CheckAsync(yaml, Digits)).Faults.ShouldHaveSingleItem();
        (fault.Key, fault.Line).ShouldBe(("image-size", RecipeText.LineOf(yaml, "image-size")));
        fault.Message.ShouldStartWith("images of this size do not fit the networks; ");
        fault.Message.ShouldContain(remedy);
        fault.Message.ShouldNotContain("--");
    }

    [Fact]
    public async Task Every_setting_can_be_sent_back_as_it_is_shown()
    {
        foreach (var name in RecipeCatalogue.Names)
        {
            var text = RecipeYaml.Format(RecipeCatalogue.Load(name));
            var values = RecipeValues.Of(RecipeCatalogue.Load(name));
            var result = await CheckAsync(
                text, null, [.. values.Where(pair => pair.Key is not ("epochs" or "learning-rate" or "optimizer"))
                    .Select(pair => (pair.Key, pair.Value))]);
            result.Yaml.ShouldBe(text, name);
            result.Faults.ShouldBeEmpty(name);
        }
    }

    [Fact]
    public async Task Every_recipe_that_is_possible_is_completed_for_photos()
    {
        RecipeSuggestion.NameFor(Photos).ShouldBe("fastgan");
        foreach (var name in RecipeCatalogue.Names.Where(name =>
            !RecipeSuggestion.NeedsClasses(RecipeCatalogue.Load(name))))
        {
            var recipe = RecipeSuggestion.For(name, Photos);
            recipe.BatchSize.ShouldBeLessThanOrEqualTo(40);
            var result = await CheckAsync(RecipeYaml.Format(recipe), Photos);
            result.Faults.ShouldBeEmpty(name);
            result.Recipe!.Selection.SkipDamaged.ShouldBeTrue();
        }
    }

    [Fact]
    public void Each_setting_is_in_the_form_once_and_has_a_translation()
    {
        string[] shown = [.. SettingGroups.All.SelectMany(group => group.Keys).Select(key => key.Name)];
        shown.Concat(["epochs", "steps", "image-size", "batch-size", "learning-rate", "seed", "dataset"]).Order()
            .ShouldBe(RecipeKeys.All.Select(key => key.Name).Order());
        var chinese = Phrases.In("zh").Translations;
        RecipeKeys.All.Select(key => key.About)
            .Concat(RecipeCatalogue.Names.Select(name => RecipeCatalogue.Load(name).About))
            .Concat(new DatasetDownloads().All().Select(known => known.About))
            .Concat(SettingGroups.All.SelectMany(group => (string[])[group.Title, group.About]))
            .Where(text => !chinese.ContainsKey(text)).ShouldBeEmpty();
    }

    private static async Task<CheckedRecipe> CheckAsync(
        string yaml, DataFacts? data, params (string Key, string Value)[] settings)
    {
        using var check = new RecipeCheck();
        return await check.OfAsync(
            yaml, [.. settings.Select(each => new Setting(each.Key, each.Value))], data,
            TestContext.Current.CancellationToken);
    }
}
