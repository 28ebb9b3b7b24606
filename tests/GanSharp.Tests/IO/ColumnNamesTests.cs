using GanSharp.IO;

namespace GanSharp.Tests.IO;

public class ColumnNamesTests
{
    private const int Margin = 2;

    [Fact]
    public void A_name_is_over_the_middle_of_its_column_and_the_grid_below_is_unchanged()
    {
        var grid = Grid(new(1, 12, 12), 2, rows: 1);

        var named = ColumnNames.Above(grid, new(1, 12, 12), [(0, "a"), (1, "gi")]);

        (named.Width, named.Height, named.Channels).ShouldBe((grid.Width, grid.Height + 11, 1));
        named.Pixels[(11 * grid.Width)..].ShouldBe(grid.Pixels);
        Enumerable.Range(0, 11).Select(row => Text(named, row)).ShouldBe([
            "..............................",
            "..............................",
            "........................#.....",
            "..............................",
            ".......##...........###.#.....",
            ".........#.........#..#.#.....",
            ".......###.........#..#.#.....",
            "......#..#.........#..#.#.....",
            ".......###..........###.#.....",
            "......................#.......",
            "....................##........",
        ]);
    }

    [Theory]
    [InlineData(28, 1, "7", 1)]
    [InlineData(64, 1, "7", 2)]
    [InlineData(64, 1, "smileys-emotion", 1)]
    [InlineData(28, 4, "7", 4)]
    [InlineData(28, 4, "pullover", 3)]
    [InlineData(28, 4, "smileys-emotion", 1)]
    public void Names_are_as_large_as_they_fit(int side, int zoom, string name, int scale)
    {
        var grid = Grid(new(1, side, side), 1, rows: 1, zoom);
        var named = ColumnNames.Above(grid, new(1, side, side), [(7, name)], zoom);
        named.Height.ShouldBe(grid.Height + Margin + 9 * scale);
        Ink(named).ShouldBe(scale * scale * InkOf(name));
    }

    [Fact]
    public void All_names_have_one_size() =>
        ColumnNames.Above(Grid(new(1, 64, 64), 2, rows: 1), new(1, 64, 64), [(0, "7"), (1, "smileys-emoti")])
            .Height.ShouldBe(64 + 2 * Margin + 11);

    [Theory]
    [InlineData("ankle boot", "pullover", "ankle…", "pullov…")] // cut
    [InlineData("a b", "a-c-d-e-f-g", "a b", "a-c-d…")] // no dash before the ellipsis
    [InlineData("pullover red", "pullover blue", "3", "8")] // the same after cutting
    [InlineData("雪", "Straße", "3", "8")] // not in the font
    [InlineData("Käse", "été", "Kase", "ete")] // without accents
    [InlineData("", " ", "", " ")]
    public void A_name_that_cannot_be_written_is_cut_or_replaced_by_its_number(
        string first, string second, string firstText, string secondText)
    {
        var image = new ImageShape(1, 28, 28);
        ColumnNames.Above(Grid(image, 2, rows: 1), image, [(3, first), (8, second)]).Pixels
            .ShouldBe(ColumnNames.Above(Grid(image, 2, rows: 1), image, [(3, firstText), (8, secondText)]).Pixels);
        Ink(ColumnNames.Above(Grid(image, 2, rows: 1), image, [(3, first), (8, second)]))
            .ShouldBe(InkOf(firstText) + InkOf(secondText));
    }

    [Fact]
    public void Columns_of_one_class_keep_their_name()
    {
        var image = new ImageShape(1, 28, 28);
        Ink(ColumnNames.Above(Grid(image, 2, rows: 1), image, [(3, "seven"), (3, "seven")]))
            .ShouldBe(2 * InkOf("seven"));
    }

    [Fact]
    public void A_colour_grid_gets_grey_names()
    {
        var image = new ImageShape(3, 16, 16);
        var named = ColumnNames.Above(Grid(image, 1, rows: 1), image, [(0, "x")]);
        named.Channels.ShouldBe(3);
        named.Pixels[..(11 * named.Width * 3)].Chunk(3).ShouldAllBe(pixel => pixel.Distinct().Count() == 1);
        Ink(named).ShouldBe(3 * InkOf("x"));
    }

    [Fact]
    public void Images_that_are_too_small_get_no_names()
    {
        var grid = Grid(new(1, 8, 8), 2, rows: 3);
        ColumnNames.Above(grid, new(1, 8, 8), [(0, "a"), (1, "b")]).ShouldBeSameAs(grid);
        ColumnNames.Above(grid, new(1, 28, 28), []).ShouldBeSameAs(grid);
    }

    [Theory]
    [InlineData(12, 1)]
    [InlineData(28, 4)]
    [InlineData(64, 2)]
    public void Names_can_be_removed_again(int side, int rows)
    {
        var image = new ImageShape(1, side, side);
        var grid = Grid(image, 2, rows);
        var named = ColumnNames.Above(grid, image, [(0, "a"), (1, "b")]);
        ColumnNames.Remove(named, side).Pixels.ShouldBe(grid.Pixels);
        ColumnNames.Remove(grid, side).ShouldBeSameAs(grid);
    }

    private static Bitmap Grid(ImageShape image, int columns, int rows, int zoom = 1) => ImageGrid.Arrange(
        [.. Enumerable.Range(0, columns * rows * image.Count).Select(i => (byte)(100 + i % 50))], image, columns,
        zoom: zoom);

    private static string Text(Bitmap grid, int row) => string.Concat(
        grid.Pixels[(row * grid.Width)..((row + 1) * grid.Width)].Select(pixel => pixel < 100 ? '#' : '.'));

    private static int Ink(Bitmap grid) => grid.Pixels.Count(pixel => pixel < 100);

    private static int InkOf(string text)
    {
        var count = 0;
        PixelFont.Draw(text, (_, _) => count++);
        return count;
    }
}
