using GanSharp.Data;

namespace GanSharp.Tests.Data;

public class ClassNamesTests
{
    private static readonly string[] Clothes = ["T-shirt/top", "Trouser", "Bag"], Letters = ["A", "B", "a"], Digits = ["3", "5"];

    [Theory]
    [InlineData("Trouser", 1)]
    [InlineData("bag", 2)]
    [InlineData("0", 0)]
    public void A_class_is_found_by_name_or_number(string label, int expected) => ClassNames.Find(Clothes, label).ShouldBe(expected);

    [Fact]
    public void Letter_case_matters_only_between_two_names()
    {
        ClassNames.Find(Letters, "a").ShouldBe(2);
        ClassNames.Find(Letters, "A").ShouldBe(0);
        ClassNames.Find(Letters, "b").ShouldBe(1);
    }

    [Fact]
    public void Numbers_that_are_names_are_nothing_else()
    {
        ClassNames.Find(Digits, "5").ShouldBe(1);
        Should.Throw<GanSharpException>(() => ClassNames.Find(Digits, "1")).Message.ShouldStartWith("'1' is not one of the 2 classes: 3, 5");
    }

    [Fact]
    public void Unknown_ones_are_refused_with_the_nearest() =>
        Should.Throw<GanSharpException>(() => ClassNames.Find(Clothes, "Trousers")).Message
            .ShouldBe("'Trousers' is not one of the 3 classes: T-shirt/top, Trouser, Bag; did you mean Trouser?");

    [Fact]
    public void Chosen_classes_keep_their_own_order()
    {
        ClassNames.Choose(Clothes, ["Bag", "trouser", "2"]).ShouldBe([1, 2]);
        ClassNames.Choose(Clothes, []).ShouldBe([0, 1, 2]);
    }
}
