using GanSharp.IO;

namespace GanSharp.Cli.Tests.Commands;

/// <summary>The names of classes over the columns of <c>gansharp sample</c>.</summary>
public sealed class ColumnNamesTests : IDisposable
{
    private const int Wide = 3 * 18 + 2, High = 2 * 18 + 2, Band = 11;
    private readonly CliRunner _cli = new CliRunner().WithTinyRecipe();

    public ColumnNamesTests() => _cli.Run("train", "tiny.yaml", "--data", "data", "--steps", "1").Exit.ShouldBe(0);

    public void Dispose() => _cli.Dispose();

    [Fact]
    public void A_table_has_the_names_of_its_classes_unless_they_are_switched_off()
    {
        var named = Sample("--rows", "2");
        var plain = Sample("--rows", "2", "--no-names");

        (named.Width, named.Height).ShouldBe((Wide, High + Band));
        (plain.Width, plain.Height).ShouldBe((Wide, High));
        named.Pixels[(Band * Wide)..].ShouldBe(plain.Pixels);
    }

    [Theory]
    [InlineData("--text", "201", "--rows", "2")]
    [InlineData("--labels", "0,1", "--count", "3")]
    [InlineData("--count", "6")]
    public void A_picture_whose_columns_are_not_classes_has_no_names(params string[] options) =>
        Sample(options).Height.ShouldBe(High);

    [Fact]
    public void Files_of_single_images_and_films_have_no_names()
    {
        _cli.Run("sample", "--rows", "2", "--zoom", "4", "--out", "single/").Exit.ShouldBe(0);
        PngReader.Read(_cli["single/0001-0.png"]).Height.ShouldBe(16);
        var result = _cli.Run("sample", "--rows", "2", "--film", "walk.gif", "--no-names");
        result.Exit.ShouldBe(2);
        result.Error.ShouldBe("gansharp: --film and --no-names exclude each other; leave one out\n");
    }

    private Bitmap Sample(params string[] options)
    {
        _cli.Run(["sample", "--zoom", "4", .. options]).Exit.ShouldBe(0);
        return PngReader.Read(_cli["samples.png"]);
    }
}
