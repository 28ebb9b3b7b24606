using GanSharp.IO;

namespace GanSharp.Reports.Tests;

public sealed class EmbeddedGridTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(60, 240, 120, 480)]
    [InlineData(240, 60, 480, 120)]
    [InlineData(10, 20, 60, 120)]
    [InlineData(500, 1000, 500, 1000)]
    public void A_grid_is_enlarged_until_its_longer_side_fills_the_space(
        int width, int height, int shownWidth, int shownHeight)
    {
        PngWriter.Save(_folder["grid.png"], new(width, height, 1, new byte[width * height]));

        var grid = EmbeddedGrid.Of(_folder["grid.png"], "grid", 480);

        (grid.Width, grid.Height).ShouldBe((shownWidth, shownHeight));
    }
}
