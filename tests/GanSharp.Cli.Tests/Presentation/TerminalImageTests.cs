using GanSharp.Cli.Presentation;
using GanSharp.IO;
using Spectre.Console;

namespace GanSharp.Cli.Tests.Presentation;

public class TerminalImageTests
{
    [Fact]
    public void Two_pixels_make_a_character_and_equal_neighbours_share_their_colours() =>
        Draw(new(3, 2, 1, [10, 10, 200, 20, 20, 0]), ColorSystemSupport.TrueColor, 80)
            .ShouldBe("\e[38;2;10;10;10;48;2;20;20;20m▀▀\e[0m\e[38;2;200;200;200;48;2;0;0;0m▀\e[0m\n");

    [Fact]
    public void An_odd_last_row_has_no_background() =>
        Draw(new(1, 1, 3, [1, 2, 3]), ColorSystemSupport.TrueColor, 80).ShouldBe("\e[38;2;1;2;3m▀\e[0m\n");

    [Fact]
    public void Terminals_with_few_colours_are_supported() =>
        Draw(new(1, 2, 1, [0, 255]), ColorSystemSupport.EightBit, 80).ShouldMatch(@"^\e\[38;5;\d+;48;5;\d+m▀\e\[0m\n$");

    [Fact]
    public void A_wide_picture_is_averaged() =>
        Draw(new(4, 4, 1, [0, 100, 0, 0, 0, 100, 0, 0, 40, 40, 8, 8, 40, 40, 8, 8]), ColorSystemSupport.TrueColor, 2)
            .ShouldBe("\e[38;2;50;50;50;48;2;40;40;40m▀\e[0m\e[38;2;0;0;0;48;2;8;8;8m▀\e[0m\n");

    private static string Draw(Bitmap picture, ColorSystemSupport colors, int width)
    {
        var output = new StringWriter { NewLine = "\n" };
        CliRunner.NewTerminal(output, colors, width).Write(new TerminalImage(picture));
        return output.ToString();
    }
}
