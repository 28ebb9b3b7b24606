using System.Net;
using System.Text.Json;
using GanSharp.IO;
using GanSharp.Sampling;
using GanSharp.Zoo;

namespace GanSharp.Studio.Tests.Play;

/// <summary>Pictures of a generator by address.</summary>
public sealed class DrawTests(PlayStudio play) : IClassFixture<PlayStudio>
{
    private static readonly Lazy<Sampler> Digits = new(() => GeneratorZoo.Find("digits").Load());

    [Fact]
    public async Task A_text_is_written_with_the_classes_of_its_characters()
    {
        var picture = await PictureAsync("text.png?text=2026&rows=3&seed=7");
        var set = new SampleRequest { Text = "2026", Rows = 3, Seed = 7 }.Draw(Digits.Value);
        set.Labels.ShouldBe([2, 0, 2, 6, 2, 0, 2, 6, 2, 0, 2, 6]);
        picture.Pixels.ShouldBe(ImageGrid.Arrange(set.Pixels, set.Image, 4, margin: 0).Pixels);
    }

    [Theory]
    [InlineData("grid.png?class=3&seed=5", "3", 5)]
    [InlineData("grid.png?class=3&seed=5&move=0,0,0.0&spread=0.7", "3", 5)]
    [InlineData("grid.png", null, 1)]
    public async Task A_grid_without_moves_has_the_samples_of_its_seed(string address, string? label, int seed)
    {
        var picture = await PictureAsync(address);
        var set = new SampleRequest { Labels = label is null ? [] : [label], Seed = seed }.Draw(Digits.Value);
        picture.Pixels.ShouldBe(ImageGrid.Arrange(set.Pixels, set.Image, 4, margin: 0).Pixels);
    }

    [Fact]
    public async Task The_pixels_for_a_page_are_those_of_the_samples()
    {
        (await play.BytesAsync("/api/play/~digits/grid.pixels?class=3&seed=5"))
            .ShouldBe(new SampleRequest { Labels = ["3"], Seed = 5 }.Draw(Digits.Value).Pixels);
        (await play.BytesAsync("/api/play/~digits/text.pixels?text=26&rows=2&seed=7"))
            .ShouldBe(new SampleRequest { Text = "26", Rows = 2, Seed = 7 }.Draw(Digits.Value).Pixels);
    }

    [Theory]
    [InlineData("text.png?text=42")]
    [InlineData("grid.png?class=3&seed=5&move=1,-2&truncation=0.5")]
    [InlineData("one.png?cell=7&zoom=3&download=1")]
    [InlineData("interpolation.png?from=1&to=4")]
    [InlineData("grid.gif?count=2&frames=6")]
    [InlineData("interpolation.webp?from=1&to=4&steps=6")]
    [InlineData("interpolation.apng?from=1&to=4&steps=6")]
    [InlineData("text.gif?text=1&rows=1")]
    public async Task The_same_address_gives_the_same_bytes(string address) =>
        (await play.BytesAsync($"/api/play/~digits/{address}"))
            .ShouldBe(await play.BytesAsync($"/api/play/~digits/{address}"));

    [Theory]
    [InlineData("move=1.5")]
    [InlineData("move=,,-2")]
    [InlineData("seed=2")]
    [InlineData("class=4")]
    [InlineData("truncation=0.6")]
    public async Task Every_setting_changes_the_picture(string setting) =>
        (await PictureAsync($"grid.png?{setting}")).Pixels.ShouldNotBe((await PictureAsync("grid.png")).Pixels);

    [Fact]
    public async Task One_picture_is_that_of_its_cell_and_a_way_ends_at_its_cells()
    {
        const string View = "seed=3&move=1,1&truncation=0.8";
        var grid = await PictureAsync($"grid.png?{View}");
        var between = await PictureAsync($"interpolation.png?{View}&from=6&to=9&steps=5");
        (await PictureAsync($"one.png?{View}&cell=6")).Pixels.ShouldBe(Cell(grid, 6, 4));
        Cell(between, 0, 5).ShouldBe(Cell(grid, 6, 4));
        Cell(between, 4, 5).ShouldBe(Cell(grid, 9, 4));
        Cell(between, 2, 5).ShouldNotBe(Cell(grid, 9, 4));
    }

    [Fact]
    public async Task A_picture_is_reopened_from_the_text_of_its_noise()
    {
        using var details = await play.JsonAsync("/api/play/~digits/one?seed=3&cell=6");
        var start = details.RootElement.GetProperty("start").GetString();
        var wanted = (await PictureAsync("one.png?seed=3&cell=6")).Pixels;
        var grid = await PictureAsync($"grid.png?start={start}&class=6&seed=9&spread=0.3");
        var found = Cell(grid, 0, 4);
        // The text has half precision.
        wanted.Zip(found).Max(pair => Math.Abs(pair.First - pair.Second)).ShouldBeLessThanOrEqualTo(3);
        Cell(grid, 1, 4).ShouldNotBe(found);
        var same = await PictureAsync($"grid.png?start={start}&class=6&seed=9&spread=0");
        Cell(same, 5, 4).ShouldBe(found);
    }

