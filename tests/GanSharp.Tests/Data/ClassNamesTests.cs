using GanSharp.Data;
using GanSharp.Text;

namespace GanSharp.Tests.Data;

[Trait("Instructions", "any")]
public class ClassNamesTests
{
    private static readonly string[] Clothes = ["T-shirt/top", "Trouser", "Bag"],
        Letters = ["A", "B", "a"], Digits = ["3", "5"];

    [Theory]
    [InlineData("Trouser", 1)]
    [InlineData("bag", 2)]
    [InlineData("0", 0)]
    public void A_class_is_found_by_name_or_number(string label, int expected) =>
        ClassNames.Find(Clothes, label).ShouldBe(expected);

    [Fact]
    public void Letter_case_matters_only_between_two_names()
    {
        ClassNames.Find(Letters, "a").ShouldBe(2);
        ClassNames.Find(Letters, "A").ShouldBe(0);
        ClassNames.Find(Letters, "b").ShouldBe(1);
    }

    [Fact]
    public void A_number_that_is_a_name_is_not_an_index()
    {
        ClassNames.Find(Digits, "5").ShouldBe(1);
        Should
            .Throw<GanSharpException>(() => ClassNames.Find(Digits, "1"))
            .Message.ShouldStartWith("'1' is not one of the 2 classes: 3, 5");
    }

    [Fact]
    public void Unknown_classes_are_refused_with_the_nearest_name() =>
        Should.Throw<GanSharpException>(() => ClassNames.Find(Clothes, "Trousers")).Message
            .ShouldBe("'Trousers' is not one of the 3 classes: T-shirt/top, Trouser, Bag; did you mean Trouser?");

    [Fact]
    public void Names_match_in_any_Unicode_form()
    {
        string[] names = ["E\u0301te\u0301", "lily"];
        ClassNames.Find(names, "\u00c9t\u00e9").ShouldBe(0);
        ClassNames.Find(names, "\u00e9t\u00e9").ShouldBe(0, "in another letter case");
    }

    [Fact]
    public void A_name_with_commas_is_found_whole_or_in_pieces()
    {
        string[] names = ["lily", "roses, red", "roses, red, small"];
        ClassNames.FindAll(names, ["roses, red"]).ShouldBe([1]);
        ClassNames.FindAll(names, ["roses", "red", "lily"]).ShouldBe([1, 0]);
        ClassNames.FindAll(names, ["lily", "Roses", "Red"]).ShouldBe([0, 1]);
        ClassNames
            .FindAll(["roses", "red", "roses, red"], ["roses", "red"])
            .ShouldBe([0, 1], "exact names come first");
        Should.Throw<GanSharpException>(() => ClassNames.FindAll(names, ["lily", "roses", "blue"])).Message
            .ShouldStartWith("'roses' is not one of the 3 classes: lily, \"roses, red\", \"roses, red, small\"");
    }

    [Theory]
    [InlineData("a;b", "a,b")]
    [InlineData("roses, red", "Roses,red")]
    public void Ambiguous_pieces_are_refused(string one, string other)
    {
        Should.Throw<GanSharpException>(() => ClassNames.FindAll([one, other], NameList.Parse(one))).Message
            .ShouldEndWith($"can be \"{one}\" or \"{other}\"; put the name in quotes");
        ClassNames.FindAll([one, other], NameList.Parse($"\"{other}\"")).ShouldBe([1]);
    }

    [Fact]
    public void A_suggestion_can_be_typed_as_printed()
    {
        string[] names = [" lily", "rose"];
        var message = Should.Throw<GanSharpException>(() => ClassNames.Find(names, "lily")).Message;
        message.ShouldEndWith("; did you mean \" lily\"?");
        ClassNames.FindAll(names, NameList.Parse("\" lily\"")).ShouldBe([0]);
    }

    [Fact]
    public void Chosen_classes_keep_the_order_of_the_data_set()
    {
        ClassNames.Choose(Clothes, ["Bag", "trouser", "2"]).ShouldBe([1, 2]);
        ClassNames.Choose(Clothes, []).ShouldBe([0, 1, 2]);
    }
}
