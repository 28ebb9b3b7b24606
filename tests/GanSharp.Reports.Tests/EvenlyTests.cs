namespace GanSharp.Reports.Tests;

public class EvenlyTests
{
    [Theory]
    [InlineData(5, 9, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(5, 5, new[] { 0, 1, 2, 3, 4 })]
    [InlineData(9, 3, new[] { 0, 4, 8 })]
    [InlineData(100, 4, new[] { 0, 33, 66, 99 })]
    [InlineData(7, 2, new[] { 0, 6 })]
    [InlineData(7, 1, new[] { 6 })]
    [InlineData(0, 3, new int[0])]
    public void Items_are_chosen_at_equal_distances(int count, int most, int[] expected) =>
        Evenly.Pick([.. Enumerable.Range(0, count)], most).ShouldBe(expected);
}