    [Fact]
    public async Task The_nearest_training_pictures_are_found_among_all()
    {
        var nearest = await play.NearestAsync("/api/play/~digits/one?seed=3&cell=6");
        nearest.GetProperty("compared").GetInt32().ShouldBe(5000);
        var found = nearest.GetProperty("found").EnumerateArray().ToArray();
        found.Length.ShouldBe(8);
        double[] differences = [.. found.Select(each => each.GetProperty("difference").GetDouble())];
        differences.ShouldBe(differences.Order());
        differences[0].ShouldBeInRange(0.02, 0.4);
        found.Count(each => each.GetProperty("class").GetString() == "6").ShouldBeGreaterThan(4);
    }

    [Fact]
    public async Task The_pictures_of_an_unknown_training_are_not_at_hand()
    {
        var nearest = await play.NearestAsync($"/api/play/{PlayStudio.Run}/one?cell=0");
        nearest.GetProperty("state").GetString().ShouldBe("absent");
        nearest.GetProperty("reason").GetString()!.ShouldContain("not available");
    }

    [Theory]
    [InlineData("grid.png?move=NaN")]
    [InlineData("grid.png?move=1e309")]
    [InlineData("grid.png?move=5.01")]
    [InlineData("grid.png?move=1,1,1,1,1,1,1,1,1")]
    [InlineData("grid.png?seed=-1")]
    [InlineData("grid.png?seed=99999999999999999999")]
    [InlineData("grid.png?seed=1&seed=2")]
    [InlineData("grid.png?count=257")]
    [InlineData("grid.png?count=0")]
    [InlineData("grid.png?zoom=9")]
    [InlineData("grid.png?truncation=0")]
    [InlineData("grid.png?truncation=Infinity")]
    [InlineData("grid.png?class=eleven")]
    [InlineData("grid.png?code=1")]
    [InlineData("grid.png?start=abc")]
    [InlineData("grid.png?start=%00%00")]
    [InlineData("one.png?cell=16")]
    [InlineData("interpolation.png?from=1&to=2&steps=1")]
    [InlineData("interpolation.png?from=1&to=2&steps=121")]
    [InlineData("grid.gif?count=256&frames=120&zoom=8")]
    [InlineData("text.png")]
    [InlineData("text.png?text=12a")]
    [InlineData("text.png?text=1&rows=9")]
    [InlineData("text.png?text=123456789012345678901234567890123")]
    [InlineData("mix.png")]
    public async Task A_bad_parameter_is_refused_in_one_line(string address)
    {
        using var answer = await play.Client.GetAsync(
            $"/api/play/~digits/{address}", TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        using var json = JsonDocument.Parse(
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        json.RootElement.GetProperty("error").GetString()!.ShouldNotBeEmpty();
        json.RootElement.GetProperty("error").GetString()!.ShouldNotContain("\n");
    }

    [Fact]
    public async Task No_parameters_are_an_error_of_the_studio()
    {
        string[] files = ["grid.png", "grid.pixels", "one.png", "one", "interpolation.png", "text.png", "mix.png"];
        string[] names =
        [
            "seed", "count", "columns", "class", "truncation", "move", "code", "start", "spread", "zoom", "cell",
            "from", "to", "steps", "text", "rows", "fine", "download",
        ];
        string[] values =
        [
            "0", "1", "2", "-1", "0.5", "1e309", "-Infinity", "NaN", "99999999999", "", ",,,", "1,2", "0x1", "%00",
            "%F0%9F%92%A9", "%ED%A0%80", "٣", "a", "AAAA", "256", "1 ", "+1", "1e0",
        ];
        var stream = new RandomStream("parameters", 1);
        var drawn = 0;
        for (var i = 0; i < 400; i++)
        {
            var query = string.Join('&', Enumerable.Range(0, 1 + i % 4).Select(_ => $"{Pick(names)}={Pick(values)}"));
            using var answer = await play.Client.GetAsync(
                $"/api/play/~digits/{Pick(files)}?{query}", TestContext.Current.CancellationToken);
            answer.StatusCode.ShouldBeOneOf(HttpStatusCode.OK, HttpStatusCode.BadRequest);
            drawn += answer.IsSuccessStatusCode ? 1 : 0;
        }
        drawn.ShouldBeInRange(40, 360);

        string Pick(string[] all) => all[stream.Integers(1, all.Length)[0]];
    }

    [Theory]
    [InlineData("/api/play/~nothing/grid.png")]
    [InlineData("/api/play/0009-none/grid.png")]
    [InlineData("/api/play/~digits/grid.exe")]
    [InlineData("/play/~nothing")]
    [InlineData("/game/0009-none")]
    public async Task What_is_not_there_is_not_found(string address)
    {
        using var answer = await play.Client.GetAsync(address, TestContext.Current.CancellationToken);
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private async Task<Bitmap> PictureAsync(string address)
    {
        using var file = new MemoryStream(await play.BytesAsync($"/api/play/~digits/{address}"));
        return PngReader.Read(file, address);
    }

    /// <summary>Cuts a cell out of a picture without margins.</summary>
    private static byte[] Cell(Bitmap picture, int cell, int columns) =>
    [
        .. Enumerable.Range(0, 28).SelectMany(row =>
            picture.Pixels.AsSpan(((cell / columns * 28 + row) * picture.Width) + cell % columns * 28, 28).ToArray()),
    ];
}
