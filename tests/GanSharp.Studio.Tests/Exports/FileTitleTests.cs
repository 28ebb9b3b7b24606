using GanSharp.Studio.Exports;

namespace GanSharp.Studio.Tests.Exports;

public sealed class FileTitleTests
{
    [Theory]
    [InlineData("Flowers 花", "Flowers 花")]
    [InlineData("../a/b: \"c\"?", "-a-b- -c--")]
    [InlineData("a\u202Eb\n.", "ab")]
    [InlineData(" . ", "0001-tiny")]
    public void A_title_becomes_the_name_of_a_file(string title, string name) =>
        FileTitle.Of(title, "0001-tiny").ShouldBe(name);

    [Fact]
    public async Task Exported_files_have_the_title_of_their_run()
    {
        await using var studio = await RunningStudio.StartAsync();
        studio.WriteRun("0001-tiny");
        (await NameAsync(studio, "recipe.yaml")).ShouldBe("0001-tiny.yaml");
        await studio.PostAsync("/api/runs/0001-tiny/notes", new { title = "Flowers/花", tags = (string[])[] });
        (await NameAsync(studio, "recipe.yaml")).ShouldBe("Flowers-花.yaml");
        (await NameAsync(studio, "film.gif")).ShouldBe("Flowers-花.gif");
    }

    private static async Task<string?> NameAsync(RunningStudio studio, string file)
    {
        var answer = await studio.Client.GetAsync(
            $"/api/runs/0001-tiny/{file}", TestContext.Current.CancellationToken);
        var names = answer.EnsureSuccessStatusCode().Content.Headers.ContentDisposition!;
        return names.FileNameStar ?? names.FileName;
    }
}
