using GanSharp.IO;

namespace GanSharp.Tests.IO;

[Trait("Instructions", "any")]
public sealed class FilmFormatTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("a.gif")]
    [InlineData("a.WebP")]
    [InlineData("a.apng")]
    [InlineData("a.png")]
    public void A_film_is_a_file_of_the_kind_that_its_name_says(string name)
    {
        var (path, format) = (_folder[name], FilmFormat.Of(name));
        format.Save(path, Film, CancellationToken.None);
        format.Check(path);
        Should.Throw<GanSharpException>(() => FileKind.Idx.CheckReplaceable(path));
    }

    [Theory]
    [InlineData("a.avi")]
    [InlineData("film")]
    public void Other_names_are_refused(string name) =>
        Should.Throw<GanSharpException>(() => FilmFormat.Of(name)).Message.ShouldBe(
            $"{name}: films are .mp4, .gif, .webp, .apng files, so end the name in one of them");

    [Fact]
    public void A_film_replaces_only_films_of_its_format()
    {
        GifWriter.Save(_folder["a.webp"], Film);
        Should.Throw<GanSharpException>(() => FilmFormat.Of("a.webp").Check(_folder["a.webp"]))
            .Message.ShouldContain("exists and is not a WebP picture");
    }

    private static Animation Film => new([new(1, 1, 1, [5]), new(1, 1, 1, [6])], TimeSpan.FromSeconds(1));
}
