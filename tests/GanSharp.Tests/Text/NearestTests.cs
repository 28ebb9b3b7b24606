using GanSharp.Text;

namespace GanSharp.Tests.Text;

public class NearestTests
{
    private static readonly string[] Names =
    [
        "digits", "mnist", "fashion-mnist", "kmnist", "emnist", "wgan", "wgan-gp",
    ];

    [Theory]
    [InlineData("", "", 0)]
    [InlineData("abc", "", 3)]
    [InlineData("mnist", "kmnist", 1)]
    [InlineData("mnist", "mnits", 1)]
    [InlineData("kitten", "sitting", 3)]
    [InlineData("DIGITS", "digits", 0)]
    public void Distance_counts_edits(string a, string b, int edits)
    {
        Nearest.Distance(a, b).ShouldBe(edits);
        Nearest.Distance(b, a).ShouldBe(edits);
    }

    [Fact]
    public void The_nearest_names_come_first_and_at_most_three() =>
        Nearest.To("mnist", [.. Names, "nnist"]).ShouldBe(["mnist", "kmnist", "emnist"]);

    [Fact]
    public void A_name_that_shares_no_letter_is_not_near() => Nearest.To("x", ["0", "1"]).ShouldBeEmpty();

    [Fact]
    public void A_very_long_word_has_no_near_name_and_costs_no_memory()
    {
        var (word, before) = (new string('x', 1 << 20), GC.GetAllocatedBytesForCurrentThread());
        Nearest.To(word, Names).ShouldBeEmpty();
        (GC.GetAllocatedBytesForCurrentThread() - before).ShouldBeLessThan(1 << 16);
    }

    [Theory]
    [InlineData("fasion-mnist", "; did you mean fashion-mnist?")]
    [InlineData("fashion", "; did you mean fashion-mnist?")]
    [InlineData("wgan", "; did you mean wgan or wgan-gp?")]
    [InlineData("mnits", "; did you mean mnist?")]
    [InlineData("nmist", "; did you mean mnist?")]
    [InlineData("imagenet", "")]
    [InlineData("", "")]
    public void A_hint_names_only_near_names(string word, string hint) => Nearest.Hint(word, Names).ShouldBe(hint);
}
