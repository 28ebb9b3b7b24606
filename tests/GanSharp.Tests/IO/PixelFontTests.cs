using GanSharp.IO;

namespace GanSharp.Tests.IO;

public class PixelFontTests
{
    private static readonly string All = string.Concat(Enumerable.Range(' ', '~' - ' ' + 1).Select(code => (char)code));

    [Fact]
    public void Every_character_of_ASCII_has_a_shape_of_its_own()
    {
        PixelFont.Drawable(All).ShouldBe(All);
        All.Select(character => Drawn(character.ToString())).Distinct().Count().ShouldBe(All.Length);
    }

    [Fact]
    public void A_text_is_drawn_character_by_character()
    {
        Drawn("gi 1").Split('\n').ShouldBe([
            ".....#.....#.",
            "..........##.",
            ".###.#.....#.",
            "#..#.#.....#.",
            "#..#.#.....#.",
            "#..#.#.....#.",
            ".###.#....###",
            "...#.........",
            ".##..........",
        ]);
        PixelFont.Width("gi 1").ShouldBe(13);
        PixelFont.Width("").ShouldBe(0);
    }

    [Theory]
    [InlineData("Café Ångström", "Cafe Angstrom")]
    [InlineData("smileys-emotion", "smileys-emotion")]
    [InlineData("雪", null)]
    [InlineData("snow ❄", null)]
    public void Accents_are_left_out_and_other_letters_cannot_be_drawn(string text, string? drawable) =>
        PixelFont.Drawable(text).ShouldBe(drawable);

    [Fact]
    public void No_pixel_is_outside_of_the_text()
    {
        foreach (var character in All + PixelFont.Ellipsis)
        {
            var width = PixelFont.Width(character.ToString());
            PixelFont.Draw(character.ToString(), (x, y) => (x < width && y < PixelFont.Height).ShouldBeTrue());
        }
    }

    private static string Drawn(string text)
    {
        var rows = Enumerable.Range(0, PixelFont.Height)
            .Select(_ => Enumerable.Repeat('.', PixelFont.Width(text)).ToArray())
            .ToArray();
        PixelFont.Draw(text, (x, y) => rows[y][x] = '#');
        return string.Join('\n', rows.Select(row => new string(row)));
    }
}
